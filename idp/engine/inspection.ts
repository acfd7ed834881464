import type { Knex } from 'knex'
import type Provider from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { createStore, type Row } from './store.ts'
import { subjectOf } from './subjects.ts'

/** Somebody at an app. */
export interface AtApp {
  readonly accountId: string
  readonly clientId: string
}

/** What an app's check looks at from our side: what it asked for, and what it holds. */
export interface Inspection {
  /** what an app asked for, by the question that it led to; undefined: there is none */
  requestOf(uid: string): Promise<Readonly<Record<string, unknown>> | undefined>
  /** a session of somebody at an app, as a logout token names it */
  appSession(whose: AtApp): Promise<{ readonly subject: string; readonly sid: string } | undefined>
  /** how many refresh tokens it holds that were not replaced yet */
  refreshTokens(whose: AtApp): Promise<number>
  /** its access tokens are over, as if their five minutes had passed */
  expireAccessTokens(whose: AtApp): Promise<void>
}

interface Parts {
  readonly db: Knex
  readonly secrets: Secrets
}

export function createInspection({ db, secrets }: Parts, provider: () => Provider): Inspection {
  const held = (model: string, { accountId, clientId }: AtApp) =>
    db<Row>('engine_object').where({ model, account_id: accountId, client_id: clientId })
  return {
    requestOf: async (uid) => {
      const found = await createStore(db, secrets).find('Interaction', { id: uid })
      return found?.payload['params'] as Readonly<Record<string, unknown>> | undefined
    },
    appSession: async ({ accountId, clientId }) => {
      const row = await db<{ sid: string; account_id: string; client_id: string; seen_at: number }>('app_session')
        .where({ account_id: accountId, client_id: clientId })
        .orderBy('seen_at', 'desc')
        .first('sid')
      const client = row && (await provider().Client.find(clientId))
      return client && { sid: row.sid, subject: await subjectOf(db, accountId, client) }
    },
    refreshTokens: async (whose) => (await held('RefreshToken', whose).whereNull('consumed_at')).length,
    expireAccessTokens: async (whose) => {
      await held('AccessToken', whose).delete()
    },
  }
}
