import type { Knex } from 'knex'
import { hashToken } from '../crypto/tokens.ts'
import { rows } from '../database/open.ts'

/** So many times within so long. */
export interface Budget {
  readonly to: number
  readonly within: number
}

export type Take = { readonly kind: 'taken' } | { readonly kind: 'spent'; readonly until: number }

/** Takes one from a budget, in one statement: of a hundred at once, on any number of processes, exactly `to` get it.
 *  The key may hold personal data (an address): only its hash is kept. */
export async function takeOne(db: Knex, key: string, { to, within, now }: Budget & { now: number }): Promise<Take> {
  const bindings = { key: hashToken(key), now, to, endsAt: now + within }
  const claimed = await rows<{ used: number }>(
    db,
    `insert into budget (key, used, ends_at) values (:key, 1, :endsAt)
     on conflict (key) do update set
       used = case when budget.ends_at <= :now then 1 else budget.used + 1 end,
       ends_at = case when budget.ends_at <= :now then :endsAt else budget.ends_at end
     where budget.ends_at <= :now or budget.used < :to
     returning used`,
    bindings,
  )
  if (claimed.length > 0) return { kind: 'taken' }
  const row = await db<{ key: string; ends_at: number }>('budget').where({ key: bindings.key }).first('ends_at')
  return { kind: 'spent', until: row?.ends_at ?? bindings.endsAt }
}

/** Takes one from each, in order, until one is spent. */
export async function takeAll(
  db: Knex,
  budgets: readonly (readonly [key: string, budget: Budget])[],
  now: number,
): Promise<Take> {
  for (const [key, budget] of budgets) {
    const take = await takeOne(db, key, { ...budget, now })
    if (take.kind === 'spent') return take
  }
  return { kind: 'taken' }
}

/** Whether anything is left, without taking it. */
export async function hasLeft(db: Knex, key: string, { to, now }: { to: number; now: number }): Promise<boolean> {
  const row = await db<{ key: string; used: number; ends_at: number }>('budget')
    .where({ key: hashToken(key) })
    .first('used', 'ends_at')
  return !row || row.ends_at <= now || row.used < to
}

/** How many have been taken. */
export async function usedOf(db: Knex, key: string, now: number): Promise<number> {
  const row = await db<{ key: string; used: number; ends_at: number }>('budget')
    .where({ key: hashToken(key) })
    .first('used', 'ends_at')
  return row && row.ends_at > now ? row.used : 0
}

/** The instant from which one can be taken: now, or when the budget begins anew. */
export async function freeAt(db: Knex, key: string, { to, now }: { to: number; now: number }): Promise<number> {
  const row = await db<{ key: string; used: number; ends_at: number }>('budget')
    .where({ key: hashToken(key) })
    .first('used', 'ends_at')
  return !row || row.ends_at <= now || row.used < to ? now : row.ends_at
}

/** Forgets the budgets that have ended. */
export const purgeBudgets = async (db: Knex, now: number): Promise<number> =>
  db('budget').where('ends_at', '<=', now).delete()

/** Gives the whole budget back, for instance after the right password. */
export const refill = async (db: Knex, key: string): Promise<void> => {
  await db('budget')
    .where({ key: hashToken(key) })
    .delete()
}

/** Gives one back: it was taken for something that turned out not to count. */
export const giveBack = async (db: Knex, key: string): Promise<void> => {
  await db('budget')
    .where({ key: hashToken(key) })
    .where('used', '>', 0)
    .decrement('used')
}
