import type { Middleware } from 'koa'
import type { Worker } from '../outbox/worker.ts'
import type { State } from './context.ts'

/** What a request has posted to the outbox leaves as soon as it is answered, not at the worker's next look. */
export const kickAfter =
  (outbox: Pick<Worker, 'kick'>): Middleware<State> =>
  async (ctx, next) => {
    await next()
    if (ctx.method === 'POST') outbox.kick()
  }
