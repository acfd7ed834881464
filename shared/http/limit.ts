import type { Knex } from 'knex'
import { Problem } from '../errors.ts'
import { type Budget, takeOne } from '../limits/budget.ts'
import { networkOf } from '../limits/network.ts'
import type { Clock } from '../time.ts'
import type { Guard } from './context.ts'

/** At most so many requests from one address: beyond, 429 with Retry-After. */
export const limit =
  ({ db, now }: { db: Knex; now: Clock }, { name, ...budget }: Budget & { name: string }): Guard =>
  async (ctx, next) => {
    const take = await takeOne(db, `${name} from ${networkOf(ctx.ip)}`, { ...budget, now: now() })
    if (take.kind === 'spent') {
      throw new Problem(429, 'tooMany', { retryAfterSeconds: Math.ceil((take.until - now()) / 1000) })
    }
    await next()
  }
