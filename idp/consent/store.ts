import type { Knex } from 'knex'
import { takeRows } from '../../shared/database/open.ts'

export interface ConsentRow {
  readonly account_id: string
  readonly client_id: string
  readonly scopes: string
  readonly claims: string
  readonly apis: string
  readonly given_at: number
  readonly changed_at: number
  readonly used_at: number
}

type Whose = Pick<ConsentRow, 'account_id' | 'client_id'>

export const consentRow = (db: Knex, whose: Whose): Promise<ConsentRow | undefined> =>
  db<ConsentRow>('consent').where(whose).first()

/** The newest first. */
export const consentRows = (db: Knex, accountId: string): Promise<ConsentRow[]> =>
  db<ConsentRow>('consent').where({ account_id: accountId }).orderBy('changed_at', 'desc')

export const countRows = async (db: Knex, accountId: string): Promise<number> => {
  const [row] = await db<ConsentRow>('consent').where({ account_id: accountId }).count({ count: '*' })
  return Number(row?.count)
}

/** True: it is new. Who comes second waits until the first is done. */
export const insertConsent = async (tx: Knex, row: ConsentRow): Promise<boolean> =>
  (await tx<ConsentRow>('consent').insert(row).onConflict(['account_id', 'client_id']).ignore().returning('client_id'))
    .length > 0

/** Held until the transaction ends. */
export const lockConsent = (tx: Knex, whose: Whose): Promise<ConsentRow | undefined> =>
  tx<ConsentRow>('consent').where(whose).forUpdate().first()

export const changeConsent = async (
  tx: Knex,
  whose: Whose,
  changes: Pick<ConsentRow, 'scopes' | 'claims' | 'apis' | 'changed_at'>,
): Promise<void> => {
  await tx<ConsentRow>('consent').where(whose).update(changes)
}

/** False: there is none. Waits for whoever is taking it away. */
export const touchConsent = async (db: Knex, whose: Whose, at: number): Promise<boolean> =>
  (await db<ConsentRow>('consent').where(whose).update({ used_at: at })) > 0

/** True for exactly one caller. */
export const takeConsent = async (tx: Knex, whose: Whose): Promise<boolean> =>
  (await takeRows(tx, tx<ConsentRow>('consent').where(whose))).length > 0
