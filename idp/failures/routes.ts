import Router from '@koa/router'
import { z } from 'zod'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { param, see, show } from '../../shared/http/respond.ts'
import { clientOwnedBy } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { areaShellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { personOf, signedIn } from '../sessions/guards.ts'
import { type Explanation, explain } from './service.ts'
import { texts } from './texts.ts'
import { failurePage, findPage } from './views.tsx'

const schema = z.object({ reference: z.string().max(40) })

export function failureRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  const guard = signedIn(idp)
  const notFound = async (ctx: Context, typed: string) => {
    const faults = { reference: texts[ctx.state.lang].find.unknown }
    return findPage({ shell: await areaShellOf(idp, ctx), typed, faults })
  }

  router.get(paths.failures(), guard, async (ctx) => {
    show(ctx, findPage({ shell: await areaShellOf(idp, ctx) }))
  })

  router.post(paths.failures(), guard, async (ctx) => {
    const form = await readForm(ctx, schema)
    const typed = form.typed['reference'] ?? ''
    const found = form.kind === 'valid' ? await ownFailure(idp, ctx, form.value.reference) : undefined
    if (found) return see(ctx, paths.failure(found.failure.reference))
    show(ctx, await notFound(ctx, typed), 422)
  })

  router.get(paths.failure(':reference'), guard, async (ctx) => {
    const reference = param(ctx, 'reference')
    const found = await ownFailure(idp, ctx, reference)
    if (!found) return show(ctx, await notFound(ctx, reference), 404)
    show(ctx, failurePage({ shell: await areaShellOf(idp, ctx), ...found }))
  })

  return router
}

/** Only an app's owner reads why its requests were refused; to anybody else there is no such reference. */
async function ownFailure(
  { db }: Idp,
  ctx: Context,
  reference: string,
): Promise<{ failure: Explanation; appName: string } | undefined> {
  const failure = await explain(db, reference)
  const app = failure?.clientId && (await clientOwnedBy(db, personOf(ctx).account.id, failure.clientId))
  return failure && app ? { failure, appName: app.name } : undefined
}
