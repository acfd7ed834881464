import type { Knex } from 'knex'
import { livePasskeys, passkeys } from './passkeys.ts'
import { authenticators, liveAuthenticators } from './store.ts'

/** Something that confirms, beside the password, that it is somebody. */
export interface Factor {
  readonly kind: 'app' | 'passkey'
  readonly id: string
  /** what its owner calls it */
  readonly name: string
  readonly addedAt: number
  readonly usedAt: number | undefined
}

/** What each room that offers a kind of factor does with those of an account. */
export interface FactorKind {
  readonly find: (db: Knex, accountId: string) => Promise<readonly Factor[]>
  /** for good: an operator decided it, a day ago */
  readonly removeAll: (tx: Knex, accountId: string) => Promise<void>
}

const apps: FactorKind = {
  find: async (db, accountId) =>
    (await liveAuthenticators(db, accountId)).map(({ id, name, confirmed_at, used_at }) => ({
      kind: 'app',
      id,
      name,
      addedAt: confirmed_at ?? 0,
      usedAt: used_at ?? undefined,
    })),
  removeAll: async (tx, accountId) => {
    await authenticators(tx).where({ account_id: accountId }).delete()
  },
}

const keys: FactorKind = {
  find: async (db, accountId) =>
    (await livePasskeys(db, accountId)).map(({ id, name, created_at, last_used_at }) => ({
      kind: 'passkey',
      id,
      name,
      addedAt: created_at,
      usedAt: last_used_at ?? undefined,
    })),
  removeAll: async (tx, accountId) => {
    await passkeys(tx).where({ account_id: accountId }).delete()
  },
}

export const kinds: readonly FactorKind[] = [keys, apps]
