import type { Knex } from 'knex'
import { Problem } from '../errors.ts'
import { SECOND } from '../time.ts'
import type { Guard } from './context.ts'

const FRESH = SECOND
const GOOD_FOR = 10 * SECOND

/** Whether the database answers. A probe does not wait behind everybody else's questions: it hears how the last check
 *  went, and starts the next; only the first, or one after ten seconds of silence, waits. */
export function health(db: Knex): Guard {
  let heardAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined
  const ask = (): Promise<void> => {
    asking ??= Promise.resolve(db.raw('select 1'))
      .then(() => {
        heardAt = performance.now()
      })
      .finally(() => {
        asking = undefined
      })
    return asking
  }
  return async (ctx) => {
    const age = performance.now() - heardAt
    if (age > GOOD_FOR) await ask().catch((cause: unknown) => refuse(cause))
    else if (age > FRESH) ask().catch(() => undefined) // the next probe hears of it
    ctx.body = { status: 'ok' }
  }
}

function refuse(cause: unknown): never {
  throw new Problem(503, 'busy', { cause, retryAfterSeconds: 5 })
}
