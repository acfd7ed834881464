import Router from '@koa/router'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { param, see, show } from '../../shared/http/respond.ts'
import { readUpload } from '../../shared/http/upload.ts'
import { type Client, dropLogo, keepLogo, type LogoFault, logoOf, pngOf } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { areaShellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { byOf, guardsOf, own } from './guards.ts'
import { logoPage } from './logo-page.tsx'

/** The picture of an app: shown to everybody, changed by its owner. */
export function appLogoRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  const { changes } = guardsOf(idp)

  router.get('/logos/:hash.png', async (ctx) => {
    const png = await pngOf(idp.db, param(ctx, 'hash'))
    if (!png) throw new Problem(404, 'notFound')
    ctx.set({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox; frame-ancestors 'none'",
    })
    ctx.type = 'image/png'
    ctx.body = png
  })

  router.get(paths.appLogo(':id'), ...changes, async (ctx) => {
    await showLogo(idp, ctx, await own(idp, ctx, param(ctx, 'id')))
  })

  router.post(paths.appLogo(':id'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    const file = await readUpload(ctx, 'logo')
    const outcome = await keepLogo(idp, client.id, { file, by: byOf(ctx) })
    switch (outcome.kind) {
      case 'changed':
        return see(ctx, paths.app(client.id, 'saved'))
      case 'faulty':
        return showLogo(idp, ctx, client, file.length === 0 ? 'none' : outcome.fault)
      case 'unknown':
      case 'house':
        throw new Problem(404, 'notFound')
      default:
        return unreachable(outcome)
    }
  })

  router.post(paths.dropLogo(':id'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    await dropLogo(idp, client.id, byOf(ctx))
    see(ctx, paths.app(client.id, 'saved'))
  })

  return router
}

async function showLogo(idp: Idp, ctx: Context, client: Client, fault?: LogoFault | 'none'): Promise<void> {
  const logo = await logoOf(idp.db, client.id)
  show(ctx, logoPage({ shell: await areaShellOf(idp, ctx), client, logo, fault }), fault ? 422 : 200)
}
