import Router from '@koa/router'
import type { Routes, State } from '../../shared/http/context.ts'
import { originOf } from '../../shared/http/origin.ts'
import { queryValue, see, show } from '../../shared/http/respond.ts'
import type { Idp } from '../context.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { browserOf, personOf, signedIn } from './guards.ts'
import { returnOf, signOutEverywhere } from './service.ts'
import { everywherePage, signedOutEverywherePage } from './views.tsx'

export function sessionRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  // whoever did not sign in, or began in another browser, comes to the start: the page behind would ask again, for ever
  router.get(paths.ownCallback(), (ctx) => {
    const to = returnOf(idp, queryValue(ctx, 'state') ?? '', browserOf(idp, ctx))
    see(ctx, to !== undefined && ctx.query['error'] === undefined ? to : paths.home())
  })

  router.get(paths.signOutEverywhere(), signedIn(idp), (ctx) => {
    show(ctx, everywherePage({ shell: shellOf(ctx, idp.assets.urls) }))
  })

  router.post(paths.signOutEverywhere(), signedIn(idp), async (ctx) => {
    await signOutEverywhere(idp, personOf(ctx).account.id, originOf(ctx))
    see(ctx, paths.signedOutEverywhere())
  })

  router.get(paths.signedOutEverywhere(), (ctx) => {
    show(ctx, signedOutEverywherePage({ shell: shellOf(ctx, idp.assets.urls) }))
  })

  return router
}
