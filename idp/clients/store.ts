import type { Knex } from 'knex'

export interface ClientRow {
  readonly id: string
  /** JSON; never holds a secret */
  readonly metadata: string
  readonly owner_id: string | null
  readonly created_at: number
  readonly changed_at: number
  readonly disabled_at: number | null
}

export interface SecretRow {
  readonly id: string
  readonly client_id: string
  readonly sealed: string
  readonly created_at: number
  readonly ends_at: number | null
}

/** RFC 6749 appendix A.1; PostgreSQL takes no NUL. */
const isClientId = (id: string): boolean => /^[\x20-\x7e]{1,255}$/.test(id)

export const clientRow = async (db: Knex, id: string): Promise<ClientRow | undefined> =>
  isClientId(id) ? db<ClientRow>('client').where({ id }).first() : undefined

/** Writes a client, new or not; its owner, creation and state stay as they were. */
export async function putClient(
  db: Knex,
  { id, metadata, ownerId, at }: { id: string; metadata: string; ownerId: string | undefined; at: number },
): Promise<void> {
  const row = { id, metadata, owner_id: ownerId ?? null, created_at: at, changed_at: at, disabled_at: null }
  await db('client').insert(row).onConflict('id').merge(['metadata', 'changed_at'])
}

/** The secrets that are good at an instant, newest first. */
export const secretRows = (db: Knex, clientId: string, at: number): Promise<SecretRow[]> =>
  db<SecretRow>('client_secret')
    .where({ client_id: clientId })
    .whereRaw('(ends_at is null or ends_at > ?)', [at])
    .orderBy('created_at', 'desc')

export const keepSecret = async (db: Knex, row: SecretRow): Promise<void> => {
  await db('client_secret').insert(row)
}

export const dropSecrets = (db: Knex, clientId: string): Promise<number> =>
  db('client_secret').where({ client_id: clientId }).delete()

export const developerRow = (db: Knex, accountId: string): Promise<{ account_id: string } | undefined> =>
  db('developer').where({ account_id: accountId }).first('account_id')
