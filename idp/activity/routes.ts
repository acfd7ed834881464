import Router from '@koa/router'
import { z } from 'zod'
import { Problem } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { queryValue, see, show } from '../../shared/http/respond.ts'
import type { Idp } from '../context.ts'
import { areaShellOf, shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { personOf, signedIn } from '../sessions/guards.ts'
import { disown, doubtfulOf, timelineOf } from './service.ts'
import { activityPage, closedPage, disownPage } from './views.tsx'

export function activityRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  router.get(paths.activity(), signedIn(idp), async (ctx) => {
    const before = numberOf(queryValue(ctx, 'before'))
    const timeline = await timelineOf(idp, personOf(ctx).account.id, { before })
    show(ctx, activityPage({ shell: await areaShellOf(idp, ctx), timeline, now: idp.now() }))
  })

  router.get(paths.disown(), signedIn(idp), async (ctx) => {
    const event = await doubtful(idp, ctx, queryValue(ctx, 'event'))
    show(ctx, disownPage({ shell: await areaShellOf(idp, ctx), event }))
  })

  // no proof of who it is anew: whoever is in can only shut themselves out, and the link goes to the owner
  router.post(paths.disown(), signedIn(idp), async (ctx) => {
    const form = await readForm(ctx, z.object({ event: z.string() }))
    const { no } = await doubtful(idp, ctx, form.typed['event'])
    const visitor = { lang: ctx.state.lang, origin: originOf(ctx) }
    await disown(idp, { account: personOf(ctx).account, no }, visitor)
    see(ctx, paths.disowned())
  })

  router.get(paths.disowned(), (ctx) => show(ctx, closedPage({ shell: shellOf(ctx, idp.assets.urls) })))

  return router
}

/** Of events of others nothing is told, not even that they are there. */
async function doubtful(idp: Idp, ctx: Context, value: string | undefined) {
  const event = await doubtfulOf(idp, personOf(ctx).account.id, numberOf(value) ?? 0)
  if (!event) throw new Problem(404, 'notFound')
  return event
}

const numberOf = (value: string | undefined): number | undefined =>
  value !== undefined && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : undefined
