import Router from '@koa/router'
import { z } from 'zod'
import { Problem } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { queryValue, see, show } from '../../shared/http/respond.ts'
import { appFacts, appOrPortal } from '../clients/service.ts'
import { connectedApps, countConnected, tell, withdrawConsent } from '../consent/service.ts'
import type { Idp } from '../context.ts'
import { hasFactor } from '../factors/service.ts'
import { areaShellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { personOf, signedIn } from '../sessions/guards.ts'
import { connectedPage, homePage } from './views.tsx'

export function accountRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  router.get(paths.account(), signedIn(idp), async (ctx) => {
    const { account } = personOf(ctx)
    const [portal, connected, isConfirmed, shell] = await Promise.all([
      appOrPortal(idp.db, undefined),
      countConnected(idp, account.id),
      hasFactor(idp.db, account.id),
      areaShellOf(idp, ctx),
    ])
    show(ctx, homePage({ shell, account, portal, connected, isConfirmed }))
  })

  router.get(paths.connectedApps(), signedIn(idp), async (ctx) => {
    const { account } = personOf(ctx)
    const { lang } = ctx.state
    const connected = await connectedApps(idp, account.id)
    const apps = await Promise.all(
      connected.map(async ({ permission, ...rest }) => ({
        ...rest,
        sees: await tell(idp.db, permission, { account, lang }),
      })),
    )
    const withdrawn = await nameOfWithdrawn(idp, ctx, apps)
    show(ctx, connectedPage({ shell: await areaShellOf(idp, ctx), apps, withdrawn }))
  })

  // no proof of who it is anew: taking back can only make an account safer
  router.post(paths.connectedApps(), signedIn(idp), async (ctx) => {
    const form = await readForm(ctx, z.object({ client_id: z.string() }))
    if (form.kind === 'faulty') throw new Problem(400, 'badRequest')
    const { client_id: clientId } = form.value
    await withdrawConsent(idp, { accountId: personOf(ctx).account.id, clientId }, originOf(ctx))
    see(ctx, paths.connectedApps(clientId))
  })

  return router
}

/** An address may say anything: an app that still has access has not lost it. */
async function nameOfWithdrawn(
  idp: Idp,
  ctx: Context,
  apps: readonly { readonly app: { readonly id: string } }[],
): Promise<string | undefined> {
  const id = queryValue(ctx, 'withdrawn')
  if (id === undefined || apps.some(({ app }) => app.id === id)) return undefined
  return (await appFacts(idp.db, id))?.name
}
