import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import type { Lang } from '../../shared/i18n.ts'
import { takeAll, takeOne } from '../../shared/limits/budget.ts'
import { networkOf } from '../../shared/limits/network.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time.ts'
import { type Account, accountByEmail, accountById, emailKey, setPasswordHash } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { forgetFailures } from '../login/service.ts'
import { takeMail } from '../mail-budget.ts'
import { postMail } from '../messages.ts'
import { paths } from '../paths.ts'
import { mailSignup, newestPending } from '../signup/service.ts'
import { changedMail, resetMail } from './messages.ts'
import { type Weakness, weaknessOf } from './policy.ts'
import { claimReset, dropOtherResets, keepReset, liveReset } from './store.ts'

// Owns what a password must be, and choosing a new one with a link from the mailbox. Who holds the link owns the
// mailbox; that is all it proves, so it signs nobody in.

export { type ChangeOutcome, changePassword, restorePassword } from './changing.ts'
export { sayWeakness, weaknessOf } from './policy.ts'
export { dropResets, purgeResets } from './store.ts'

export const RESET_LIFE = 30 * MINUTE

type Needs = Pick<Idp, 'config' | 'db' | 'engine' | 'secrets' | 'passwords' | 'now'>

interface Visitor {
  readonly lang: Lang
  readonly origin: Origin
}

/** Mails what helps somebody who cannot sign in: to an account a link to choose a new password, to a signup that waits
 *  its activation link, to anybody else nothing. Nothing that a caller sees depends on which, nor on the limits. */
export async function askForReset(
  idp: Needs,
  { email, app }: { email: string; app: string | undefined },
  visitor: Visitor,
): Promise<void> {
  const { db, now } = idp
  await inTransaction(db, async (tx) => {
    const network = await takeOne(tx, `reset from ${networkOf(visitor.origin.ip)}`, {
      to: 10,
      within: HOUR,
      now: now(),
    })
    if (network.kind === 'spent') return
    const take = await takeMail(tx, { to: email, kind: 'reset' }, now())
    if (take.kind === 'spent') return
    const account = await accountByEmail(tx, email)
    if (account && (await takeAll(tx, limitsOf(account), now())).kind === 'spent') return
    if (account) return mailReset(tx, idp, { account, app, visitor })
    const pending = await newestPending(tx, emailKey(email))
    if (pending) await mailSignup(tx, idp, { pending, lang: visitor.lang })
  })
}

/** How many links strangers can have an owner sent. */
const limitsOf = ({ id }: Account) =>
  [
    [`reset of ${id}, hour`, { to: 3, within: HOUR }],
    [`reset of ${id}, day`, { to: 6, within: DAY }],
  ] as const

/** Mails the owner of an account a link to choose a new password; how often is the caller's to limit. */
export async function mailReset(
  tx: Knex,
  idp: Needs,
  { account, app, visitor }: { account: Account; app: string | undefined; visitor: Visitor },
): Promise<void> {
  const { config, secrets, now } = idp
  const at = now()
  const id = randomUUID()
  const token = secrets.mac('reset', id).toString('base64url')
  const expiresAt = at + RESET_LIFE
  await keepReset(tx, {
    id,
    account_id: account.id,
    token_hash: hashToken(token),
    client_id: app ?? null,
    created_at: at,
    expires_at: expiresAt,
    used_at: null,
  })
  await recordEvent(
    tx,
    { action: 'password.resetRequested', subject: account.id, actor: 'visitor' },
    {
      now,
      origin: visitor.origin,
    },
  )
  const mail = resetMail(visitor.lang, { account, link: `${config.url}${paths.reset(token)}` })
  await postMail(tx, idp, { to: account.email, mail, giveUpAt: expiresAt })
}

export type ResetState =
  | { readonly kind: 'ready'; readonly email: string; readonly app: string | undefined }
  /** used, replaced by a newer one, expired, or never given out */
  | { readonly kind: 'spent' }

/** What a link is good for; reading does not use it. */
export async function readReset({ db, now }: Pick<Idp, 'db' | 'now'>, token: string): Promise<ResetState> {
  const found = await findReset(db, token, now())
  return found ? { kind: 'ready', email: found.account.email, app: found.app } : { kind: 'spent' }
}

export type ChoiceOutcome =
  | { readonly kind: 'changed'; readonly app: string | undefined }
  | { readonly kind: 'weak'; readonly weakness: Weakness; readonly email: string }
  | { readonly kind: 'spent' }

/** Sets a new password for whoever holds the link, once, and ends everything that was opened with the old one: every
 *  session, known browser and other link (security requirement R25). */
export async function choosePassword(
  idp: Needs,
  { token, password }: { token: string; password: string },
  visitor: Visitor,
): Promise<ChoiceOutcome> {
  const found = await findReset(idp.db, token, idp.now())
  if (!found) return { kind: 'spent' }
  const weakness = weaknessOf(password, found.account)
  if (weakness) return { kind: 'weak', weakness, email: found.account.email }
  const hash = await idp.passwords.hash(password) // slow on purpose, so not inside the transaction
  return inTransaction(idp.db, async (tx) => {
    const claimed = await claimReset(tx, hashToken(token), idp.now())
    if (!claimed) return { kind: 'spent' }
    await dropOtherResets(tx, claimed)
    await change(tx, idp, { account: found.account, hash, visitor })
    return { kind: 'changed', app: found.app }
  })
}

async function findReset(db: Knex, token: string, now: number) {
  const reset = await liveReset(db, hashToken(token), now)
  const account = reset && (await accountById(db, reset.account_id))
  return account && { account, app: reset.client_id ?? undefined }
}

async function change(
  tx: Knex,
  idp: Needs,
  { account, hash, visitor }: { account: Account; hash: string; visitor: Visitor },
): Promise<void> {
  const { config, engine, now } = idp
  const at = now()
  await setPasswordHash(tx, account.id, { hash, at })
  await forgetFailures(tx, account)
  await engine.endSessions(tx, { accountId: account.id }, { cause: 'passwordChanged', origin: visitor.origin })
  await recordEvent(tx, { action: 'password.changed', subject: account.id }, { now, origin: visitor.origin })
  const mail = changedMail(visitor.lang, { account, at, forgot: `${config.url}${paths.forgot()}` })
  await postMail(tx, idp, { to: account.email, mail, giveUpAt: at + 3 * DAY })
}
