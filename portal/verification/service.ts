import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import { DAY } from '../../shared/time.ts'
import { recordEvent } from '../audit.ts'
import type { Portal } from '../context.ts'
import { postUnblocked } from './post.ts'
import { closeOpen, holdCustomer } from './store.ts'
import { liftBlock } from './tries.ts'

// Owns which contracts a customer may see, and how one is added. Here is what others ask; attach.ts asks for a contract,
// codes.ts judges the code and blocks, resend.ts sends another or gives up, limits.ts says how often, tries.ts counts, watch.ts
// raises the alarm.

export { watchCodes } from './watch.ts'

/** The numbers of a customer's contracts, in the order they were added. */
export const attachedContracts = async (db: Knex, customerId: string): Promise<readonly string[]> =>
  db('contract_link')
    .where({ customer_id: customerId })
    .orderBy(['attached_at', 'contract_number'])
    .pluck<string[]>('contract_number')

/** Whether this customer may see that contract. Any text will do as a number. */
export async function isAttached(db: Knex, customerId: string, number: string): Promise<boolean> {
  const row = await db('contract_link').where({ customer_id: customerId, contract_number: number }).first('customer_id')
  return row !== undefined
}

export type UnblockOutcome =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'notBlocked' }
  /** how many customers with that address were blocked */
  | { readonly kind: 'unblocked'; readonly customers: number }

/** Lifts the block on adding contracts of every customer with that e-mail address, and tells them by mail. Their three
 *  tries are new; codes sent before are worth nothing. */
export async function unblock(
  portal: Pick<Portal, 'db' | 'secrets' | 'now'> & { readonly config: Pick<Portal['config'], 'url'> },
  { email, reason }: { email: string; reason?: string | undefined },
): Promise<UnblockOutcome> {
  return inTransaction(portal.db, async (tx) => {
    const ids = await tx('customer').whereRaw('lower(email) = ?', email.toLowerCase()).orderBy('id').pluck('id')
    let customers = 0
    for (const id of ids) {
      const customer = await holdCustomer(tx, id)
      if (!customer.blocked) continue
      customers += 1
      await closeOpen(tx, id, { as: 'unblocked', at: portal.now() })
      await liftBlock(tx, id)
      const details = reason === undefined ? {} : { reason }
      await recordEvent(tx, { action: 'attachment.unblocked', subject: id, actor: 'operator', details }, portal)
      await postUnblocked(tx, portal, customer)
    }
    if (ids.length === 0) return { kind: 'unknown' }
    return customers === 0 ? { kind: 'notBlocked' } : { kind: 'unblocked', customers }
  })
}

/** Forgets codes of more than thirty days ago. How many were wrong is kept. */
export const purgeVerification = async (db: Knex, now: number): Promise<void> => {
  await db('sms_challenge')
    .where('sent_at', '<', now - 30 * DAY)
    .delete()
}
