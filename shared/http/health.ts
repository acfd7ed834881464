import type { Knex } from 'knex'
import { Problem } from '../errors.ts'
import { SECOND } from '../time.ts'
import type { Guard } from './context.ts'

const FRESH = SECOND
const GOOD_FOR = 10 * SECOND

/** Whether the database answers. A probe does not wait behind everybody else's questions: any answer of the database to
 *  anybody counts, and without one it starts a check for the next probe; only one after ten seconds of silence waits. */
export function health(db: Knex): Guard {
  let heardAt = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined
  const ask = (): Promise<void> => {
    asking ??= Promise.resolve(db.raw('select 1'))
      .then(() => undefined)
      .finally(() => {
        asking = undefined
      })
    return asking
  }
  db.on('query-response', () => {
    heardAt = performance.now()
  })
  ask().catch(() => undefined) // whoever asks first should not wait behind a crowd
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
