import { inTransaction } from '../../shared/database/open.ts'
import type { Lang } from '../../shared/i18n.ts'
import { takeOne } from '../../shared/limits/budget.ts'
import { networkOf } from '../../shared/limits/network.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { MINUTE, SECOND } from '../../shared/time.ts'
import { welcome } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Portal } from '../context.ts'
import { type LogoutKeys, takeLogoutToken } from './logout-token.ts'
import { closeSession, endSessionsOf, openSession } from './session.ts'
import { keepAttempt, takeAttempt } from './store.ts'

// Owns the way to the provider and back, and what comes of it: a session of the portal.

/** A sensitive act needs a sign-in at most this old (security requirement R34). */
export const RECENT = 5 * MINUTE

export type Departure =
  | { readonly kind: 'go'; readonly address: string }
  | { readonly kind: 'away'; readonly reason: string }

/** Begins a sign-in for this browser; `returnTo` is where it wanted to go. */
export async function depart(
  portal: Pick<Portal, 'db' | 'secrets' | 'now' | 'relyingParty'>,
  browser: string,
  wishes: { lang: Lang; returnTo: string; signUp: boolean; recent: boolean },
): Promise<Departure> {
  const attempt = portal.relyingParty.newAttempt(wishes.recent ? RECENT / SECOND : undefined)
  const begin = await portal.relyingParty.begin(attempt, wishes)
  if (begin.kind === 'go') {
    await keepAttempt(portal, { ...attempt, returnTo: wishes.returnTo }, { browser, now: portal.now() })
  }
  return begin
}

export type Arrival =
  | { readonly kind: 'signedIn'; readonly session: string; readonly returnTo: string }
  /** no such attempt in this browser: finished, expired, or begun elsewhere */
  | { readonly kind: 'stale' }
  | { readonly kind: 'refused'; readonly returnTo: string; readonly reason: string }
  | { readonly kind: 'away'; readonly returnTo: string; readonly reason: string }

/** Ends a sign-in: the answer is taken once, by the browser that began, and leads to a new session. */
export async function arrive(
  portal: Pick<Portal, 'db' | 'secrets' | 'now' | 'relyingParty' | 'config'>,
  query: string,
  from: { browser: string | undefined; oldSession: string | undefined; lang: Lang; origin: Origin },
): Promise<Arrival> {
  const { db, secrets, now, relyingParty, config } = portal
  const state = new URLSearchParams(query).get('state')
  if (!state || !from.browser) return { kind: 'stale' }
  const attempt = await takeAttempt({ db, secrets }, state, { browser: from.browser, now: now() })
  if (!attempt) return { kind: 'stale' }
  const finish = await relyingParty.finish(query, attempt)
  if (finish.kind !== 'vouched') return { ...finish, returnTo: attempt.returnTo }
  const { identity } = finish
  const session = await inTransaction(db, async (tx) => {
    const customerId = await welcome(tx, { ...identity, issuer: config.issuer, lang: from.lang }, now())
    // whoever was here before is not here any more: a new sign-in is a new session (ASVS 5.0 7.2.4)
    if (from.oldSession) await closeSession({ db: tx, secrets }, from.oldSession)
    await recordEvent(tx, { action: 'session.opened', subject: customerId }, { now, origin: from.origin })
    return openSession({ db: tx, secrets, now }, customerId, identity)
  })
  return { kind: 'signedIn', session, returnTo: attempt.returnTo }
}

/** Ends this browser's session; returns where to end the provider's, or undefined while it is away. For a session that
 *  is over already, from a second press for instance, the provider asks before it ends its own. */
export async function leave(
  { db, secrets, now, relyingParty }: Pick<Portal, 'db' | 'secrets' | 'now' | 'relyingParty'>,
  session: string | undefined,
  origin: Origin,
): Promise<{ readonly onward: string | undefined }> {
  if (session === undefined) return { onward: undefined }
  const idToken = await closeSession({ db, secrets }, session)
  if (idToken !== undefined) await recordEvent(db, { action: 'session.closed' }, { now, origin })
  return { onward: await relyingParty.endSession(idToken) }
}

export type Obedience =
  | { readonly kind: 'obeyed' }
  | { readonly kind: 'refused' }
  /** too many bad ones from there: not even recorded any more */
  | { readonly kind: 'throttled'; readonly until: number }

const BAD_TOKENS = { to: 30, within: MINUTE }

/** The provider says that a sign-in is over. Anybody may call here, so bad tokens are counted for each address; a good
 *  one is always obeyed. */
export async function obeyLogout(
  portal: Pick<Portal, 'db' | 'now' | 'relyingParty' | 'config'>,
  token: string,
  origin: Origin,
): Promise<Obedience> {
  const { db, now } = portal
  const keys = await portal.relyingParty.keys()
  if (keys && (await endByToken(portal, token, { keys, origin }))) return { kind: 'obeyed' }
  const taken = await takeOne(db, `bad logout token from ${networkOf(origin.ip)}`, { ...BAD_TOKENS, now: now() })
  if (taken.kind === 'spent') return { kind: 'throttled', until: taken.until }
  await recordEvent(db, { action: 'session.logoutRefused' }, { now, origin })
  return { kind: 'refused' }
}

/** Ends what the token speaks of and uses it up, both or neither. */
const endByToken = (
  { db, now, config }: Pick<Portal, 'db' | 'now' | 'config'>,
  token: string,
  { keys, origin }: { keys: LogoutKeys; origin: Origin },
): Promise<boolean> =>
  inTransaction(db, async (tx) => {
    const claims = await takeLogoutToken(tx, token, { ...config, keys, now })
    if (!claims) return false
    const ended = await endSessionsOf(tx, { ...claims, issuer: config.issuer })
    await recordEvent(tx, { action: 'session.endedByProvider', details: { sessions: ended } }, { now, origin })
    return true
  })
