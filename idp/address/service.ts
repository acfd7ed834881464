import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import { takeAll } from '../../shared/limits/budget.ts'
import { DAY, HOUR } from '../../shared/time.ts'
import { type Account, accountByEmail, accountById, emailKey, isReserved } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { takeMail } from '../mail-budget.ts'
import { postMail } from '../messages.ts'
import { mailReserved } from '../signup/service.ts'
import { cancelLink, cancelToken, proofLink, proofToken } from './links.ts'
import { askedMail, proveMail, takenMail } from './messages.ts'
import type { Visitor } from './moving.ts'
import { type Change, keepChange, liveChange, takeChange } from './store.ts'

// Owns the change of the address somebody signs in with. The new one proves itself by a link, and whoever uses the link
// has to be signed in to the account: a stranger's click gives nobody their address. The old one hears of it at once and
// may take it back. What makes a proven address hold is in moving.ts.

export { exportAddressChange } from './export.ts'
export { confirmAddress, restoreAddress, settleAddresses } from './moving.ts'
export { purgeChanges } from './store.ts'

const LINK_LIFE = DAY

/** What « Mon profil » is told after an act here. */
const TOLD = ['asked', 'changed', 'waits', 'kept'] as const
export type Told = (typeof TOLD)[number]
export const isTold = (value: string): value is Told => (TOLD as readonly string[]).includes(value)

type Needs = Pick<Idp, 'config' | 'db' | 'engine' | 'secrets' | 'now'>

export interface Wish {
  readonly email: string
  /** nobody reads mail at the present address any more: nothing that is mailed there may take the change back */
  readonly mailboxLost: boolean
  /** it was asked for with a proof by two factors */
  readonly strong: boolean
}

export type AskOutcome =
  | { readonly kind: 'asked' }
  /** it is theirs already */
  | { readonly kind: 'own' }
  | { readonly kind: 'throttled'; readonly until: number }

/** Keeps the wish and mails both addresses. Says the same whether somebody else has the new address; only the mail
 *  there differs. A wish of before is forgotten. */
export function askForAddress(
  idp: Needs,
  { account, wish }: { account: Account; wish: Wish },
  { origin }: Visitor,
): Promise<AskOutcome> {
  const { db, now } = idp
  return inTransaction(db, async (tx) => {
    if (emailKey(wish.email) === emailKey(account.email)) return { kind: 'own' }
    const take = await takeAll(tx, limitsOf(account), now())
    if (take.kind === 'spent') return { kind: 'throttled', until: take.until }
    const change = newChange(idp, account, wish)
    await keepChange(tx, change)
    await recordEvent(tx, { action: 'email.changeRequested', subject: account.id }, { now, origin })
    await mailNew(tx, idp, { account, change })
    const mail = askedMail(account, { at: now(), cancel: cancelLink(idp, change.id) })
    await postMail(tx, idp, { to: account.email, mail, giveUpAt: change.expires_at })
    return { kind: 'asked' }
  })
}

const limitsOf = ({ id }: Account) =>
  [
    [`address change of ${id}, hour`, { to: 5, within: HOUR }],
    [`address change of ${id}, day`, { to: 10, within: DAY }],
  ] as const

function newChange(idp: Needs, account: Account, { email, mailboxLost, strong }: Wish): Change {
  const id = randomUUID()
  return {
    id,
    account_id: account.id,
    email,
    email_key: emailKey(email),
    mailbox_lost: mailboxLost,
    strong,
    token_hash: hashToken(proofToken(idp.secrets, id)),
    cancel_hash: hashToken(cancelToken(idp.secrets, id)),
    created_at: idp.now(),
    expires_at: idp.now() + LINK_LIFE,
    holds_at: null,
  }
}

/** The mail that belongs there: the link, or, to somebody whose address it is or was, that nothing has changed. No mail
 *  once its recipient has had enough. */
async function mailNew(tx: Knex, idp: Needs, { account, change }: { account: Account; change: Change }): Promise<void> {
  const { email, id, expires_at: giveUpAt } = change
  const take = await takeMail(tx, { to: email, kind: 'address' }, idp.now())
  if (take.kind === 'spent') return
  if (await isReserved(tx, email, { now: idp.now(), for: account.id })) {
    return mailReserved(tx, idp, { to: email, lang: account.lang })
  }
  const holder = await accountByEmail(tx, email)
  const mail = holder ? takenMail(holder) : proveMail(account.lang, proofLink(idp, id))
  await postMail(tx, idp, { to: holder?.email ?? email, mail, giveUpAt })
}

export interface Pending {
  readonly email: string
  /** instant until which the link at the new address is good */
  readonly linkUntil: number
  /** instant from which the proven address holds; undefined: it is not proven yet */
  readonly holdsAt: number | undefined
}

/** The change that is under way. */
export async function pendingChange(
  { db, now }: Pick<Idp, 'db' | 'now'>,
  accountId: string,
): Promise<Pending | undefined> {
  const change = await liveChange(db, { account_id: accountId }, now())
  return change && { email: change.email, linkUntil: change.expires_at, holdsAt: change.holds_at ?? undefined }
}

/** Whether the link at the new address is still good, and for whom: only its own account is told which address. */
export async function readProof(
  { db, now }: Pick<Idp, 'db' | 'now'>,
  token: string,
): Promise<{ readonly accountId: string; readonly email: string } | undefined> {
  const change = await liveChange(db, { token_hash: hashToken(token) }, now())
  return change?.holds_at === null ? { accountId: change.account_id, email: change.email } : undefined
}

/** Its owner has thought better of it. True: there was something to cancel. */
export const cancelAsOwner = ({ db, now }: Needs, accountId: string, { origin }: Visitor): Promise<boolean> =>
  inTransaction(db, async (tx) => {
    const change = await takeChange(tx, { account_id: accountId }, now())
    if (!change) return false
    await recordEvent(tx, { action: 'email.changeCancelled', subject: accountId }, { now, origin })
    return true
  })

/** Whether the link at the present address can still cancel something. */
export const canCancel = async ({ db, now }: Pick<Idp, 'db' | 'now'>, token: string): Promise<boolean> =>
  (await liveChange(db, { cancel_hash: hashToken(token) }, now())) !== undefined

/** Whoever reads mail at the present address did not ask for it: somebody else is signed in, so every session ends. */
export const cancelByLink = (idp: Needs, token: string, { origin }: Visitor): Promise<boolean> =>
  inTransaction(idp.db, async (tx) => {
    const { engine, now } = idp
    const change = await takeChange(tx, { cancel_hash: hashToken(token) }, now())
    const account = change && (await accountById(tx, change.account_id))
    if (!account) return false
    await engine.endSessions(tx, { accountId: account.id }, { cause: 'changeUndone', origin })
    await recordEvent(tx, { action: 'email.changeCancelled', subject: account.id, actor: 'visitor' }, { now, origin })
    return true
  })
