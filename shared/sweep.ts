import type { Knex } from 'knex'
import { purgeBudgets } from './limits/budget.ts'
import { purgeAudit } from './observe/chain.ts'
import type { Log } from './observe/log.ts'
import { purgeOutbox } from './outbox/outbox.ts'
import { type Clock, MINUTE } from './time.ts'

/** One kind of thing to forget, by a product's feature. */
export type Purge = (db: Knex, now: number) => Promise<unknown>

interface Parts {
  readonly db: Knex
  readonly now: Clock
  readonly log: Log
}

/** Forgets what nobody needs any more: what every product has, and what `purges` name. One that fails keeps no other
 *  waiting: it is logged by its name, and comes again with the next sweep. */
export async function sweep({ db, now, log }: Parts, purges: readonly Purge[]): Promise<void> {
  for (const purge of [purgeBudgets, purgeOutbox, purgeAudit, ...purges]) {
    try {
      await purge(db, now())
    } catch (error) {
      log.warn({ err: error, purge: purge.name }, 'what is out of date could not be swept')
    }
  }
}

/** Does so every minute, one sweep at a time. */
export function sweepRegularly(parts: Parts, purges: readonly Purge[]): { stop(): Promise<void> } {
  let sweeping: Promise<void> | undefined
  const timer = setInterval(() => {
    sweeping ??= sweep(parts, purges).finally(() => {
      sweeping = undefined
    })
  }, MINUTE)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await sweeping
    },
  }
}
