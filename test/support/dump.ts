import type { Knex } from 'knex'

/** Every table of a database but knex's own, by name. */
export async function tablesOf(db: Knex): Promise<readonly string[]> {
  const isPg = db.client.config.client === 'pg'
  const names: string[] = isPg
    ? await db('information_schema.tables').where({ table_schema: 'public' }).pluck('table_name')
    : await db('sqlite_master').where({ type: 'table' }).pluck('name')
  return names.filter((name) => !/^(knex|sqlite)_/.test(name)).sort()
}

/** Every row of every table, as text. */
export async function dump(db: Knex): Promise<ReadonlyMap<string, readonly string[]>> {
  const all = new Map<string, readonly string[]>()
  for (const table of await tablesOf(db)) {
    const rows: object[] = await db(table)
    all.set(table, rows.map((row) => JSON.stringify(row)).sort())
  }
  return all
}
