import type { Knex } from 'knex'
import type Provider from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import type { Carriage, Delivery } from '../../shared/outbox/outbox.ts'
import { createStore } from './store.ts'

/** An app that has to be told that a session is over. */
export interface LogoutNotice {
  readonly clientId: string
  readonly accountId: string
  readonly sid: string
}

/** Ends every session of an account, with its grants and tokens; returns the apps that have to be told. */
export async function endSessions(tx: Knex, secrets: Secrets, accountId: string): Promise<LogoutNotice[]> {
  const sessions = await createStore(tx, secrets).removeAccount(accountId)
  return sessions.flatMap((session) =>
    Object.entries((session['authorizations'] ?? {}) as Record<string, { sid?: string }>).flatMap(
      ([clientId, { sid }]) => (sid === undefined ? [] : [{ clientId, accountId, sid }]),
    ),
  )
}

/** Ends what one app has of an account: grants, tokens and its part of every session; returns what it has to be told. */
export async function removeApp(
  tx: Knex,
  secrets: Secrets,
  { accountId, clientId }: { accountId: string; clientId: string },
): Promise<LogoutNotice[]> {
  const sids = await createStore(tx, secrets).removeApp(accountId, clientId)
  return sids.map((sid) => ({ clientId, accountId, sid }))
}

export type CarryLogout = (notice: unknown, letter: Pick<Carriage, 'id'>) => Promise<Delivery>

/** Tells an app (OpenID Connect Back-Channel Logout 1.0). The token is minted anew at each attempt: it lives two minutes. */
export const carryLogout =
  (provider: () => Provider): CarryLogout =>
  async (content) => {
    const { clientId, accountId, sid } = content as LogoutNotice
    const client = await provider().Client.find(clientId)
    if (!client?.backchannelLogoutUri) return { kind: 'done' }
    try {
      await (client as unknown as { backchannelLogout(sub: string, sid: string): Promise<void> }).backchannelLogout(
        accountId,
        sid,
      )
      return { kind: 'done' }
    } catch (error) {
      return { kind: 'later', reason: error instanceof Error ? error.message : 'no answer' }
    }
  }
