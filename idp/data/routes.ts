import Router from '@koa/router'
import { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import type { Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { show } from '../../shared/http/respond.ts'
import { SECOND } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import { areaShellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { personOf, recently, signedIn, typedBefore } from '../sessions/guards.ts'
import { archiveOf } from './archive.ts'
import { A_DAY, copyData } from './service.ts'
import { dataPage, spentPage } from './views.tsx'

export function dataRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  router.get(paths.myData(), signedIn(idp), async (ctx) => {
    const anew = typedBefore(idp, ctx) !== undefined
    show(ctx, dataPage({ shell: await areaShellOf(idp, ctx), most: A_DAY, anew }))
  })

  router.post(paths.exportData(), signedIn(idp), recently(idp), async (ctx) => {
    await readForm(ctx, z.object({}))
    const outcome = await copyData(idp, personOf(ctx).account, { lang: ctx.state.lang, origin: originOf(ctx) })
    switch (outcome.kind) {
      case 'made': {
        const { name, bytes } = archiveOf(outcome.copy)
        ctx.set('cache-control', 'no-store')
        ctx.set('content-disposition', `attachment; filename="${name}"`)
        ctx.type = 'application/zip'
        ctx.body = Buffer.from(bytes)
        return
      }
      case 'spent': {
        const { until } = outcome
        ctx.set('retry-after', String(Math.ceil((until - idp.now()) / SECOND)))
        return show(ctx, spentPage({ shell: await areaShellOf(idp, ctx), most: A_DAY, until }), 429)
      }
      default:
        return unreachable(outcome)
    }
  })

  return router
}
