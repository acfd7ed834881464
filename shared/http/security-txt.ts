import type { Middleware } from 'koa'
import { type Clock, DAY } from '../time.ts'
import type { State } from './context.ts'

const PATH = '/.well-known/security.txt'

/** How to tell us of a weakness (RFC 9116; the whole of it is in SECURITY.md). */
export const serveSecurityTxt =
  ({ url, now }: { readonly url: string; readonly now: Clock }): Middleware<State> =>
  async (ctx, next) => {
    if (ctx.path !== PATH || (ctx.method !== 'GET' && ctx.method !== 'HEAD')) return next()
    ctx.type = 'text/plain; charset=utf-8'
    ctx.body = [
      '# A demonstration: this address belongs to nobody. Whoever runs it for real puts their own here.',
      'Contact: mailto:security@bmw-id.example',
      `Expires: ${aMonthAhead(now())}`,
      'Preferred-Languages: fr, en',
      `Canonical: ${url}${PATH}`,
      '',
    ].join('\n')
  }

/** What is served today is good for a month: longer than any cache, shorter than a forgotten server. */
const aMonthAhead = (now: number): string => `${new Date(now + 30 * DAY).toISOString().slice(0, 10)}T00:00:00Z`
