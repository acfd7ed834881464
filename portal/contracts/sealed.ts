import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'

/** What tells who a contract's holder is, and how to reach them. */
export interface HolderDetails {
  readonly civility: 'mr' | 'ms' | null
  readonly firstName: string | null
  readonly lastName: string | null
  readonly companyName: string | null
  /** E.164, given at signature: the only number a code may be sent to */
  readonly mobile: string | null
  readonly landline: string | null
}

/** The account that a mandate debits. Its whole number is never here. */
export interface AccountDetails {
  readonly ibanLast4: string
  readonly accountHolder: string
}

type Keys = { readonly db: Knex; readonly secrets: Secrets }

/** For the column `holder.sealed` of that row, and no other. */
export const sealHolder = (secrets: Secrets, id: string, details: HolderDetails): string =>
  seal(secrets, 'holder', { key: id, text: JSON.stringify(details) })

export const openHolder = (secrets: Secrets, row: { readonly id: string; readonly sealed: string }): HolderDetails =>
  JSON.parse(secrets.open('holder', row.sealed, row.id)) as HolderDetails

/** For the column `mandate.sealed` of that row, and no other. */
export const sealAccount = (secrets: Secrets, reference: string, details: AccountDetails): string =>
  seal(secrets, 'mandate', { key: reference, text: JSON.stringify(details) })

export const openAccount = (
  secrets: Secrets,
  row: { readonly reference: string; readonly sealed: string },
): AccountDetails => JSON.parse(secrets.open('mandate', row.sealed, row.reference)) as AccountDetails

const KEY = { holder: 'id', mandate: 'reference' } as const
type Table = keyof typeof KEY

/** A key for each table, bound to the row (sealed-places.ts says so to whoever replaces the secret). */
const seal = (secrets: Secrets, table: Table, { key, text }: { key: string; text: string }): string =>
  secrets.seal(table, text, key)

/** Seals what a migration found in clear, before anybody is answered. A row at a time, each as a whole: killed in between,
 *  it goes on at the next start. When it has resolved nothing is in clear, whoever else was sealing. */
export async function sealClearRows(keys: Keys): Promise<void> {
  const { db } = keys
  let sealed = 0
  for (const table of ['holder', 'mandate'] as const) {
    for (let more = await sealSome(keys, table); more > 0; more = await sealSome(keys, table)) sealed += more
  }
  // the journal still has the pages as they were
  if (sealed > 0 && db.client.config.client !== 'pg') await db.raw('pragma wal_checkpoint(truncate)')
}

async function sealSome({ db, secrets }: Keys, table: Table): Promise<number> {
  const key = KEY[table]
  const rows: Record<string, string>[] = await db(table).whereNotNull('unsealed').limit(200).select(key, 'unsealed')
  for (const { [key]: name = '', unsealed = '' } of rows) {
    await db(table)
      .where({ [key]: name })
      .whereNotNull('unsealed') // another process may have sealed it since, and somebody changed it
      .update({ sealed: seal(secrets, table, { key: name, text: unsealed }), unsealed: null })
  }
  return rows.length
}
