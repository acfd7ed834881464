import Router from '@koa/router'
import type { Routes, State } from '../../shared/http/context.ts'
import { show } from '../../shared/http/respond.ts'
import { customerOf, signedIn } from '../auth/guards.ts'
import type { Portal } from '../context.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { attachedContracts } from '../verification/service.ts'
import { accountPage } from './views.tsx'

export function accountRoutes(portal: Portal): Routes {
  const router = new Router<State>()
  router.get(paths.account(), signedIn(portal), async (ctx) => {
    const visitor = customerOf(ctx)
    const { length } = await attachedContracts(portal.db, visitor.customer.id)
    const passwordAddress = `${portal.config.issuer}/password/forgot?client_id=${portal.config.clientId}`
    const shell = shellOf(ctx, portal.assets.urls)
    show(ctx, accountPage({ shell, visitor, contractCount: length, passwordAddress, now: portal.now() }))
  })
  return router
}
