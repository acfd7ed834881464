import { inTransaction } from '../../shared/database/open.ts'
import { DAY } from '../../shared/time.ts'
import { accountByEmail } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { hasFactor, resets } from '../factors/service.ts'
import { postMail } from '../messages.ts'
import { offerUndo, type Undo } from '../undo/service.ts'
import { resetAskedMail } from './messages.ts'

/** How long the owner has to stop it. */
const RESET_DELAY = DAY

type Needs = Pick<Idp, 'config' | 'db' | 'secrets' | 'now'>

export type ResetOutcome =
  | { readonly kind: 'asked'; readonly dueAt: number }
  /** it was asked before, and is still to come */
  | { readonly kind: 'waiting'; readonly dueAt: number }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'unknown' }

/** An operator, who has checked who is calling, lets the factors of an account go: not now, but a day from now, and the owner
 *  is mailed at once how to stop it. */
export const askReset = (idp: Needs, email: string, reason: string): Promise<ResetOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const { now } = idp
    const account = await accountByEmail(tx, email)
    if (!account) return { kind: 'unknown' }
    if (!(await hasFactor(tx, account.id))) return { kind: 'nothing' }
    const row = { account_id: account.id, asked_at: now(), due_at: now() + RESET_DELAY }
    const kept = await resets(tx).insert(row).onConflict('account_id').ignore().returning('account_id')
    if (kept.length === 0) {
      const waiting = await resets(tx).where({ account_id: account.id }).first()
      return { kind: 'waiting', dueAt: waiting?.due_at ?? row.due_at }
    }
    const { email: address } = account
    const change = { account, kind: 'factorReset', former: {}, address, life: RESET_DELAY } as const
    const stop = await offerUndo(tx, idp, change)
    const event = { action: 'factors.resetAsked', subject: account.id, actor: 'operator', details: { reason } } as const
    await recordEvent(tx, event, { now })
    const mail = resetAskedMail(account, { dueAt: row.due_at, stop })
    await postMail(tx, idp, { to: address, mail, giveUpAt: row.due_at })
    return { kind: 'asked', dueAt: row.due_at }
  })

/** The owner says no. */
export const stopReset: Undo = async (tx, { now }, { account }) => {
  const stopped = await resets(tx).where({ account_id: account.id }).delete()
  if (stopped !== 1) return false
  await recordEvent(tx, { action: 'factors.resetStopped', subject: account.id }, { now })
  return true
}
