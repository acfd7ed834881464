import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { inTransaction, isDuplicate } from '../../shared/database/open.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { DAY } from '../../shared/time.ts'
import { type Account, lockAccount, moveAccount } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { forgetFailures, forgetOthers } from '../login/service.ts'
import { postMail } from '../messages.ts'
import { dropResets } from '../password/service.ts'
import { offerUndo, UNDO_LIFE, type Undo } from '../undo/service.ts'
import { cancelLink } from './links.ts'
import { changedMail, holdsMail, leftMail, undoneAtNewMail, waitsMail } from './messages.ts'
import { beginWait, type Change, dropChange, dueChanges, liveChange, takeChange, takeDue } from './store.ts'

// From a proven address to the one somebody signs in with. Usually at once, and the former address may take it back for
// 72 hours. Whoever says that nobody reads mail there any more gets no such link into a stranger's hands; they have
// proven themselves by two factors, or the change waits the same 72 hours, in which it can be cancelled.

type Needs = Pick<Idp, 'config' | 'db' | 'engine' | 'secrets' | 'now'>

export interface Visitor {
  readonly origin: Origin
}

export interface Proof {
  readonly token: string
  readonly account: Account
  /** of the session that stays, and of the browser that stays known */
  readonly session: string
  readonly device: string | undefined
}

export type ConfirmOutcome =
  | { readonly kind: 'changed' | 'waits' }
  /** somebody else has the address by now, or may take it back */
  | { readonly kind: 'taken' }
  /** used, replaced, cancelled, expired, never given out, or another account's */
  | { readonly kind: 'spent' }

/** The new address is proven, by somebody who is signed in to the account. */
export async function confirmAddress(idp: Needs, proof: Proof, visitor: Visitor): Promise<ConfirmOutcome> {
  const named = { token_hash: hashToken(proof.token), account_id: proof.account.id }
  try {
    return await inTransaction(idp.db, (tx) => prove(tx, idp, { ...proof, named, visitor }))
  } catch (error) {
    if (!isDuplicate(error)) throw error // two accounts wanted one address at the same instant
    await inTransaction(idp.db, (tx) => takeChange(tx, named, idp.now()))
    return { kind: 'taken' }
  }
}

interface Proving extends Proof {
  readonly named: Pick<Change, 'token_hash' | 'account_id'>
  readonly visitor: Visitor
}

async function prove(tx: Knex, idp: Needs, proving: Proving): Promise<ConfirmOutcome> {
  const { now } = idp
  const { named, visitor, session, device } = proving
  const change = await liveChange(tx, named, now())
  if (!change || change.holds_at !== null) return { kind: 'spent' }
  if (change.mailbox_lost && !change.strong) return wait(tx, idp, { ...proving, change })
  if (!(await takeChange(tx, named, now()))) return { kind: 'spent' }
  const account = await move(tx, idp, { change, origin: visitor.origin })
  if (!account) return { kind: 'taken' }
  await forgetOthers(tx, account, device)
  await endSessions(tx, idp, { accountId: account.id, exceptSession: session }, visitor)
  return { kind: 'changed' }
}

async function wait(
  tx: Knex,
  idp: Needs,
  { change, named, visitor, account }: Proving & { change: Change },
): Promise<ConfirmOutcome> {
  const { now } = idp
  const holdsAt = now() + UNDO_LIFE
  if (!(await beginWait(tx, named, { now: now(), holdsAt }))) return { kind: 'spent' }
  await recordEvent(tx, { action: 'email.changeWaits', subject: account.id }, { now, origin: visitor.origin })
  const cancel = cancelLink(idp, change.id)
  await postMail(tx, idp, { to: account.email, mail: waitsMail(account, { holdsAt, cancel }), giveUpAt: holdsAt })
  return { kind: 'waits' }
}

/** The address is theirs now, and the one before hears of it. Returns the account as it was; undefined: somebody else
 *  has it. Links to choose a new password that lie in the former mailbox are dead. */
async function move(
  tx: Knex,
  idp: Needs,
  { change, origin }: { change: Change; origin?: Origin },
): Promise<Account | undefined> {
  const { now } = idp
  const account = await lockAccount(tx, change.account_id)
  const reserveUntil = now() + UNDO_LIFE
  if (!account || !(await moveAccount(tx, { account, email: change.email, now: now(), reserveUntil }))) return undefined
  await dropResets(tx, account.id)
  await recordEvent(tx, { action: 'email.changed', subject: account.id }, { now, origin })
  const mail = change.mailbox_lost
    ? leftMail(account, now())
    : changedMail(account, {
        at: now(),
        undo: await offerUndo(tx, idp, { account, kind: 'email', former: account.email, address: account.email }),
      })
  await postMail(tx, idp, { to: account.email, mail, giveUpAt: now() + 3 * DAY })
  return account
}

const endSessions = (
  tx: Knex,
  { engine }: Needs,
  whose: { accountId: string; exceptSession?: string },
  by: Partial<Visitor>,
): Promise<void> =>
  engine.endSessions(tx, whose as { accountId: string; exceptSession: string }, { ...by, cause: 'addressChanged' })

/** Lets those changes hold that have waited their time; each once, on however many processes. */
export async function settleAddresses(idp: Needs): Promise<number> {
  const due = await dueChanges(idp.db, idp.now())
  let settled = 0
  for (const { id } of due) if (await settle(idp, id)) settled += 1
  return settled
}

async function settle(idp: Needs, id: string): Promise<boolean> {
  try {
    return await inTransaction(idp.db, async (tx) => {
      const [change] = await takeDue(tx, id, idp.now())
      const account = change && (await move(tx, idp, { change }))
      if (!change || !account) return false
      await forgetFailures(tx, account)
      await endSessions(tx, idp, { accountId: account.id }, {})
      await postMail(tx, idp, { to: change.email, mail: holdsMail(account, idp.now()), giveUpAt: idp.now() + 3 * DAY })
      return true
    })
  } catch (error) {
    if (isDuplicate(error)) return false // somebody takes the address this very instant: found so at the next look
    throw error
  }
}

/** Gives the former address back. What was asked for with the other one, and mailed there, is dead. */
export const restoreAddress: Undo = async (tx, idp, { account, former }) => {
  const { now } = idp
  const email = former as string
  if (!(await moveAccount(tx, { account, email, now: now() }))) return false
  await dropChange(tx, account.id)
  await dropResets(tx, account.id)
  await forgetFailures(tx, { ...account, email })
  const mail = undoneAtNewMail(account, now())
  await postMail(tx, idp, { to: account.email, mail, giveUpAt: now() + 3 * DAY })
  return true
}
