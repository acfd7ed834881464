import type { Knex } from 'knex'
import { liveAuthenticators } from './store.ts'

/** Something that confirms, beside the password, that it is somebody. */
export interface Factor {
  readonly kind: 'app'
  readonly id: string
  /** what its owner calls it */
  readonly name: string
  readonly addedAt: number
  readonly usedAt: number | undefined
}

/** Each room that offers a kind of factor finds those of an account. */
export type FindFactors = (db: Knex, accountId: string) => Promise<readonly Factor[]>

const appsOf: FindFactors = async (db, accountId) =>
  (await liveAuthenticators(db, accountId)).map(({ id, name, confirmed_at, used_at }) => ({
    kind: 'app',
    id,
    name,
    addedAt: confirmed_at ?? 0,
    usedAt: used_at ?? undefined,
  }))

export const kinds: readonly FindFactors[] = [appsOf]
