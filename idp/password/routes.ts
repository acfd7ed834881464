import Router from '@koa/router'
import { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { hideReferrer, queryValue, see, show } from '../../shared/http/respond.ts'
import { steady } from '../../shared/http/steady.ts'
import type { Lang } from '../../shared/i18n.ts'
import { appOrPortal, findApp } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { emailField } from '../fields.ts'
import { SILENCE_MS } from '../mail-budget.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { askForReset, choosePassword, RESET_LIFE, readReset, sayWeakness } from './service.ts'
import { texts } from './texts.ts'
import { askedPage, choosePage, donePage, forgotPage, spentPage } from './views.tsx'

const COOKIE = 'reset'

export function passwordRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  forgotRoutes(idp, router)
  resetRoutes(idp, router)
  return router
}

function forgotRoutes(idp: Idp, router: Router<State>): void {
  router.get('/password/forgot', async (ctx) => show(ctx, forgotPage({ ...(await common(idp, ctx)), email: '' })))

  router.post('/password/forgot', steady(SILENCE_MS), async (ctx) => {
    const page = await common(idp, ctx)
    const form = await readForm(ctx, schema[ctx.state.lang])
    const email = form.typed['email'] ?? ''
    if (form.kind === 'faulty') return show(ctx, forgotPage({ ...page, email, faults: form.faults }), 422)

    await askForReset(idp, { email: form.value.email, app: page.app?.id }, visitorOf(ctx))
    see(ctx, paths.forgotSent(page.app?.id))
  })

  router.get('/password/sent', async (ctx) => show(ctx, askedPage(await common(idp, ctx))))
}

function resetRoutes(idp: Idp, router: Router<State>): void {
  router.get('/password/reset', async (ctx) => {
    hideReferrer(ctx)
    const token = queryValue(ctx, 'token')
    if (token !== undefined) return keepToken(idp, ctx, token)
    const state = await readReset(idp, idp.jar.read(ctx, COOKIE) ?? '')
    if (state.kind === 'spent') return show(ctx, spentPage(shelled(idp, ctx)), 410)
    show(ctx, choosePage({ ...shelled(idp, ctx), email: state.email }))
  })

  router.post('/password/reset', async (ctx) => {
    const token = idp.jar.read(ctx, COOKIE) ?? ''
    const form = await readForm(ctx, z.object({ password: z.string().catch('') }))
    const password = form.kind === 'valid' ? form.value.password : ''
    const outcome = await choosePassword(idp, { token, password }, visitorOf(ctx))
    switch (outcome.kind) {
      case 'changed':
        idp.jar.clear(ctx, COOKIE)
        return see(ctx, paths.resetDone(outcome.app))
      case 'weak': {
        const faults = { password: sayWeakness(ctx.state.lang, outcome.weakness) }
        return show(ctx, choosePage({ ...shelled(idp, ctx), email: outcome.email, faults }), 422)
      }
      case 'spent':
        return show(ctx, spentPage(shelled(idp, ctx)), 410)
      default:
        return unreachable(outcome)
    }
  })

  router.get('/password/done', async (ctx) => {
    const app = await appOrPortal(idp.db, queryValue(ctx, 'client_id'))
    show(ctx, donePage({ ...shelled(idp, ctx), app }))
  })
}

/** Out of the address bar, and so out of the history and of what an onlooker sees (security requirement R26). */
function keepToken(idp: Idp, ctx: Context, token: string): void {
  if (/^[\w-]{43}$/.test(token)) idp.jar.write(ctx, COOKIE, token, { maxAge: RESET_LIFE })
  else idp.jar.clear(ctx, COOKIE)
  see(ctx, paths.reset())
}

const shelled = (idp: Idp, ctx: Context) => ({ shell: shellOf(ctx, idp.assets.urls) })

const common = async (idp: Idp, ctx: Context) => ({
  ...shelled(idp, ctx),
  app: await findApp(idp.db, queryValue(ctx, 'client_id')),
})

const visitorOf = (ctx: Context) => ({ lang: ctx.state.lang, origin: originOf(ctx) })

const schemaIn = (lang: Lang) => z.object({ email: emailField(texts[lang].forgot.emailFault) })
const schema: Readonly<Record<Lang, ReturnType<typeof schemaIn>>> = { fr: schemaIn('fr'), en: schemaIn('en') }
