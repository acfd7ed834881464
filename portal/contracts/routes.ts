import Router from '@koa/router'
import { Problem } from '../../shared/errors.ts'
import type { Routes, State } from '../../shared/http/context.ts'
import { param, show } from '../../shared/http/respond.ts'
import { parisDate } from '../../shared/i18n.ts'
import { customerOf, signedIn } from '../auth/guards.ts'
import type { Portal } from '../context.ts'
import { shellOf } from '../page.ts'
import { isAttached } from '../verification/service.ts'
import { contractPage } from './views.tsx'

export function contractRoutes(portal: Portal): Routes {
  const router = new Router<State>()
  // somebody else's contract and one that is not there are the same to whoever asks
  router.get('/contracts/:number', signedIn(portal), async (ctx) => {
    const number = param(ctx, 'number')
    const mine = await isAttached(portal.db, customerOf(ctx).customer.id, number)
    const contract = mine ? await portal.contracts.details(number, parisDate(portal.now())) : undefined
    if (!contract) throw new Problem(404, 'notFound')
    show(ctx, contractPage({ shell: shellOf(ctx, portal.assets.urls), contract, now: portal.now() }))
  })
  return router
}
