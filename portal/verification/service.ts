import type { Knex } from 'knex'
import { DAY } from '../../shared/time.ts'

// Owns which contracts a customer may see, and how one is added: the number, the code sent to whoever signed it, the
// tries, the block. attach.ts asks for a contract, codes.ts judges the code, limits.ts says how often.

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

/** Forgets codes of more than thirty days ago. How many were wrong is kept. */
export const purgeVerification = async (db: Knex, now: number): Promise<void> => {
  await db('sms_challenge')
    .where('sent_at', '<', now - 30 * DAY)
    .delete()
}
