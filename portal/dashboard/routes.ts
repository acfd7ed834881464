import Router from '@koa/router'
import { randomToken } from '../../shared/crypto/tokens.ts'
import type { Routes, State } from '../../shared/http/context.ts'
import { show } from '../../shared/http/respond.ts'
import { customerOf, signedIn } from '../auth/guards.ts'
import type { Portal } from '../context.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { attachedContracts } from '../verification/service.ts'
import { homePage } from './views.tsx'

export function dashboardRoutes(portal: Portal): Routes {
  const router = new Router<State>()
  router.get(paths.home(), signedIn(portal), async (ctx) => {
    const { customer } = customerOf(ctx)
    const numbers = await attachedContracts(portal.db, customer.id)
    const contracts = await portal.contracts.summaries(numbers)
    const shell = shellOf(ctx, portal.assets.urls)
    show(ctx, homePage({ shell, contracts, once: randomToken(), blocked: customer.attachBlocked, now: portal.now() }))
  })
  return router
}
