import Router from '@koa/router'
import { z } from 'zod'
import { randomToken } from '../../shared/crypto/tokens.ts'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { limit } from '../../shared/http/limit.ts'
import { originOf } from '../../shared/http/origin.ts'
import { queryValue, see, show } from '../../shared/http/respond.ts'
import { MINUTE, SECOND } from '../../shared/time.ts'
import type { Portal } from '../context.ts'
import { shellOf } from '../page.ts'
import { isReturnable, paths } from '../paths.ts'
import { visitorOf, whoever } from './guards.ts'
import { lacksFactor } from './identity.ts'
import { arrive, depart, leave, obeyLogout } from './service.ts'
import { awayPage, landingPage, leavePage, leftPage, notSignedInPage } from './views.tsx'

export function authRoutes(portal: Portal): Routes {
  const router = new Router<State>()
  const { jar } = portal
  const shell = (ctx: Context) => shellOf(ctx, portal.assets.urls)

  router.get(paths.landing(), whoever(portal), (ctx) => {
    if (visitorOf(ctx)) return see(ctx, paths.home())
    show(ctx, landingPage({ shell: shell(ctx) }))
  })

  router.get(paths.login(), limit(portal, { name: 'login', to: 60, within: 10 * MINUTE }), async (ctx) => {
    const asked = queryValue(ctx, 'return_to')
    const browser = jar.read(ctx, 'browser') ?? randomToken()
    const departure = await depart(portal, browser, {
      lang: ctx.state.lang,
      returnTo: asked !== undefined && isReturnable(asked) ? asked : paths.home(),
      signUp: ctx.query['sign_up'] === '1',
      recent: ctx.query['step_up'] === '1',
    })
    if (departure.kind === 'away') return away(ctx, ctx.url, departure.reason)
    jar.write(ctx, 'browser', browser)
    see(ctx, departure.address)
  })

  router.get(
    paths.callback(),
    limit(portal, { name: 'callback', to: 60, within: 10 * MINUTE }),
    whoever(portal),
    async (ctx) => {
      const arrival = await arrive(portal, ctx.search, {
        browser: jar.read(ctx, 'browser'),
        oldSession: jar.read(ctx, 'session'),
        lang: ctx.state.lang,
        origin: originOf(ctx),
      })
      switch (arrival.kind) {
        case 'signedIn':
          jar.write(ctx, 'session', arrival.session)
          return see(ctx, arrival.returnTo)
        case 'stale':
          if (visitorOf(ctx)) return see(ctx, paths.home()) // the back button, after all went well
          return show(ctx, notSignedInPage({ shell: shell(ctx), because: 'stale', retry: paths.login() }), 400)
        case 'refused': {
          portal.log.info({ requestId: ctx.state.requestId, reason: arrival.reason }, 'the provider did not vouch')
          const retry = paths.login({ returnTo: arrival.returnTo })
          const because = lacksFactor(arrival.reason) ? 'factor' : 'refused'
          return show(ctx, notSignedInPage({ shell: shell(ctx), because, retry }), because === 'factor' ? 403 : 400)
        }
        case 'away':
          return away(ctx, paths.login({ returnTo: arrival.returnTo }), arrival.reason)
        default:
          return unreachable(arrival)
      }
    },
  )

  router.get('/logout', whoever(portal), (ctx) => {
    if (visitorOf(ctx)) return show(ctx, leavePage({ shell: shell(ctx) }))
    const how = { idle: 'idle', away: 'onlyHere' } as const
    const because = queryValue(ctx, 'because')
    ctx.set('clear-site-data', '"cache", "storage"')
    show(
      ctx,
      leftPage({ shell: shell(ctx), how: because === 'idle' || because === 'away' ? how[because] : 'everywhere' }),
    )
  })

  router.post('/logout', async (ctx) => {
    const session = jar.read(ctx, 'session')
    const { onward } = await leave(portal, session, originOf(ctx))
    jar.clear(ctx, 'session')
    see(ctx, onward ?? paths.logout(session === undefined ? undefined : 'away'))
  })

  function away(ctx: Context, retry: string, reason: string): void {
    portal.log.warn({ requestId: ctx.state.requestId, reason }, 'the provider does not answer as one')
    ctx.set('retry-after', '30')
    show(ctx, awayPage({ shell: shell(ctx), retry }), 503)
  }

  return router
}

/** What the provider's server calls: no browser, no cookie, so no guard against other sites. */
export function providerRoutes(portal: Portal): Routes {
  const router = new Router<State>()

  router.get(paths.jwks(), (ctx) => {
    ctx.set('cache-control', 'public, max-age=600')
    ctx.type = 'application/jwk-set+json'
    ctx.body = JSON.stringify({ keys: [portal.clientKey.publicJwk] })
  })

  router.post(paths.backchannelLogout(), async (ctx) => {
    const form = await readForm(ctx, z.object({ logout_token: z.string() }))
    if (form.kind === 'faulty') return answerLogout(ctx, 400)
    const outcome = await obeyLogout(portal, form.value.logout_token, originOf(ctx))
    switch (outcome.kind) {
      case 'obeyed':
        return answerLogout(ctx, 200)
      case 'refused':
        return answerLogout(ctx, 400)
      case 'throttled':
        throw new Problem(429, 'tooMany', { retryAfterSeconds: Math.ceil((outcome.until - portal.now()) / SECOND) })
      default:
        return unreachable(outcome)
    }
  })

  return router
}

/** OpenID Connect Back-Channel Logout 1.0 §2.8 */
function answerLogout(ctx: Context, status: 200 | 400): void {
  ctx.status = status
  ctx.body = status === 200 ? {} : { error: 'invalid_request' }
}
