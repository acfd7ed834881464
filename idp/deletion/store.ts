import type { Knex } from 'knex'

interface Row {
  id: string
  delete_at: number | null
  deletion_reminded_at: number | null
}

const accounts = (db: Knex) => db<Row>('account')

/** False: its end is set already; of two at once one sets it. */
export const setEnd = async (tx: Knex, id: string, at: number): Promise<boolean> =>
  (await accounts(tx).where({ id }).whereNull('delete_at').update({ delete_at: at, deletion_reminded_at: null })) === 1

/** False: it has none, or it has come meanwhile. */
export const liftEnd = async (tx: Knex, id: string): Promise<boolean> =>
  (await accounts(tx)
    .where({ id })
    .whereNotNull('delete_at')
    .update({ delete_at: null, deletion_reminded_at: null })) === 1

/** Those whose end has come, the first ones first. */
export const due = (db: Knex, now: number): Promise<string[]> =>
  accounts(db).where('delete_at', '<=', now).orderBy('delete_at').limit(AT_ONCE).pluck('id')

const AT_ONCE = 100

/** Held until the transaction ends. False: its end has not come, or somebody else has carried it out. */
export const lockDue = async (tx: Knex, id: string, now: number): Promise<boolean> =>
  (await accounts(tx).where({ id }).where('delete_at', '<=', now).forUpdate().first('id')) !== undefined

/** Those that end before an instant and have not been reminded of it. */
export const unreminded = (db: Knex, { now, before }: { now: number; before: number }): Promise<string[]> =>
  accounts(db)
    .where('delete_at', '>', now)
    .where('delete_at', '<=', before)
    .whereNull('deletion_reminded_at')
    .limit(AT_ONCE)
    .pluck('id')

/** True for exactly one caller. */
export const claimReminder = async (tx: Knex, id: string, now: number): Promise<boolean> =>
  (await accounts(tx)
    .where({ id })
    .where('delete_at', '>', now)
    .whereNull('deletion_reminded_at')
    .update({ deletion_reminded_at: now })) === 1
