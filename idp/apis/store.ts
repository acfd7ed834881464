import type { Knex } from 'knex'

export interface ApiRow {
  readonly id: string
  readonly name_fr: string
  readonly name_en: string
  readonly token_seconds: number
  readonly token_format: 'jwt' | 'opaque'
  readonly is_open: 0 | 1
  readonly client_id: string | null
  readonly created_at: number
  readonly changed_at: number
}

export interface ScopeRow {
  readonly api_id: string
  readonly name: string
  readonly words_fr: string
  readonly words_en: string
}

export interface PermissionRow {
  readonly client_id: string
  readonly api_id: string
  readonly scope: string
  readonly given_at: number
}

export const apiRows = (db: Knex): Promise<ApiRow[]> => db<ApiRow>('api').orderBy('id')

/** PostgreSQL takes no NUL, and whoever asks writes what they like. */
export const apiRow = async (db: Knex, id: string): Promise<ApiRow | undefined> =>
  id.includes('\0') ? undefined : db<ApiRow>('api').where({ id }).first()

/** False: there is one with that identifier already. */
export const insertApi = async (tx: Knex, row: ApiRow): Promise<boolean> =>
  (await tx('api').insert(row).onConflict('id').ignore().returning('id')).length > 0

export const updateApi = async (tx: Knex, id: string, change: Partial<ApiRow>): Promise<boolean> =>
  (await tx('api').where({ id }).update(change)) === 1

export const deleteApi = async (tx: Knex, id: string): Promise<boolean> =>
  (await tx('api').where({ id }).delete()) === 1

export const scopeRows = (db: Knex, apiId: string): Promise<ScopeRow[]> =>
  db<ScopeRow>('api_scope').where({ api_id: apiId }).orderBy('name')

/** Writes a scope, new or in other words. */
export const putScope = async (tx: Knex, row: ScopeRow): Promise<void> => {
  await tx('api_scope').insert(row).onConflict(['api_id', 'name']).merge()
}

export const deleteScopes = async (tx: Knex, apiId: string, names: readonly string[]): Promise<number> =>
  tx('api_scope').where({ api_id: apiId }).whereIn('name', names).delete()

export const permissionRows = (db: Knex, of: { client_id?: string; api_id: string }): Promise<PermissionRow[]> =>
  db<PermissionRow>('api_permission').where(of).orderBy(['client_id', 'scope'])

/** Gives what was not given yet. */
export const putPermissions = async (tx: Knex, rows: readonly PermissionRow[]): Promise<void> => {
  await tx('api_permission').insert(rows).onConflict(['client_id', 'api_id', 'scope']).ignore()
}

/** Takes back these scopes, or all where none is named; returns how many it had. */
export const deletePermissions = async (
  tx: Knex,
  of: { client_id: string; api_id: string },
  scopes: readonly string[],
): Promise<number> => {
  const given = tx('api_permission').where(of)
  return scopes.length === 0 ? given.delete() : given.whereIn('scope', scopes).delete()
}
