import Router from '@koa/router'
import type { Routes, State } from '../../shared/http/context.ts'
import { show } from '../../shared/http/respond.ts'
import { whoever } from '../auth/guards.ts'
import type { Portal } from '../context.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { helpPage } from './views.tsx'

export function helpRoutes(portal: Portal): Routes {
  const router = new Router<State>()
  router.get(paths.help(), whoever(portal), (ctx) => {
    show(ctx, helpPage({ shell: shellOf(ctx, portal.assets.urls), now: portal.now() }))
  })
  return router
}
