import type { Knex } from 'knex'
import { purgeBudgets } from './limits/budget.ts'
import { purgeAudit } from './observe/chain.ts'
import type { Log } from './observe/log.ts'
import { purgeOutbox } from './outbox/outbox.ts'
import { type Clock, MINUTE } from './time.ts'

/** One kind of thing to forget, by a product's feature. */
export type Purge = (db: Knex, now: number) => Promise<unknown>

/** Every minute forgets what nobody needs any more: what every product has, and what `purges` name. */
export function sweepRegularly(
  { db, now, log }: { readonly db: Knex; readonly now: Clock; readonly log: Log },
  purges: readonly Purge[],
): { stop(): void } {
  const sweep = async (): Promise<void> => {
    for (const purge of [purgeBudgets, purgeOutbox, purgeAudit, ...purges]) await purge(db, now())
  }
  const timer = setInterval(() => {
    sweep().catch((error: unknown) => log.warn({ err: error }, 'what is out of date could not be swept'))
  }, MINUTE)
  timer.unref()
  return { stop: () => clearInterval(timer) }
}
