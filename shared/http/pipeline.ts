import type { Middleware } from 'koa'
import { randomReference } from '../crypto/tokens.ts'
import { Problem } from '../errors.ts'
import type { Log } from '../observe/log.ts'
import type { State } from './context.ts'
import { isForm } from './form.ts'
import { isUpload } from './upload.ts'

type Step = Middleware<State>

/** One line for each request: the route's pattern, never the address itself, which may hold a token. */
export const logRequests =
  (log: Log): Step =>
  async (ctx, next) => {
    ctx.state.requestId = randomReference()
    const began = performance.now()
    try {
      await next()
    } finally {
      log.info(
        {
          requestId: ctx.state.requestId,
          method: ctx.method,
          route: (ctx as { _matchedRoute?: unknown })._matchedRoute ?? '-',
          status: ctx.res.statusCode,
          ms: Math.round(performance.now() - began),
        },
        'request',
      )
    }
  }

/** Only the host of our public address is answered: links, discovery and redirects cannot be poisoned (RFC 9110 §15.5.20). */
export function onlyHost(publicUrl: string): Step {
  const { host } = new URL(publicUrl)
  return async (ctx, next) => {
    if (ctx.req.headers.host !== host) throw new Problem(421, 'wrongHost')
    await next()
  }
}

/** Headers of every answer; a route that needs less says so itself. */
export function secureHeaders(publicUrl: string): Step {
  const https = publicUrl.startsWith('https:')
  return async (ctx, next) => {
    ctx.state.formTargets = []
    ctx.set({
      'content-security-policy': contentSecurityPolicy([]),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), otp-credentials=(self)',
      'cache-control': 'no-store',
      ...(https ? { 'strict-transport-security': 'max-age=63072000; includeSubDomains' } : {}),
    })
    await next()
  }
}

/** No inline script or style anywhere, no frame, nothing from elsewhere (ASVS 5.0 3.4.3, 3.4.6). */
export const contentSecurityPolicy = (formTargets: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "object-src 'none'",
  ].join('; ')

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/** Refuses what another site makes a browser send: by fetch metadata, else Origin, else Referer. A request with none of
 *  them comes from no browser. Not for routes that servers call: those authenticate by themselves. */
export function sameSiteOnly(publicUrl: string): Step {
  return async (ctx, next) => {
    if (!SAFE.has(ctx.method) && !isOurs(ctx.req.headers, publicUrl)) {
      throw new Problem(403, 'crossSite')
    }
    await next()
  }
}

/** Our pages have forms of one kind only, but where `uploads` says that a file is sent. What a page elsewhere can send
 *  without asking us first, and is read by nobody here, is refused as well (ASVS 5.0 3.5.2), also where a form has no
 *  fields to read. */
export const formsOnly =
  (uploads?: RegExp): Step =>
  async (ctx, next) => {
    const isKind = uploads?.test(ctx.path) ? isUpload : isForm
    if (!SAFE.has(ctx.method) && !isKind(ctx.req.headers)) throw new Problem(415, 'unsupportedType')
    await next()
  }

function isOurs(headers: NodeJS.Dict<string | string[]>, publicUrl: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin, referer } = headers
  if (origin !== undefined) return origin === publicUrl
  if (typeof referer === 'string') return URL.canParse(referer) && new URL(referer).origin === publicUrl
  return true
}
