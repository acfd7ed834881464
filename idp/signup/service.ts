import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import type { Lang } from '../../shared/i18n.ts'
import { type Take, takeAll } from '../../shared/limits/budget.ts'
import { networkOf } from '../../shared/limits/network.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { DAY, HOUR } from '../../shared/time.ts'
import { type Civility, emailKey } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { nextMailAt, takeMail } from '../mail-budget.ts'
import { cookieOf, isBrowserOf, mailSignup, newPending, nextRound } from './link.ts'
import { insertPending, type Pending, pendingById, pendingOfForm, revisePending } from './store.ts'

// Owns signups that wait for their address to be proven. A pending signup is not an account: nobody can sign in to it.
// An address that has an account gets one too, so that what a visitor sees does not tell; only the mail differs.

export { isBrowserOf, mailExists, mailReserved, mailSignup } from './link.ts'
export {
  claimActivation,
  closeSignups,
  dropPending,
  forgetSignups,
  newestPending,
  type Pending,
  pendingByToken,
  purgePendings,
} from './store.ts'

type Needs = Pick<Idp, 'config' | 'db' | 'secrets' | 'passwords' | 'now'>

export interface Visitor {
  readonly lang: Lang
  readonly origin: Origin
}

export interface SignupForm {
  /** made with the form: what is sent twice is done once */
  readonly once: string
  readonly email: string
  readonly civility: Civility
  readonly givenName: string
  readonly familyName: string
  readonly password: string
  readonly app: string | undefined
  readonly termsVersion: string
  /** the cookie of an earlier signup of this browser */
  readonly browser: string | undefined
}

export type SignupOutcome =
  /** `browser` goes into the browser's cookie */
  { readonly kind: 'pending'; readonly browser: string } | { readonly kind: 'throttled'; readonly until: number }

/** Keeps a signup and mails its link. Takes as long and says the same whether the address has an account. The same
 *  form sent again, from the back button for instance, corrects the signup it made. */
export async function signUp(idp: Needs, form: SignupForm, visitor: Visitor): Promise<SignupOutcome> {
  const { db, secrets, passwords } = idp
  const take = await takeSignup(idp, visitor.origin)
  if (take.kind === 'spent') {
    const earlier = await pendingOfForm(db, hashToken(form.once))
    if (earlier?.email_key !== emailKey(form.email)) return { kind: 'throttled', until: take.until }
    return { kind: 'pending', browser: cookieOf(secrets, earlier) }
  }
  const fresh = newPending(idp, form, { lang: visitor.lang, hash: await passwords.hash(form.password) })
  return inTransaction(db, async (tx) => {
    const again = await waitingSignup(tx, fresh, form.browser)
    const pending = again ? undefined : await insertPending(tx, fresh)
    if (pending) await begin(tx, idp, { pending, visitor })
    const kept = pending ?? (await correct(tx, idp, { earlier: again, fresh, visitor }))
    return { kind: 'pending', browser: cookieOf(secrets, kept) }
  })
}

async function begin(
  tx: Knex,
  idp: Needs,
  { pending, visitor }: { pending: Pending; visitor: Visitor },
): Promise<void> {
  await recordEvent(tx, { action: 'signup.requested' }, { now: idp.now, origin: visitor.origin })
  await mailOwner(tx, idp, { pending, lang: visitor.lang })
}

/** The signup of this browser with that address, while it waits: most browsers load the form anew when one goes back
 *  to it, so it is another form then. */
async function waitingSignup(tx: Knex, fresh: Pending, browser: string | undefined): Promise<Pending | undefined> {
  const earlier = await pendingOfBrowser(tx, browser)
  return earlier?.email_key === fresh.email_key && earlier.activated_at === null ? earlier : undefined
}

/** What was typed last counts, also the password. The link that was mailed stays good for the address it went to. */
async function correct(
  tx: Knex,
  idp: Needs,
  { fresh, visitor, ...known }: { earlier: Pending | undefined; fresh: Pending; visitor: Visitor },
): Promise<Pending> {
  const earlier = known.earlier ?? (await pendingOfForm(tx, fresh.form_key))
  if (!earlier) throw new Error('a signup went away while its form was sent again')
  const { civility, given_name, family_name, password_hash } = fresh
  const revised = await revisePending(tx, earlier.id, { civility, given_name, family_name, password_hash })
  if (!revised) return earlier
  if (revised.email_key === fresh.email_key) await mailOwner(tx, idp, { pending: revised, lang: visitor.lang })
  else await readdress(tx, idp, { pending: revised, email: fresh.email, visitor })
  return earlier
}

