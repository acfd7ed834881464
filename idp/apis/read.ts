import type { Knex } from 'knex'
import type { Definition } from './definition.ts'
import { type ApiRow, apiRow, apiRows, scopeRows } from './store.ts'

export const listApis = async (db: Knex): Promise<Definition[]> =>
  Promise.all((await apiRows(db)).map((row) => read(db, row)))

export async function findApi(db: Knex, identifier: string): Promise<Definition | undefined> {
  const row = await apiRow(db, identifier)
  return row && read(db, row)
}

async function read(db: Knex, row: ApiRow): Promise<Definition> {
  const scopes = await scopeRows(db, row.id)
  return {
    identifier: row.id,
    name: { fr: row.name_fr, en: row.name_en },
    scopes: Object.fromEntries(scopes.map(({ name, words_fr: fr, words_en: en }) => [name, { fr, en }])),
    tokenSeconds: row.token_seconds,
    tokenFormat: row.token_format,
    open: row.is_open === 1,
    clientId: row.client_id ?? undefined,
  }
}
