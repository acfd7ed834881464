import type { Knex } from 'knex'

export interface ClientRow {
  readonly id: string
  /** JSON; never holds a secret */
  readonly metadata: string
  readonly owner_id: string | null
  /** the id of the initial access token that it was registered with */
  readonly registered_with: string | null
  readonly created_at: number
  readonly changed_at: number
  readonly disabled_at: number | null
  readonly disabled_by: Disabler | null
}

type Disabler = 'operator' | 'developer' | 'registration'

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

/** The row, which nobody else changes before the transaction ends. */
export const lockClient = async (tx: Knex, id: string): Promise<ClientRow | undefined> =>
  isClientId(id) ? tx<ClientRow>('client').where({ id }).forUpdate().first() : undefined

/** Newest first; of one owner, or all. */
export const clientRows = (db: Knex, ownerId?: string): Promise<ClientRow[]> =>
  db<ClientRow>('client')
    .where(ownerId === undefined ? {} : { owner_id: ownerId })
    .orderBy([{ column: 'created_at', order: 'desc' }, 'id'])

/** The clients that are not disabled and name an address somewhere in their metadata. */
export const clientsNaming = (db: Knex, address: string): Promise<Pick<ClientRow, 'metadata'>[]> =>
  db<ClientRow>('client').whereNull('disabled_at').whereLike('metadata', `%"${address}"%`).select('metadata')

interface NewClient {
  readonly id: string
  readonly metadata: string
  readonly ownerId?: string | undefined
  readonly registeredWith?: string
  readonly at: number
}

/** Writes a client, new or not; its owner, creation and state stay as they were. */
export async function putClient(db: Knex, { id, metadata, ownerId, registeredWith, at }: NewClient): Promise<void> {
  const row: ClientRow = {
    id,
    metadata,
    owner_id: ownerId ?? null,
    registered_with: registeredWith ?? null,
    created_at: at,
    changed_at: at,
    disabled_at: null,
    disabled_by: null,
  }
  await db<ClientRow>('client').insert(row).onConflict('id').merge(['metadata', 'changed_at'])
}

export const setOwner = async (tx: Knex, id: string, ownerId: string): Promise<void> => {
  await tx<ClientRow>('client').where({ id }).update({ owner_id: ownerId })
}

export const setDisabled = async (
  tx: Knex,
  id: string,
  disabled: { at: number; by: Disabler } | undefined,
): Promise<void> => {
  const { at = null, by = null } = disabled ?? {}
  await tx<ClientRow>('client').where({ id }).update({ disabled_at: at, disabled_by: by })
}

export const dropClient = async (tx: Knex, id: string): Promise<void> => {
  await tx<ClientRow>('client').where({ id }).delete()
}

const good = (db: Knex, clientId: string, at: number) =>
  db<SecretRow>('client_secret').where({ client_id: clientId }).whereRaw('(ends_at is null or ends_at > ?)', [at])

/** The secrets that are good at an instant, newest first. */
export const secretRows = (db: Knex, clientId: string, at: number): Promise<SecretRow[]> =>
  good(db, clientId, at).orderBy('created_at', 'desc')

export const keepSecret = async (db: Knex, row: SecretRow): Promise<void> => {
  await db('client_secret').insert(row)
}

/** Those that have no end, or a later one, end then. */
export const endSecrets = async (tx: Knex, clientId: string, at: number): Promise<void> => {
  await good(tx, clientId, at).update({ ends_at: at })
}

/** Forgets those that have ended. */
export const forgetEnded = async (tx: Knex, clientId: string, now: number): Promise<void> => {
  await tx('client_secret').where({ client_id: clientId }).where('ends_at', '<=', now).delete()
}

/** True: it was there. */
export const dropSecret = async (tx: Knex, clientId: string, id: string): Promise<boolean> =>
  (await tx('client_secret').where({ client_id: clientId, id }).delete()) === 1

export const dropSecrets = (db: Knex, clientId: string): Promise<number> =>
  db('client_secret').where({ client_id: clientId }).delete()

export interface DeveloperRow {
  readonly account_id: string
  readonly added_at: number
}

export const developerRows = (db: Knex): Promise<DeveloperRow[]> =>
  db<DeveloperRow>('developer').orderBy(['added_at', 'account_id'])

export const hasDeveloper = async (db: Knex, accountId: string): Promise<boolean> =>
  (await db<DeveloperRow>('developer').where({ account_id: accountId }).first()) !== undefined

/** Since when; undefined: they are none. */
export const developerSince = async (db: Knex, accountId: string): Promise<number | undefined> =>
  (await db<DeveloperRow>('developer').where({ account_id: accountId }).first('added_at'))?.added_at

/** False: they were one already. */
export const keepDeveloper = async (tx: Knex, accountId: string, at: number): Promise<boolean> =>
  (
    await tx<DeveloperRow>('developer')
      .insert({ account_id: accountId, added_at: at })
      .onConflict('account_id')
      .ignore()
      .returning('account_id')
  ).length > 0

/** False: they were none. */
export const dropDeveloper = async (tx: Knex, accountId: string): Promise<boolean> =>
  (await tx<DeveloperRow>('developer').where({ account_id: accountId }).delete()) === 1
