import type { JSX } from 'preact'
import { Problem } from '../errors.ts'
import { renderPage } from '../html/render.ts'
import type { Context } from './context.ts'
import { contentSecurityPolicy } from './pipeline.ts'

/** Answers with a page. */
export function show(ctx: Context, page: JSX.Element, status = 200): void {
  ctx.status = status
  ctx.type = 'html'
  ctx.body = renderPage(page)
}

/** Sends the browser on after a form: 303, so that it asks with GET whatever it did before (RFC 9700 §4.12). */
export function see(ctx: Context, address: string): void {
  ctx.status = 303
  ctx.set('location', address)
  ctx.body = null
  ctx.status = 303
}

/** Lets a form of this page end at other origins: browsers apply `form-action` to the redirects after a post too. */
export function letFormsReach(ctx: Pick<Context, 'set' | 'state'>, origins: readonly string[]): void {
  ctx.state.formTargets = origins
  ctx.set('content-security-policy', contentSecurityPolicy(origins))
}

/** For a page whose address holds a token: it is told to nobody, not even ourselves. */
export function hideReferrer(ctx: Pick<Context, 'set'>): void {
  ctx.set('referrer-policy', 'no-referrer')
}

/** A single value of the query; a repeated one is none. */
export function queryValue(ctx: Context, name: string): string | undefined {
  const value = ctx.query[name]
  return typeof value === 'string' && !value.includes('\0') ? value : undefined
}

/** A value of the route's pattern. No address of ours holds a NUL byte, and PostgreSQL would not take it. */
export function param(ctx: Context, name: string): string {
  const value = ctx.params[name] ?? ''
  if (value.includes('\0')) throw new Problem(404, 'notFound')
  return value
}