export type ResendOutcome =
  | { readonly kind: 'sent' }
  | { readonly kind: 'tooEarly'; readonly until: number }
  | { readonly kind: 'alreadyActive'; readonly app: string | undefined }
  /** no signup of this browser, or not any more */
  | { readonly kind: 'unknown' }

/** Sends the mail of this browser's signup again, with the same link. */
export async function resend(idp: Needs, browser: string | undefined, { lang }: Visitor): Promise<ResendOutcome> {
  return inTransaction(idp.db, async (tx) => {
    const pending = await pendingOfBrowser(tx, browser)
    if (!pending) return { kind: 'unknown' }
    if (pending.activated_at !== null) return { kind: 'alreadyActive', app: pending.client_id ?? undefined }
    const take = await mailOwner(tx, idp, { pending, lang })
    return take.kind === 'taken' ? { kind: 'sent' } : { kind: 'tooEarly', until: take.until }
  })
}

export type CorrectionOutcome =
  | Exclude<ResendOutcome, { kind: 'tooEarly' }>
  | { readonly kind: 'throttled'; readonly until: number }

/** Corrects the address of this browser's signup: the link goes to the new one, and the old link is dead. */
export async function correctAddress(
  idp: Needs,
  { browser, email }: { browser: string | undefined; email: string },
  visitor: Visitor,
): Promise<CorrectionOutcome> {
  const take = await takeSignup(idp, visitor.origin)
  if (take.kind === 'spent') return { kind: 'throttled', until: take.until }
  return inTransaction(idp.db, async (tx) => {
    const pending = await pendingOfBrowser(tx, browser)
    if (!pending) return { kind: 'unknown' }
    if (pending.activated_at !== null) return { kind: 'alreadyActive', app: pending.client_id ?? undefined }
    if (pending.email_key !== emailKey(email)) await readdress(tx, idp, { pending, email, visitor })
    return { kind: 'sent' }
  })
}

async function readdress(
  tx: Knex,
  idp: Needs,
  { pending, email, visitor }: { pending: Pending; email: string; visitor: Visitor },
): Promise<void> {
  const revision = { email, email_key: emailKey(email), ...nextRound(idp.secrets, pending) }
  const moved = await revisePending(tx, pending.id, revision)
  if (!moved) return
  await recordEvent(tx, { action: 'signup.readdressed' }, { now: idp.now, origin: visitor.origin })
  await mailOwner(tx, idp, { pending: moved, lang: visitor.lang })
}

/** What the page after signing up tells; undefined if this browser has no signup. */
export async function signupOf({ db, now }: Pick<Idp, 'db' | 'now'>, browser: string | undefined) {
  const pending = await pendingOfBrowser(db, browser)
  if (!pending) return undefined
  const nextAt = await nextMailAt(db, { to: pending.email, kind: 'signup' }, now())
  const { email, client_id, activated_at } = pending
  return { email, app: client_id ?? undefined, active: activated_at !== null, nextMailAt: nextAt }
}

async function pendingOfBrowser(db: Knex, browser: string | undefined): Promise<Pending | undefined> {
  const pending = await pendingById(db, browser?.split('.')[0] ?? '')
  return pending && isBrowserOf(pending, browser) ? pending : undefined
}

/** The mail, unless its recipient has had enough: the visitor sees no difference. */
async function mailOwner(tx: Knex, idp: Needs, letter: { pending: Pending; lang: Lang }): Promise<Take> {
  const take = await takeMail(tx, { to: letter.pending.email, kind: 'signup' }, idp.now())
  if (take.kind === 'taken') await mailSignup(tx, idp, letter)
  return take
}

/** Signups and corrections of one network, taken before anything costly. */
const takeSignup = ({ db, now }: Needs, { ip }: Origin): Promise<Take> =>
  takeAll(
    db,
    [
      [`signup from ${networkOf(ip)}, hour`, { to: 10, within: HOUR }],
      [`signup from ${networkOf(ip)}, day`, { to: 30, within: DAY }],
    ],
    now(),
  )
