import Router from '@koa/router'
import type { Routes, State } from '../../shared/http/context.ts'
import { queryValue, see } from '../../shared/http/respond.ts'
import type { Idp } from '../context.ts'
import { paths } from '../paths.ts'
import { browserOf } from './guards.ts'
import { returnOf } from './service.ts'

export function sessionRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  // whoever did not sign in, or began in another browser, comes to the start: the page behind would ask again, for ever
  router.get(paths.ownCallback(), (ctx) => {
    const to = returnOf(idp, queryValue(ctx, 'state') ?? '', browserOf(idp, ctx))
    see(ctx, to !== undefined && ctx.query['error'] === undefined ? to : paths.home())
  })

  return router
}
