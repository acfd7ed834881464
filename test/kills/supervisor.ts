import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Knex } from 'knex'
import type { Product } from '../support/processes.ts'
import { type Answer, type Sent, send } from '../support/visitor/wire.ts'
import { until } from '../support/waiting.ts'

/** How often each test kills, on each database: `KILLS=50 npm test -- test/kills/…`. */
export const KILLS = Number(process.env['KILLS'] ?? 2)

/** Chance that can be repeated: `KILL_SEED=… npm test -- test/kills/…` kills at the same instants after each start. */
export interface Chance {
  readonly seed: number
  /** from 0 up to, not including, `below` */
  readonly next: (below: number) => number
}

export function chance(seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31))): Chance {
  let state = seed
  return {
    seed,
    // mulberry32
    next: (below) => {
      state = (state + 0x6d2b79f5) | 0
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
      return (((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below
    },
  }
}

/** Kills a product after a while and starts it again; returns how long until it was ready. */
export async function killOnce(product: Product, afterMs: number): Promise<number> {
  await pause(afterMs)
  await product.kill()
  return product.start()
}

/** The answer, or undefined if none came: nobody can know then what has happened. */
export const answerOrNone = (
  through: string,
  { url, ...sent }: Sent & { readonly url: string },
): Promise<Answer | undefined> => send(url, { ...sent, through }).catch(() => undefined)

/** Asks until somebody answers. */
export const insist = (through: string, shot: () => Promise<Sent & { readonly url: string }>): Promise<Answer> =>
  until('an answer', async () => answerOrNone(through, await shot()))

/** What the killed were carrying is free again: a minute goes by for their leases, and for every wait. Everything that
 *  waited has been carried when it resolves. */
export async function afterTheLeases(product: Product, db: Knex): Promise<void> {
  await product.stop() // so that no lease that is alive is taken away
  await db('outbox').where({ state: 'waiting' }).update({ lease_until: null, next_at: 0 })
  await product.start()
  await until('every letter is carried', async () =>
    (await db('outbox').where({ state: 'waiting' })).length === 0 ? true : undefined,
  )
}
