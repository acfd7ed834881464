import Router from '@koa/router'
import type { Routes, State } from '../../shared/http/context.ts'
import { health } from '../../shared/http/health.ts'
import { show } from '../../shared/http/respond.ts'
import { findApp, PORTAL_CLIENT_ID } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { homePage } from './views.tsx'

export function homeRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  router.get(paths.home(), async (ctx) => {
    const app = await findApp(idp.db, PORTAL_CLIENT_ID)
    if (app) show(ctx, homePage({ shell: shellOf(ctx, idp.assets.urls), app }))
  })
  router.get(paths.health(), health(idp.db))
  return router
}
