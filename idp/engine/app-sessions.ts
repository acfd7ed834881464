import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { DAY, HOUR } from '../../shared/time.ts'
import { REMEMBERED_FOR } from './policy.ts'
import type { Payload } from './store.ts'

/** An app that somebody had opened in one session. */
export interface AppSession {
  readonly sid: string
  readonly account_id: string
  readonly client_id: string
}

/** Remembers which apps were opened in a session. */
export async function rememberApps(db: Knex, session: Payload, now: number): Promise<void> {
  const { uid, accountId, authorizations = {} } = session
  if (uid === undefined || accountId === undefined) return
  for (const [clientId, { sid }] of Object.entries(authorizations)) {
    if (sid === undefined) continue
    const seen = { session_uid: hashToken(uid), account_id: accountId, client_id: clientId, seen_at: now }
    await db('app_session')
      .insert({ sid, ...seen })
      .onConflict('sid')
      .merge(['seen_at'])
      .where('app_session.seen_at', '<', now - HOUR) // a matter of days, not of requests
  }
}

/** No app keeps anybody signed in for longer than the provider's longest session; a day for clocks. */
export const purgeApps = (db: Knex, now: number): Promise<number> =>
  db('app_session')
    .where('seen_at', '<', now - REMEMBERED_FOR - DAY)
    .delete()
