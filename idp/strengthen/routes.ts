import Router from '@koa/router'
import { z } from 'zod'
import { Problem } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { see, show } from '../../shared/http/respond.ts'
import { HOUR } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import type { Interaction } from '../engine/service.ts'
import { hasFactor } from '../factors/service.ts'
import { shellOf } from '../page.ts'
import { questionOf, showExpired } from '../question.ts'
import { readyPage, strengthenPage } from './views.tsx'

// Owns the question that is asked of somebody who has no second factor, when an app asks for one.

export function strengthenRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  router.get('/interaction/:uid/factor', async (ctx) => {
    const question = await askedOf(idp, ctx)
    if (!question) return showExpired(idp, ctx)
    const { uid, app, isEssential, accountId } = question
    const page = { shell: shellOf(ctx, idp.assets.urls), uid, app }
    if (await hasFactor(idp.db, accountId)) return show(ctx, readyPage(page))
    idp.jar.write(ctx, COOKIE, `${uid} ${app.id}`, { maxAge: HOUR })
    show(ctx, strengthenPage({ ...page, isEssential }))
  })

  router.post('/interaction/:uid/factor', async (ctx) => {
    const question = await askedOf(idp, ctx)
    if (!question) return showExpired(idp, ctx)
    const form = await readForm(ctx, z.object({ answer: z.enum(['stronger', 'without', 'decline']) }))
    if (form.kind === 'faulty') throw new Problem(400, 'badRequest')
    idp.jar.clear(ctx, COOKIE)
    const onward = await idp.engine[ACTS[form.value.answer]](ctx)
    return onward === undefined ? showExpired(idp, ctx) : see(ctx, onward)
  })

  return router
}

/** The way back, for the page where factors are added. */
const COOKIE = 'strengthen'

/** Going on without answers nothing where the app insists: the engine asks again. */
const ACTS = { stronger: 'signInStronger', without: 'goOnWithout', decline: 'declineFactor' } as const

/** The question, and whom it asks: who was signed in then must be signed in here now. */
async function askedOf(idp: Idp, ctx: Context): Promise<(Interaction & { readonly accountId: string }) | undefined> {
  const question = await questionOf(idp, ctx, ['factor'])
  const session = question && (await idp.engine.session(ctx))
  if (!session || session.accountId !== question.accountId) return undefined
  return { ...question, accountId: session.accountId }
}
