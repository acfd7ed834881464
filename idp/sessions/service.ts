import { createHash } from 'node:crypto'
import { randomToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { MINUTE, SECOND } from '../../shared/time.ts'
import { recordEvent } from '../audit.ts'
import { appFacts, OWN_CLIENT_ID } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { type Ending, keyOfSession, type OpenSession } from '../engine/service.ts'
import { forgetDevice } from '../login/service.ts'
import { paths } from '../paths.ts'

// Owns being signed in at the provider's own pages. They ask as any app asks, by an authorization request, so that one
// set of rules decides who has to prove what again; but they need no token, because the session is here.

export { deliveriesOf, type LogoutDelivery } from './store.ts'

type Needs = Pick<Idp, 'config' | 'secrets' | 'now'>

export interface Errand {
  /** where to come back to: an address of our own pages, path and query */
  readonly returnTo: string
  /** milliseconds; a sign-in that is older has to be proven again */
  readonly maxAge?: number
  /** the address they sign in with, if it is known who has to */
  readonly hint?: string
}

/** How long somebody may take to sign in, before the way back is forgotten. */
const PATIENCE = 60 * MINUTE

/** The request that ends at `paths.ownCallback()`; `browser` names the browser it begins in. */
export function ownRequest({ secrets, config, now }: Needs, errand: Errand, browser: string): string {
  const query = new URLSearchParams({
    client_id: OWN_CLIENT_ID,
    redirect_uri: config.url + paths.ownCallback(),
    response_type: 'code',
    scope: 'openid',
    state: secrets.seal('errand', JSON.stringify({ to: errand.returnTo, at: now() }), browser),
    // PKCE (RFC 7636) with a verifier that nobody has: the code is good for nothing, and is thrown away
    code_challenge: createHash('sha256').update(randomToken()).digest('base64url'),
    code_challenge_method: 'S256',
    ...(errand.hint === undefined ? {} : { login_hint: errand.hint }),
    ...(errand.maxAge === undefined ? {} : { prompt: 'login', max_age: String(errand.maxAge / SECOND) }),
  })
  return `/auth?${query}`
}

/** Where the request came from, if it began in this browser and not too long ago. */
export function returnOf({ secrets, now }: Needs, state: string, browser: string): string | undefined {
  try {
    const { to, at } = JSON.parse(secrets.open('errand', state, browser)) as { to: string; at: number }
    return now() - at < PATIENCE && isOwnPage(to) ? to : undefined
  } catch {
    return undefined
  }
}

/** Only pages of somebody who is signed in are ever come back to. */
export const isOwnPage = (address: string): boolean => /^\/(account|apps)([/?][^\\\s]*)?$/.test(address)

/** « Me déconnecter partout »: every session of the account ends, in every browser and app. */
export const signOutEverywhere = ({ db, engine }: Ends, accountId: string, origin: Origin): Promise<void> =>
  inTransaction(db, (tx) => engine.endSessions(tx, { accountId }, { cause: 'signOutEverywhere', origin }))

/** A session as its owner sees it. */
export interface ListedSession extends Omit<OpenSession, 'clientIds'> {
  readonly isThis: boolean
  /** names of the apps that are open in it */
  readonly apps: readonly string[]
}

/** Where somebody is signed in, this session first. */
export async function listSessions(
  { db, engine }: Pick<Idp, 'db' | 'engine'>,
  { account, session }: { account: { id: string }; session: { uid: string } },
): Promise<ListedSession[]> {
  const found = await engine.sessionsOf(account.id)
  const listed = await Promise.all(
    found.map(async ({ clientIds, ...one }) => {
      const names = await Promise.all(
        clientIds.filter((id) => id !== OWN_CLIENT_ID).map(async (id) => (await appFacts(db, id))?.name),
      )
      return { ...one, isThis: one.key === keyOfSession(session), apps: names.filter((name) => name !== undefined) }
    }),
  )
  return [...listed.filter(({ isThis }) => isThis), ...listed.filter(({ isThis }) => !isThis)]
}

type Ends = Pick<Idp, 'db' | 'engine'>

/** Ends one session of an account, by the name it has in the list; none of that name: there is nothing to do. */
export const endSession = (
  { db, engine }: Ends,
  { accountId, key }: { accountId: string; key: string },
  by: Omit<Ending, 'cause'>,
): Promise<void> =>
  inTransaction(db, (tx) => engine.endSessions(tx, { accountId, sessionKey: key }, { cause: 'endedByOwner', ...by }))

export const endOtherSessions = (
  { db, engine }: Ends,
  { accountId, uid }: { accountId: string; uid: string },
  origin: Origin,
): Promise<void> =>
  inTransaction(db, (tx) =>
    engine.endSessions(tx, { accountId, exceptSession: uid }, { cause: 'endedByOwner', origin }),
  )

/** An operator ends one session of an account, or all of them; the reason is for the record. */
export const endByOperator = (
  { db, engine, now }: Ends & Pick<Idp, 'now'>,
  { accountId, key }: { accountId: string; key: string | undefined },
  reason: string,
): Promise<void> =>
  inTransaction(db, async (tx) => {
    const whose = key === undefined ? { accountId } : { accountId, sessionKey: key }
    await engine.endSessions(tx, whose, { cause: 'endedByOperator', actor: 'operator' })
    const event = {
      action: 'session.endedByOperator',
      subject: accountId,
      actor: 'operator',
      details: { reason },
    } as const
    await recordEvent(tx, event, { now })
  })

/** Somebody no longer wants a browser to be known. */
export const forgetKnownDevice = (
  { db, now }: Pick<Idp, 'db' | 'now'>,
  { accountId, key }: { accountId: string; key: string },
  origin: Origin,
): Promise<void> =>
  inTransaction(db, async (tx) => {
    if ((await forgetDevice(tx, accountId, key)) === 0) return
    await recordEvent(tx, { action: 'device.forgotten', subject: accountId }, { now, origin })
  })
