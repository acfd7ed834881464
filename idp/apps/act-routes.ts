import Router from '@koa/router'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Routes, State } from '../../shared/http/context.ts'
import { param, see, show } from '../../shared/http/respond.ts'
import {
  addSecret,
  disableClient,
  enableClient,
  endSecret,
  OVERLAP,
  removeClient,
  secretsOf,
} from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { areaShellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { byOf, guardsOf, own } from './guards.ts'
import { removePage, secretPage } from './secret-page.tsx'

/** What can be done to an app beside changing what is said of it: its secrets, and its end. */
export function appActRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  const { changes } = guardsOf(idp)
  const issuer = idp.config.url

  router.post(paths.addSecret(':id'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    const outcome = await addSecret(idp, client.id, { by: byOf(ctx) })
    switch (outcome.kind) {
      case 'added': {
        const hadOne = (await secretsOf(idp, client.id)).length > 1
        const oldUntil = hadOne ? idp.now() + OVERLAP : undefined
        const page = { shell: await areaShellOf(idp, ctx), client, issuer }
        return show(ctx, secretPage({ ...page, secret: outcome.secret, oldUntil, isNew: false }))
      }
      case 'full':
        return see(ctx, paths.app(client.id, 'full'))
      case 'needsNone':
      case 'unknown':
      case 'house':
        throw new Problem(404, 'notFound')
      default:
        return unreachable(outcome)
    }
  })

  router.post(paths.endSecret(':id', ':secret'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    await endSecret(idp, client.id, { by: byOf(ctx), secretId: param(ctx, 'secret') })
    see(ctx, paths.app(client.id, 'ended')) // also when somebody was faster
  })

  router.post(paths.disableApp(':id'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    await disableClient(idp, client.id, byOf(ctx))
    see(ctx, paths.app(client.id))
  })

  router.post(paths.enableApp(':id'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    const { kind } = await enableClient(idp, client.id, byOf(ctx))
    see(ctx, kind === 'enabled' ? paths.app(client.id, 'enabled') : paths.app(client.id))
  })

  router.get(paths.removeApp(':id'), ...changes, async (ctx) => {
    show(ctx, removePage({ shell: await areaShellOf(idp, ctx), client: await own(idp, ctx, param(ctx, 'id')) }))
  })

  router.post(paths.removeApp(':id'), ...changes, async (ctx) => {
    const client = await own(idp, ctx, param(ctx, 'id'))
    await removeClient(idp, client.id, byOf(ctx))
    see(ctx, paths.apps())
  })

  return router
}
