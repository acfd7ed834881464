import type { Knex } from 'knex'
import { takeRows } from '../../shared/database/open.ts'
import { DAY } from '../../shared/time.ts'

interface Row {
  id: string
  account_id: string
  email: string
  email_key: string
  mailbox_lost: boolean
  strong: boolean
  token_hash: string
  cancel_hash: string
  created_at: number
  expires_at: number
  holds_at: number | null
}

/** A row of `address_change`: an address that an account is to get. */
export type Change = Readonly<Row>

const changes = (db: Knex) => db<Row>('address_change')

/** Keeps it; what was asked for before is forgotten, and its links are dead. */
export const keepChange = async (tx: Knex, change: Change): Promise<void> => {
  await changes(tx).insert(change).onConflict('account_id').merge()
}

/** Those that can still come to hold: the link lives, or the wait is under way; and no other password was chosen since
 *  (security requirements R25, R74). */
const live = (db: Knex, now: number) =>
  changes(db)
    .where((one) => void one.whereNotNull('holds_at').orWhere('expires_at', '>', now))
    .whereNotExists(
      db('account')
        .whereRaw('account.id = address_change.account_id and account.password_changed_at > address_change.created_at')
        .select('account.id'),
    )

type Named = Partial<Pick<Change, 'account_id' | 'token_hash' | 'cancel_hash'>>

export const liveChange = (db: Knex, named: Named, now: number): Promise<Change | undefined> =>
  live(db, now).where(named).first()

/** Also one that can hold no more, until it is purged. */
export const changeOf = (db: Knex, accountId: string): Promise<Change[]> => changes(db).where({ account_id: accountId })

/** Takes it out: of many at once one gets the row. */
export async function takeChange(tx: Knex, named: Named, now: number): Promise<Change | undefined> {
  const [change] = await takeRows<Change>(tx, live(tx, now).where(named))
  return change
}

/** Takes out what has been proven and has waited long enough. */
export const takeDue = (tx: Knex, id: string, now: number): Promise<Change[]> =>
  takeRows<Change>(tx, live(tx, now).where({ id }).where('holds_at', '<=', now))

export const dueChanges = (db: Knex, now: number): Promise<Change[]> => live(db, now).where('holds_at', '<=', now)

/** It is proven, and waits; once. */
export async function beginWait(tx: Knex, named: Named, times: { now: number; holdsAt: number }): Promise<boolean> {
  const begun = await live(tx, times.now).where(named).whereNull('holds_at').update({ holds_at: times.holdsAt })
  return begun > 0
}

export const dropChange = async (tx: Knex, accountId: string): Promise<void> => {
  await changes(tx).where({ account_id: accountId }).delete()
}

/** Forgets links that nobody has used in time, and what a new password has ended. */
export const purgeChanges = (db: Knex, now: number): Promise<number> =>
  changes(db)
    .where((one) => void one.whereNull('holds_at').where('expires_at', '<=', now))
    .orWhere('created_at', '<=', now - 5 * DAY)
    .delete()
