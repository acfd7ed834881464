import type { Middleware } from 'koa'
import type { JSX } from 'preact'
import { Problem, type ProblemKind } from '../errors.ts'
import { renderPage } from '../html/render.ts'
import { createTurns } from '../limits/turns.ts'
import type { Log } from '../observe/log.ts'
import type { Context, State } from './context.ts'
import { problemTexts } from './texts.ts'

export interface ProblemProps {
  readonly kind: ProblemKind
  readonly title: string
  readonly text: string
  readonly reference: string
}

/** Answers every problem in one place: with the product's page, or `application/problem+json` (RFC 9457) for a client
 *  that prefers it. What is not a Problem is a bug of ours: logged with its stack, told by a reference. A database that
 *  is away is logged with the reason, because the page tells only that we are busy. */
export function answerProblems(log: Log, page: (ctx: Context, props: ProblemProps) => JSX.Element): Middleware<State> {
  const { take } = createTurns() // a crowd that is sent away is sent away at one instant
  return async (ctx, next) => {
    try {
      await next()
      if (ctx.respond === false || ctx.body !== undefined || ctx.headerSent) return
      // 501 is the router's word for a method that nobody here knows
      if (ctx.status === 405 || ctx.status === 501) throw new Problem(405, 'methodNotAllowed')
      if (ctx.status === 404) throw new Problem(404, 'notFound')
    } catch (error) {
      const problem = asProblem(error)
      if (problem.kind === 'bug') log.error({ err: error, requestId: ctx.state.requestId }, 'bug')
      if (problem.kind === 'busy') {
        const { cause } = problem
        if (cause !== undefined) log.warn({ err: cause, requestId: ctx.state.requestId }, 'the database did not answer')
        await take()
      }
      answer(ctx as unknown as Context, problem, page)
    }
  }
}

function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  const name = error instanceof Error ? error.name : ''
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (error instanceof URIError) return new Problem(400, 'badRequest', { cause: error })
  // the database is away, busy or full: nothing was lost, and it is worth another try
  const away = /^(ECONN|ETIMEDOUT|ENOTFOUND|57P0|53|08|SQLITE_(BUSY|FULL|IOERR|READONLY|CANTOPEN))/.test(code)
  if (away || name === 'KnexTimeoutError') return new Problem(503, 'busy', { cause: error, retryAfterSeconds: 5 })
  return new Problem(500, 'bug', { cause: error })
}

function answer(ctx: Context, problem: Problem, page: (ctx: Context, props: ProblemProps) => JSX.Element): void {
  if (ctx.headerSent) return
  const words = problemTexts[ctx.state.lang ?? 'fr'][problem.kind]
  const reference = ctx.state.requestId
  ctx.state.lang ??= 'fr'
  ctx.status = problem.status
  ctx.set('cache-control', 'no-store')
  if (problem.retryAfterSeconds !== undefined) ctx.set('retry-after', String(problem.retryAfterSeconds))
  if (problem.kind === 'tooLarge') ctx.set('connection', 'close')
  if (ctx.accepts('html', 'json') === 'json') {
    ctx.body = {
      type: 'about:blank',
      title: words.title,
      status: problem.status,
      detail: words.text,
      instance: reference,
    }
    ctx.type = 'application/problem+json'
    return
  }
  ctx.type = 'html'
  ctx.body = renderPage(page(ctx, { kind: problem.kind, ...words, reference }))
}

/** What breaks outside of any answer: connections, mostly, which visitors end as they like. Without this Koa would print
 *  it to the console. */
export function logBroken(app: { on(name: 'error', listener: (error: unknown) => void): unknown }, log: Log): void {
  app.on('error', (error) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (/^(HPE_|ECONN|EPIPE|ERR_STREAM|ERR_HTTP)/.test(code)) log.info({ reason: code }, 'a connection broke')
    else log.error({ err: error }, 'bug')
  })
}
