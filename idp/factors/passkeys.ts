import type { Knex } from 'knex'

export interface PasskeyRow {
  id: string
  account_id: string
  credential_id: string
  public_key: string
  sign_count: number
  transports: string
  aaguid: string
  name: string
  may_sync: number
  is_synced: number
  created_at: number
  trusted_at: number
  last_used_at: number | null
  removed_at: number | null
}

export const passkeys = (db: Knex) => db<PasskeyRow>('passkey')

/** Those that count, oldest first. */
export const livePasskeys = (db: Knex, accountId: string): Promise<PasskeyRow[]> =>
  passkeys(db).where({ account_id: accountId, removed_at: null }).orderBy(['created_at', 'id'])
