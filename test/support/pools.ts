import type { Knex } from 'knex'
import { type Owner, openDatabase } from '../../shared/database/open.ts'
import { type DatabaseKind, freshDatabase, type Teardown } from './database.ts'

/** One fresh database behind several pools, as so many processes would have it. */
export async function poolsOf(t: Teardown, owner: Owner, kind: DatabaseKind, count = 2): Promise<readonly Knex[]> {
  const url = await freshDatabase(t, owner, kind)
  const pools = Array.from({ length: count }, () => openDatabase(url, owner))
  t.teardown(async () => {
    for (const pool of pools) await pool.destroy()
  })
  return pools
}

/** `count` calls at once, spread over the pools. */
export const storm = <T>(pools: readonly Knex[], count: number, call: (db: Knex) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, at) => call(pools[at % pools.length] as Knex)))
