import type { Knex } from 'knex'

/** Wrong codes in total of one customer for one contract: over all text messages, days and processes. */
export const TRIES = 3

interface Pair {
  readonly customerId: string
  readonly number: string
}

const key = ({ customerId, number }: Pair) => ({ customer_id: customerId, contract_number: number })

export async function pairOf(db: Knex, pair: Pair): Promise<{ tries: number; blocked: boolean }> {
  const row = await db('attach_pair').where(key(pair)).first('tries', 'blocked_at')
  return { tries: row?.tries ?? 0, blocked: row !== undefined && row.blocked_at !== null }
}

export const keepPair = (tx: Knex, pair: Pair): Promise<unknown> =>
  tx('attach_pair').insert(key(pair)).onConflict(['customer_id', 'contract_number']).ignore()

/** Claims the right to have one code judged, before it is: it counts as wrong until it has proven right. Each condition
 *  stands in the statement that counts, so of a hundred at once no more than three are ever judged. */
export async function claimTry(
  tx: Knex,
  pair: Pair & { readonly challengeId: string },
  now: number,
): Promise<{ codeMac: string; tries: number } | undefined> {
  const [challenge] = await tx('sms_challenge')
    .where({ id: pair.challengeId, ...key(pair) })
    .whereNull('closed_at')
    .where('expires_at', '>', now)
    .update({ tries: tx.raw('tries + 1') })
    .returning<{ code_mac: string }[]>('code_mac')
  if (!challenge) return undefined
  const [total] = await tx('attach_pair')
    .where(key(pair))
    .whereNull('blocked_at')
    .where('tries', '<', TRIES)
    .update({ tries: tx.raw('tries + 1') })
    .returning<{ tries: number }[]>('tries')
  return total && { codeMac: challenge.code_mac, tries: total.tries }
}

/** A right code was no wrong try. */
export const giveTryBack = (tx: Knex, pair: Pair): Promise<unknown> =>
  tx('attach_pair').where(key(pair)).where('tries', '>', 0).decrement('tries')

/** Blocks the pair, and with it the customer's right to add any contract. The contract is not touched: a stranger's
 *  wrong codes must not keep its owner out. */
export async function block(tx: Knex, pair: Pair, now: number): Promise<void> {
  await tx('attach_pair').where(key(pair)).update({ blocked_at: now })
  await tx('customer').where({ id: pair.customerId }).update({ attach_blocked_at: now })
}

/** Lifts both. */
export async function liftBlock(tx: Knex, customerId: string): Promise<void> {
  await tx('attach_pair')
    .where({ customer_id: customerId })
    .whereNotNull('blocked_at')
    .update({ tries: 0, blocked_at: null })
  await tx('customer').where({ id: customerId }).update({ attach_blocked_at: null })
}
