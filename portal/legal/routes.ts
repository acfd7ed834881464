import Router from '@koa/router'
import type { Routes, State } from '../../shared/http/context.ts'
import { show } from '../../shared/http/respond.ts'
import { whoever } from '../auth/guards.ts'
import type { Portal } from '../context.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'
import { legalPage } from './views.tsx'

export function legalRoutes(portal: Portal): Routes {
  const router = new Router<State>()
  for (const document of ['notice', 'privacy'] as const) {
    router.get(paths[document](), whoever(portal), (ctx) => {
      const shell = shellOf(ctx, portal.assets.urls)
      show(ctx, legalPage({ shell, document: texts[ctx.state.lang][document] }))
    })
  }
  return router
}
