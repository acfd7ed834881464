import type { Knex } from 'knex'
import { randomToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import { giveBack, refill, type Take, takeAll, usedOf } from '../../shared/limits/budget.ts'
import { networkOf } from '../../shared/limits/network.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { HOUR, MINUTE } from '../../shared/time.ts'
import { type Account, accountByEmail, emailKey, setPasswordHash } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import { recognise } from '../browser.ts'
import type { Idp } from '../context.ts'
import { executeDueReset, hasFactor } from '../factors/service.ts'
import { occasionOf, tellOwner } from './notice.ts'
import { type Claim, claimTry, forgetDevices, forgetTries, hasDevices, isKnownDevice, rememberDevice } from './store.ts'

// Owns signing in with a password: whose it is, how often it may be tried, from which browsers.

export { exportDevices } from './export.ts'
export { devicesOf, forgetDevice, isKnownDevice, type KnownDevice, purgeTries } from './store.ts'

export type LoginOutcome =
  /** `device` goes into the browser's cookie: next time strangers' failures do not keep it waiting */
  | { readonly kind: 'signedIn'; readonly account: Account; readonly device: string }
  /** right, but the account has a second factor: nobody is signed in yet. `device`: the browser's, if it is known */
  | {
      readonly kind: 'halfway'
      readonly account: Account
      readonly failures: number
      readonly device: string | undefined
    }
  /** wrong password, no such account, blocked: never told apart */
  | { readonly kind: 'refused' }
  | { readonly kind: 'throttled'; readonly until: number }
  /** a hundred failures in a row: only a new password helps, or a browser that is known */
  | { readonly kind: 'exhausted' }

export interface Login {
  readonly email: string
  readonly password: string
  readonly device: string | undefined
  readonly origin: Origin
  /** what the browser calls itself */
  readonly agent?: string | undefined
  /** the app that asked, for the record */
  readonly client?: string | undefined
}

type Needs = Pick<Idp, 'config' | 'db' | 'engine' | 'now' | 'passwords' | 'secrets'>

/** Judges an address and a password. The limits are claimed before the password is looked at, and the time taken does
 *  not tell whether the address is known. */
export async function signIn(idp: Needs, login: Login): Promise<LoginOutcome> {
  const judged = await judgePassword(idp, login)
  return judged.kind === 'right' ? succeed(idp, login, judged) : judged
}

/** The right to have one password judged: of the network and of the person, who is a browser that is known or whoever
 *  types that address. */
async function claimOne({ db, now }: Needs, login: Login, known: boolean): Promise<Claim> {
  const taken = await takeAll(db, limitsOf(login, known), now())
  if (taken.kind === 'spent') return { kind: 'locked', until: taken.until }
  if (!known) return claimTry(db, emailKey(login.email), now())
  return { kind: 'claimed', failures: (await usedOf(db, onDevice(login), now())) - 1 }
}

/** A new password makes every browser unknown again, and what was tried before does not count any more. */
export async function forgetFailures(tx: Idp['db'], account: Account): Promise<void> {
  await forgetDevices(tx, account.id)
  await forgetTries(tx, emailKey(account.email))
}

/** What somebody chooses anew, who is signed in, makes every browser unknown but the one they sit at. */
export async function forgetOthers(tx: Knex, account: Account, device: string | undefined): Promise<void> {
  await forgetDevices(tx, account.id, device)
  await forgetTries(tx, emailKey(account.email))
}

export type Judgement =
  | { readonly kind: 'right'; readonly account: Account; readonly known: boolean; readonly failures: number }
  | Exclude<LoginOutcome, { kind: 'signedIn' | 'halfway' }>

/** Judges a password, of somebody who signs in or who is signed in and has to show that it is still they. How often is
 *  claimed before the password is looked at. */
export async function judgePassword(idp: Needs, login: Login): Promise<Judgement> {
  const { db, now, passwords } = idp
  const account = await accountByEmail(db, login.email)
  const known = await isKnownDevice(db, account?.id ?? 'nobody', login.device)
  const claim = await claimOne(idp, login, known)
  if (claim.kind !== 'claimed') {
    await recordEvent(db, { action: 'login.throttled', ...subject(account) }, { now, origin: login.origin })
    return claim.kind === 'locked' ? { kind: 'throttled', until: claim.until } : claim
  }
  const right = await passwords.matches(login.password, account?.passwordHash)
  if (!account || !right || account.blocked) {
    await recordEvent(db, { action: 'login.failed', ...subject(account) }, { now, origin: login.origin })
    return { kind: 'refused' }
  }
  return { kind: 'right', account, known, failures: claim.failures }
}

/** The password was right: the try does not count, nor do those before it. */
export async function countAsRight(tx: Knex, login: Login, known: boolean): Promise<void> {
  await giveBackToNetwork(tx, login.origin)
  await (known ? refill(tx, onDevice(login)) : forgetTries(tx, emailKey(login.email)))
}

interface Success {
  readonly account: Account
  readonly known: boolean
  readonly failures: number
}

/** The password was right: what was tried before does not count any more. Whoever has a second factor is not signed in yet. */
async function succeed(idp: Needs, login: Login, { account, known, failures }: Success): Promise<LoginOutcome> {
  const { db, passwords } = idp
  const hash = passwords.isOutdated(account.passwordHash) ? await passwords.hash(login.password) : undefined
  return inTransaction(db, async (tx) => {
    await countAsRight(tx, login, known)
    if (hash) await setPasswordHash(tx, account.id, { hash, replaces: account.passwordHash })
    await executeDueReset(tx, idp, account)
    if (await hasFactor(tx, account.id)) {
      return { kind: 'halfway', account, failures, device: known ? login.device : undefined }
    }
    const device = await completeSignIn(tx, idp, { ...login, account, known, failures, methods: 'pwd' })
    return { kind: 'signedIn', account, device }
  })
}

export interface Complete extends Success, Pick<Login, 'device' | 'origin' | 'agent' | 'client'> {
  /** what was proven, for the record */
  readonly methods: string
}

/** Everything was proven: the browser is known from now on, and the owner hears of what is unusual. Returns what goes into
 *  the browser's cookie. */
export async function completeSignIn(
  tx: Knex,
  idp: Pick<Idp, 'config' | 'now' | 'secrets'>,
  { account, known, failures, methods, origin, agent, client, device = randomToken() }: Complete,
): Promise<string> {
  const { now } = idp
  const occasion = occasionOf({ failures, known, usedBefore: await hasDevices(tx, account.id) })
  await rememberDevice(tx, account.id, { id: device, at: now(), agent })
  if (occasion) await tellOwner(tx, idp, { occasion, account, agent })
  const { browser, system } = recognise(agent)
  const details = {
    methods,
    browser: browser ?? '',
    system: system ?? '',
    ...(client === undefined ? {} : { client }),
    ...(occasion ? { ownerTold: occasion } : {}),
  }
  await recordEvent(tx, { action: 'login.succeeded', subject: account.id, details }, { now, origin })
  return device
}

/** The right of a network to have one proof judged that is no password; given back if it is right. */
export const claimFromNetwork = (tx: Knex, origin: Origin, now: number): Promise<Take> =>
  takeAll(tx, networkLimits({ origin }), now)

export async function giveBackToNetwork(tx: Knex, origin: Origin): Promise<void> {
  for (const [key] of networkLimits({ origin })) await giveBack(tx, key)
}

const networkLimits = ({ origin }: Pick<Login, 'origin'>) =>
  [
    [`login from ${networkOf(origin.ip)}, short`, { to: 30, within: 10 * MINUTE }],
    [`login from ${networkOf(origin.ip)}, long`, { to: 100, within: HOUR }],
  ] as const

/** A browser somebody has signed in from has a count of its own; all others share one for each address. */
const limitsOf = (login: Login, known: boolean) => [
  ...networkLimits(login),
  ...(known ? ([[onDevice(login), { to: 10, within: HOUR }]] as const) : []),
]

const onDevice = ({ device }: Login): string => `login on ${device}`

const subject = (account: Account | undefined) => (account ? { subject: account.id } : {})
