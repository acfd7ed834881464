import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { takeRows } from '../../shared/database/open.ts'
import { HOUR } from '../../shared/time.ts'
import type { AppSession } from './app-sessions.ts'
import { forgetBrowsers } from './browsers.ts'
import { envelope, keyOf, type Payload, type Row } from './store.ts'

// What ends a session for good: what was opened with it is gone, and nothing that is under way can bring it back.

/** What ends: everything of an account, or all but one session of it; one session, an app in all sessions, or an app in
 *  those of one account. */
export type Whose =
  | { readonly accountId: string }
  | { readonly accountId: string; readonly exceptSession: string }
  | { readonly sessionUid: string }
  /** by the hash of its uid, which is how it is stored */
  | { readonly accountId: string; readonly sessionKey: string }
  | { readonly clientId: string }
  | { readonly accountId: string; readonly clientId: string }

export interface Ended {
  /** the accounts of the sessions, one for each session */
  readonly sessions: readonly string[]
  readonly apps: readonly AppSession[]
}

/** Removes it with the transaction. `keepsOffline`: an app that was given `offline_access` keeps its tokens. */
export async function end(
  tx: Knex,
  whose: Whose,
  { secrets, keepsOffline, now }: { secrets: Secrets; keepsOffline: boolean; now: number },
): Promise<Ended> {
  const { open, seal } = envelope(secrets)
  const stays = await stayingOf(tx, whose, open)
  const going = tx<Row>('engine_object')
    .where(columnsOf(whose))
    .whereNotIn('id', stays.ids)
    .andWhere((one) => void one.whereNull('grant_id').orWhereNotIn('grant_id', stays.grants))
  // first: a request that is under way writes its session last, so what it gave is there to be found once that is gone
  const sessions = await takeRows<Row>(tx, going.clone().where({ model: 'Session' }))
  await going.delete()
  for (const { id, uid } of sessions) {
    await tx('engine_object').insert({ ...tombstone(now), id, uid, sealed: seal(id, {}) })
    await tx('session_browser').where({ session_uid: uid }).delete()
  }
  if ('accountId' in whose && Object.keys(whose).length === 1) await forgetBrowsers(tx, whose.accountId)
  if ('sessionUid' in whose || 'sessionKey' in whose) {
    for (const session of sessions) await removeGrants(tx, await grantsIn(tx, open(session), { open, keepsOffline }))
  }
  const apps = await takeRows<AppSession & { session_uid: string }>(tx, appsOf(tx, whose))
  if ('clientId' in whose) for (const app of apps) await closeIn(tx, secrets, app)
  return { sessions: sessions.flatMap(({ account_id }) => account_id ?? []), apps }
}

/** Of a session that stays, itself and what was given in it. */
async function stayingOf(tx: Knex, whose: Whose, open: (row: Row) => Payload) {
  if (!('exceptSession' in whose)) return { ids: [], grants: [] }
  const uid = hashToken(whose.exceptSession)
  const session = await tx<Row>('engine_object').where({ uid, model: 'Session' }).first()
  const grants = session ? await grantsIn(tx, open(session), { open, keepsOffline: false }) : []
  const ids = [...grants.map((id) => keyOf('Grant', id)), ...(session ? [session.id] : [])]
  return { ids, grants: grants.map(hashToken) }
}

/** Keeps the place of a session: a request that began before its end must not write it anew. Longer than any lasts. */
const tombstone = (now: number) => ({ model: 'EndedSession', expires_at: now + HOUR })

function grantsOf({ authorizations = {} }: Payload, keepsOffline: boolean): string[] {
  const given = Object.values(authorizations)
  return given.flatMap(({ grantId, persistsLogout }) => (grantId && !(keepsOffline && persistsLogout) ? [grantId] : []))
}

const GIVEN = ['AuthorizationCode', 'DeviceCode', 'AccessToken', 'RefreshToken']

/** All that was given in a session. It names one grant for each app, the last; of those before it only what was given by
 *  them tells. */
async function grantsIn(
  tx: Knex,
  session: Payload,
  { open, keepsOffline }: { open: (row: Row) => Payload; keepsOffline: boolean },
): Promise<string[]> {
  const { uid, accountId = '' } = session
  const rows = await tx<Row>('engine_object').where({ account_id: accountId }).whereIn('model', GIVEN)
  const given = rows.map(open).filter((one) => one.sessionUid === uid)
  const ending = given.filter(({ expiresWithSession }) => expiresWithSession || !keepsOffline)
  return [...grantsOf(session, keepsOffline), ...ending.flatMap(({ grantId }) => grantId ?? [])]
}

async function removeGrants(tx: Knex, grantIds: readonly string[]): Promise<void> {
  // but not the question that somebody else is about to answer in the same browser
  await tx('engine_object').whereIn('grant_id', grantIds.map(hashToken)).whereNot({ model: 'Interaction' }).delete()
  await tx('engine_object')
    .whereIn(
      'id',
      grantIds.map((id) => keyOf('Grant', id)),
    )
    .delete()
}

/** The session goes on without the app. Should they meet again, then by another `sid`: a notice that comes late must not
 *  end what began after it. */
async function closeIn(tx: Knex, secrets: Secrets, app: AppSession & { session_uid: string }): Promise<void> {
  const { open, seal } = envelope(secrets)
  const session = tx<Row>('engine_object').where({ uid: app.session_uid, model: 'Session' })
  const row = await session.clone().forUpdate().first('id', 'sealed')
  if (!row) return
  const { authorizations = {}, ...others } = open(row)
  const { [app.client_id]: _, ...left } = authorizations
  await session.update({ sealed: seal(row.id, { ...others, authorizations: left }) })
}

function columnsOf(whose: Whose): Record<string, string> {
  if ('sessionUid' in whose) return { uid: hashToken(whose.sessionUid), model: 'Session' }
  return { ...partiesOf(whose), ...('sessionKey' in whose ? { uid: whose.sessionKey, model: 'Session' } : {}) }
}

function appsOf(tx: Knex, whose: Whose) {
  const apps = tx<AppSession & { session_uid: string }>('app_session')
  if ('sessionUid' in whose) return apps.where({ session_uid: hashToken(whose.sessionUid) })
  const theirs = apps.where(partiesOf(whose))
  if ('sessionKey' in whose) return theirs.where({ session_uid: whose.sessionKey })
  return 'exceptSession' in whose ? theirs.whereNot({ session_uid: hashToken(whose.exceptSession) }) : theirs
}

const partiesOf = (whose: Exclude<Whose, { sessionUid: string }>): Record<string, string> => ({
  ...('accountId' in whose ? { account_id: whose.accountId } : {}),
  ...('clientId' in whose ? { client_id: whose.clientId } : {}),
})
