import type { Knex } from 'knex'
import { rows } from '../../shared/database/open.ts'

export interface TokenRow {
  readonly id: string
  readonly token_hash: string
  readonly note: string
  readonly uses_left: number
  readonly created_at: number
  readonly ends_at: number
}

const good = (db: Knex, at: number) =>
  db<TokenRow>('registration_token').where('uses_left', '>', 0).where('ends_at', '>', at)

export const tokenRow = (db: Knex, hash: string, at: number): Promise<TokenRow | undefined> =>
  good(db, at).where({ token_hash: hash }).first()

export const tokenRows = (db: Knex, at: number): Promise<TokenRow[]> => good(db, at).orderBy('created_at', 'desc')

export const keepToken = async (tx: Knex, row: TokenRow): Promise<void> => {
  await tx('registration_token').insert(row)
}

export const forgetTokens = async (tx: Knex, now: number): Promise<void> => {
  await tx('registration_token').where('ends_at', '<=', now).delete()
}

/** True: it was there. */
export const dropToken = async (tx: Knex, id: string): Promise<boolean> =>
  (await tx('registration_token').where({ id }).delete()) === 1

/** Uses one up: of those who want the last one, exactly one gets it. The id of the token, or nothing. */
export async function useToken(tx: Knex, hash: string, now: number): Promise<string | undefined> {
  const [used] = await rows<{ id: string }>(
    tx,
    `update registration_token
     set uses_left = uses_left - 1
     where token_hash = :hash and uses_left > 0 and ends_at > :now
     returning id`,
    { hash, now },
  )
  return used?.id
}
