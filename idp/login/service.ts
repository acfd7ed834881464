import { randomToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import { giveBack, takeAll } from '../../shared/limits/budget.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { HOUR, MINUTE } from '../../shared/time.ts'
import { type Account, accountByEmail, emailKey, setPasswordHash } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { claimTry, forgetDevices, forgetTries, isKnownDevice, rememberDevice } from './store.ts'

// Owns signing in with a password: whose it is, how often it may be tried, from which browsers.

export { purgeTries } from './store.ts'

export type LoginOutcome =
  /** `device` goes into the browser's cookie: next time strangers' failures do not keep it waiting */
  | { readonly kind: 'signedIn'; readonly account: Account; readonly device: string }
  /** wrong password, no such account, blocked: never told apart */
  | { readonly kind: 'refused' }
  | { readonly kind: 'throttled'; readonly until: number }

export interface Login {
  readonly email: string
  readonly password: string
  readonly device: string | undefined
  readonly origin: Origin
}

type Needs = Pick<Idp, 'db' | 'now' | 'passwords'>

/** Judges an address and a password. The limits are claimed before the password is looked at, and the time taken does
 *  not tell whether the address is known. */
export async function signIn(idp: Needs, login: Login): Promise<LoginOutcome> {
  const { db, now, passwords } = idp
  const account = await accountByEmail(db, login.email)
  const known = await isKnownDevice(db, account?.id ?? 'nobody', login.device)
  const person = throttleKey(login, known)
  const limits = limitsOf(login, known)
  const taken = await takeAll(db, limits, now())
  const claim = taken.kind === 'spent' || known ? undefined : await claimTry(db, person, now())
  const until = taken.kind === 'spent' ? taken.until : claim?.kind === 'locked' ? claim.until : undefined
  if (until !== undefined) {
    await recordEvent(db, { action: 'login.throttled', ...subject(account) }, { now, origin: login.origin })
    return { kind: 'throttled', until }
  }
  const right = await passwords.matches(login.password, account?.passwordHash)
  if (!account || !right || account.blocked) {
    await recordEvent(db, { action: 'login.failed', ...subject(account) }, { now, origin: login.origin })
    return { kind: 'refused' }
  }
  for (const [key] of limits) await giveBack(db, key)
  return succeed(idp, account, { ...login, person })
}

/** A new password makes every browser unknown again, and what was tried before does not count any more. */
export async function forgetFailures(tx: Idp['db'], account: Account): Promise<void> {
  await forgetDevices(tx, account.id)
  await forgetTries(tx, emailKey(account.email))
}

async function succeed(idp: Needs, account: Account, login: Login & { person: string }): Promise<LoginOutcome> {
  const { db, now, passwords } = idp
  const device = login.device ?? randomToken()
  const hash = passwords.isOutdated(account.passwordHash) ? await passwords.hash(login.password) : undefined
  await inTransaction(db, async (tx) => {
    await forgetTries(tx, login.person)
    await rememberDevice(tx, account.id, { id: device, at: now() })
    if (hash) await setPasswordHash(tx, account.id, { hash })
    await recordEvent(tx, { action: 'login.succeeded', subject: account.id }, { now, origin: login.origin })
  })
  return { kind: 'signedIn', account, device }
}

/** A browser somebody has signed in from has a count of its own; all others share one for each address. */
const throttleKey = ({ email, device }: Login, known: boolean): string => (known ? `device ${device}` : emailKey(email))

const limitsOf = ({ device, origin }: Login, known: boolean) =>
  [
    [`login from ${origin.ip}, short`, { to: 30, within: 10 * MINUTE }],
    [`login from ${origin.ip}, long`, { to: 100, within: HOUR }],
    ...(known ? ([[`login on ${device}`, { to: 10, within: HOUR }]] as const) : []),
  ] as const

const subject = (account: Account | undefined) => (account ? { subject: account.id } : {})
