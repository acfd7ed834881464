import Router from '@koa/router'
import { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { hideReferrer, queryValue, see, show } from '../../shared/http/respond.ts'
import { steady } from '../../shared/http/steady.ts'
import { formatWait, type Lang } from '../../shared/i18n.ts'
import { appOrPortal, findApp } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { emailField } from '../fields.ts'
import { SILENCE_MS } from '../mail-budget.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { type ActivationOutcome, activate, askForLink, type LinkState, readLink, refuse, renewLink } from './service.ts'
import { texts } from './texts.ts'
import {
  againPage,
  confirmPage,
  endPage,
  expiredPage,
  linkSentPage,
  provePage,
  refusedPage,
  takenPage,
  unknownPage,
} from './views.tsx'

export function activationRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  linkRoutes(idp, router)
  againRoutes(idp, router)
  return router
}

function linkRoutes(idp: Idp, router: Router<State>): void {
  router.get('/activate', async (ctx) => {
    hideReferrer(ctx)
    const state = await readLink(idp, opened(idp, ctx))
    await showLink(idp, ctx, state)
  })

  router.post('/activate', async (ctx) => {
    hideReferrer(ctx)
    const form = await readForm(ctx, z.object({ password: z.string().max(1000).optional().catch(undefined) }))
    const password = form.kind === 'valid' ? form.value.password : undefined
    const outcome = await activate(idp, { ...opened(idp, ctx), password }, originOf(ctx))
    await showLink(idp, ctx, outcome)
  })

  router.get('/activate/done', async (ctx) => {
    const app = await appOrPortal(idp.db, queryValue(ctx, 'client_id'))
    show(ctx, endPage({ shell: shellOf(ctx, idp.assets.urls), app, end: 'done' }))
  })

  router.post('/activate/renew', steady(SILENCE_MS), async (ctx) => {
    await renewLink(idp, await readToken(ctx), { lang: ctx.state.lang, origin: originOf(ctx) })
    see(ctx, paths.activateSent())
  })

  router.post('/activate/refuse', async (ctx) => {
    await refuse(idp, await readToken(ctx), originOf(ctx))
    see(ctx, paths.activateRefused())
  })

  router.get('/activate/refused', (ctx) => show(ctx, refusedPage({ shell: shellOf(ctx, idp.assets.urls) })))
}

function againRoutes(idp: Idp, router: Router<State>): void {
  router.get('/activate/again', async (ctx) => show(ctx, againPage({ ...(await common(idp, ctx)), email: '' })))

  router.post('/activate/again', steady(SILENCE_MS), async (ctx) => {
    const page = await common(idp, ctx)
    const form = await readForm(ctx, schema[ctx.state.lang])
    const email = form.typed['email'] ?? ''
    if (form.kind === 'faulty') return show(ctx, againPage({ ...page, email, faults: form.faults }), 422)

    const wish = { email: form.value.email, app: page.app }
    await askForLink(idp, wish, { lang: ctx.state.lang, origin: originOf(ctx) })
    see(ctx, paths.activateSent(page.app))
  })

  router.get('/activate/sent', async (ctx) => show(ctx, linkSentPage(await common(idp, ctx))))
}

/** Each state of a link has its page, whether it was only opened or also pressed. */
async function showLink(idp: Idp, ctx: Context, state: LinkState | ActivationOutcome): Promise<void> {
  const { token } = opened(idp, ctx)
  const page = { shell: shellOf(ctx, idp.assets.urls), app: await appOrPortal(idp.db, state.app), token }
  const t = texts[ctx.state.lang].prove
  switch (state.kind) {
    case 'activated':
      return see(ctx, paths.activated(state.app))
    case 'ready':
      return show(ctx, state.sameBrowser ? confirmPage(page) : provePage(page))
    case 'passwordNeeded':
      return show(ctx, provePage({ ...page, faults: { password: t.missing } }), 422)
    case 'wrongPassword':
      return show(ctx, provePage({ ...page, faults: { password: t.wrong } }), 422)
    case 'throttled': {
      const wait = state.until - idp.now()
      ctx.set('retry-after', String(Math.ceil(wait / 1000)))
      const fault = t.throttled(formatWait(ctx.state.lang, wait))
      return show(ctx, provePage({ ...page, faults: { form: fault } }), 429)
    }
    case 'alreadyActive':
      return show(ctx, endPage({ ...page, end: 'already' }))
    case 'taken':
      return show(ctx, takenPage(page))
    case 'expired':
      return show(ctx, expiredPage(page), 410)
    case 'unknown':
      return show(ctx, unknownPage(page), 410)
    default:
      return unreachable(state)
  }
}

const opened = (idp: Idp, ctx: Context) => ({
  token: queryValue(ctx, 'token') ?? '',
  browser: idp.jar.read(ctx, 'signup'),
})

async function common(idp: Idp, ctx: Context) {
  const app = await findApp(idp.db, queryValue(ctx, 'client_id'))
  return { shell: shellOf(ctx, idp.assets.urls), app: app?.id }
}

async function readToken(ctx: Context): Promise<string> {
  const form = await readForm(ctx, z.object({ token: z.string().catch('') }))
  return form.kind === 'valid' ? form.value.token : ''
}

const schemaIn = (lang: Lang) => z.object({ email: emailField(texts[lang].emailFault) })
const schema: Readonly<Record<Lang, ReturnType<typeof schemaIn>>> = { fr: schemaIn('fr'), en: schemaIn('en') }
