import Router from '@koa/router'
import type { Routes, State } from '../../shared/http/context.ts'
import { show } from '../../shared/http/respond.ts'
import type { Idp } from '../context.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { texts } from './texts.ts'
import { legalPage } from './views.tsx'

export function legalRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  for (const name of ['terms', 'notice', 'privacy'] as const) {
    router.get(paths[name](), (ctx) => {
      const document = texts[ctx.state.lang][name]
      show(ctx, legalPage({ shell: shellOf(ctx, idp.assets.urls), document }))
    })
  }
  return router
}
