import type { Knex } from 'knex'
import { DAY } from '../../shared/time.ts'

interface Row {
  id: string
  account_id: string
  token_hash: string
  client_id: string | null
  created_at: number
  expires_at: number
  used_at: number | null
}

export type Reset = Readonly<Row>

const resets = (db: Knex) => db<Row>('password_reset')

/** Keeps a link; those that were mailed before are dead (security requirement R23, newest only). */
export async function keepReset(tx: Knex, reset: Reset): Promise<void> {
  await resets(tx).where({ account_id: reset.account_id, used_at: null }).delete()
  await resets(tx).insert(reset)
}

/** The link, if it may still be used. */
export const liveReset = (db: Knex, tokenHash: string, now: number): Promise<Reset | undefined> =>
  resets(db).where({ token_hash: tokenHash, used_at: null }).where('expires_at', '>', now).first()

/** Uses it: of many at once one gets the row. */
export async function claimReset(tx: Knex, tokenHash: string, now: number): Promise<Reset | undefined> {
  const [row] = await resets(tx)
    .where({ token_hash: tokenHash, used_at: null })
    .where('expires_at', '>', now)
    .update({ used_at: now })
    .returning('*')
  return row
}

export const dropOtherResets = async (tx: Knex, { id, account_id }: Reset): Promise<void> => {
  await resets(tx).where({ account_id }).whereNot({ id }).delete()
}

export const dropResets = async (tx: Knex, accountId: string): Promise<void> => {
  await resets(tx).where({ account_id: accountId }).delete()
}

export const purgeResets = (db: Knex, now: number): Promise<number> =>
  resets(db)
    .where('created_at', '<=', now - DAY)
    .delete()
