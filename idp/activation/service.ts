import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import { type Take, takeOne } from '../../shared/limits/budget.ts'
import { networkOf } from '../../shared/limits/network.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { HOUR, MINUTE } from '../../shared/time.ts'
import { accountByEmail, emailKey, openAccount } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { takeMail } from '../mail-budget.ts'
import {
  claimActivation,
  closeSignups,
  dropPending,
  isBrowserOf,
  mailExists,
  mailSignup,
  newestPending,
  type Pending,
  pendingByToken,
  type Visitor,
} from '../signup/service.ts'

// Owns the step from a signup to an account. The link proves the mailbox; the browser that signed up, or the password
// chosen there, proves that whoever opens it is whoever signed up: a stranger's signup with somebody's address is never
// activated by that somebody's click (pre-hijacking).

type Needs = Pick<Idp, 'config' | 'db' | 'secrets' | 'passwords' | 'now'>

interface Opened {
  readonly token: string
  /** the signup cookie of the browser that opened the link */
  readonly browser: string | undefined
}

interface Dead {
  readonly kind: 'unknown' | 'expired' | 'alreadyActive' | 'taken'
  readonly app: string | undefined
}

export type LinkState =
  | Dead
  | { readonly kind: 'ready'; readonly sameBrowser: boolean; readonly app: string | undefined }

/** What a link is good for; reading changes nothing. */
export async function readLink(idp: Pick<Idp, 'db' | 'now'>, { token, browser }: Opened): Promise<LinkState> {
  const pending = await pendingByToken(idp.db, hashToken(token))
  return stateOf(idp, pending, browser)
}

async function stateOf(
  { db, now }: Pick<Idp, 'db' | 'now'>,
  pending: Pending | undefined,
  browser?: string,
): Promise<LinkState> {
  const app = pending?.client_id ?? undefined
  if (!pending) return { kind: 'unknown', app }
  if (pending.activated_at !== null) return { kind: 'alreadyActive', app }
  if (await accountByEmail(db, pending.email)) return { kind: 'taken', app }
  if (pending.link_expires_at <= now()) return { kind: 'expired', app }
  return { kind: 'ready', sameBrowser: isBrowserOf(pending, browser), app }
}

export type ActivationOutcome =
  | Dead
  | { readonly kind: 'activated'; readonly app: string | undefined }
  | { readonly kind: 'passwordNeeded' | 'wrongPassword'; readonly app: string | undefined }
  | { readonly kind: 'throttled'; readonly until: number; readonly app: string | undefined }

/** Makes the account. Once, whatever is pressed how often and wherever. */
export async function activate(
  idp: Needs,
  { token, browser, password }: Opened & { password: string | undefined },
  origin: Origin,
): Promise<ActivationOutcome> {
  const pending = await pendingByToken(idp.db, hashToken(token))
  const state = await stateOf(idp, pending, browser)
  if (!pending || state.kind !== 'ready') return state as Dead
  const { app } = state
  if (!state.sameBrowser) {
    if (!password) return { kind: 'passwordNeeded', app }
    const take = await takeTry(idp, pending)
    if (take.kind === 'spent') return { kind: 'throttled', until: take.until, app }
    const right = await idp.passwords.matches(password, pending.password_hash ?? undefined)
    if (!right) return { kind: 'wrongPassword', app }
  }
  const done = await inTransaction(idp.db, (tx) => open(tx, idp, { pending, origin }))
  return done ?? ((await readLink(idp, { token, browser })) as Dead)
}

/** The right to have one password judged, claimed before it is. */
const takeTry = ({ db, now }: Needs, { id }: Pending): Promise<Take> =>
  takeOne(db, `activation of ${id}`, { to: 5, within: 15 * MINUTE, now: now() })

async function open(
  tx: Knex,
  { now }: Needs,
  { pending, origin }: { pending: Pending; origin: Origin },
): Promise<ActivationOutcome | undefined> {
  const at = now()
  const claimed = await claimActivation(tx, pending.token_hash, at)
  if (!claimed) return undefined
  const app = claimed.client_id ?? undefined
  const person = personOf(claimed)
  const opened = await openAccount(tx, person, at)
  await closeSignups(tx, claimed)
  if (!opened) return { kind: 'taken', app }
  await recordEvent(tx, { action: 'account.activated', subject: person.id }, { now, origin })
  return { kind: 'activated', app }
}

const personOf = (row: Pending) => ({
  id: randomUUID(),
  email: row.email,
  civility: row.civility,
  givenName: row.given_name,
  familyName: row.family_name,
  passwordHash: row.password_hash ?? '',
  lang: row.lang,
  termsVersion: row.terms_version,
  termsAcceptedAt: row.terms_accepted_at,
})

/** A new link in place of one that has expired, to the same mailbox. */
export async function renewLink(idp: Needs, token: string, { lang }: Visitor): Promise<void> {
  await inTransaction(idp.db, async (tx) => {
    const pending = await pendingByToken(tx, hashToken(token))
    if (!pending || pending.activated_at !== null) return
    const take = await takeMail(tx, { to: pending.email, kind: 'signup' }, idp.now())
    if (take.kind === 'taken') await mailSignup(tx, idp, { pending, lang })
  })
}

/** For somebody who lost the mail and the page: the same answer whoever they are. Mails the newest link that waits for
 *  that address, or to an account that it is one. */
export async function askForLink(
  idp: Needs,
  { email, app }: { email: string; app: string | undefined },
  { lang, origin }: Visitor,
): Promise<void> {
  await inTransaction(idp.db, async (tx) => {
    const network = await takeOne(tx, `link from ${networkOf(origin.ip)}`, { to: 10, within: HOUR, now: idp.now() })
    if (network.kind === 'spent') return
    const take = await takeMail(tx, { to: email, kind: 'signup' }, idp.now())
    if (take.kind === 'spent') return
    const account = await accountByEmail(tx, email)
    const pending = account ? undefined : await newestPending(tx, emailKey(email))
    if (account) await mailExists(tx, idp, { account, app, lang })
    else if (pending) await mailSignup(tx, idp, { pending, lang })
  })
}

/** « Je n’ai pas fait cette inscription »: whoever reads the mail may say so, and nothing of it is kept. */
export async function refuse({ db, now }: Needs, token: string, origin: Origin): Promise<void> {
  await inTransaction(db, async (tx) => {
    const dropped = await dropPending(tx, hashToken(token))
    if (dropped) await recordEvent(tx, { action: 'signup.refused' }, { now, origin })
  })
}
