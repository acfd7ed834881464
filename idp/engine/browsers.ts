import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { MINUTE } from '../../shared/time.ts'
import { type KnownBrowser, maskAddress, recognise } from '../browser.ts'
import type { Payload, Seen } from './store.ts'

/** A row of `session_browser`. */
export interface SessionBrowser extends KnownBrowser {
  readonly session_uid: string
  readonly network: string
  readonly created_at: number
  readonly seen_at: number
}

/** From where a request comes, as it says itself. */
export interface Place {
  readonly agent: string | undefined
  readonly ip: string
}

/** Remembers in which browser a session is. Written when somebody signs in, and then no oftener than matters. */
export async function rememberBrowser(db: Knex, session: Payload, { at, place }: Seen): Promise<void> {
  const { uid, accountId } = session
  if (uid === undefined || accountId === undefined || place === undefined) return
  const seen = { ...recognise(place.agent), network: maskAddress(place.ip), seen_at: at }
  await db('session_browser')
    .insert({ session_uid: hashToken(uid), account_id: accountId, created_at: at, ...seen })
    .onConflict('session_uid')
    .merge(['browser', 'system', 'network', 'seen_at'])
    .where('session_browser.seen_at', '<', at - 15 * MINUTE)
}

/** A session that lives, as its owner sees it. */
export interface OpenSession extends KnownBrowser {
  /** its name for its owner: the hash of its uid */
  readonly key: string
  /** undefined: it was opened before this was kept */
  readonly network: string | undefined
  readonly openedAt: number | undefined
  readonly seenAt: number | undefined
  /** the apps that are open in it */
  readonly clientIds: readonly string[]
}

/** Of the session one is in. */
export const keyOfSession = ({ uid }: { readonly uid: string }): string => hashToken(uid)

/** Those of an account, the one used last first. */
export async function openSessions(db: Knex, accountId: string, now: number): Promise<OpenSession[]> {
  const found: (Partial<SessionBrowser> & { uid: string })[] = await db('engine_object')
    .leftJoin('session_browser', 'session_browser.session_uid', 'engine_object.uid')
    .where({ 'engine_object.account_id': accountId, 'engine_object.model': 'Session' })
    .where('engine_object.expires_at', '>', now)
    .orderBy('seen_at', 'desc')
    .select('engine_object.uid', 'browser', 'system', 'network', 'created_at', 'seen_at')
  const apps: { session_uid: string; client_id: string }[] = await db('app_session')
    .where({ account_id: accountId })
    .distinct('session_uid', 'client_id')
  return found.map(({ uid, browser = null, system = null, network, created_at, seen_at }) => ({
    key: uid,
    browser,
    system,
    network: network ?? undefined,
    openedAt: created_at ?? undefined,
    seenAt: seen_at ?? undefined,
    clientIds: apps.filter(({ session_uid }) => session_uid === uid).map(({ client_id }) => client_id),
  }))
}

/** For the copy that somebody may have of everything. */
export const browsersOf = (db: Knex, accountId: string): Promise<SessionBrowser[]> =>
  db('session_browser').where({ account_id: accountId }).orderBy('created_at')

export const forgetBrowsers = async (tx: Knex, accountId: string): Promise<void> => {
  await tx('session_browser').where({ account_id: accountId }).delete()
}

/** Forgets where sessions were that are no more. */
export const purgeBrowsers = (db: Knex, now: number): Promise<number> =>
  db('session_browser')
    .where('seen_at', '<', now - 15 * MINUTE)
    .whereNotExists(
      db('engine_object')
        .whereRaw('engine_object.uid = session_browser.session_uid')
        .where({ model: 'Session' })
        .select('id'),
    )
    .delete()
