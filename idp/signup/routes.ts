import Router from '@koa/router'
import { randomToken } from '../../shared/crypto/tokens.ts'
import { unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { originOf } from '../../shared/http/origin.ts'
import { queryValue, see, show } from '../../shared/http/respond.ts'
import { steady } from '../../shared/http/steady.ts'
import { formatWait } from '../../shared/i18n.ts'
import { DAY } from '../../shared/time.ts'
import { appOrPortal, findApp } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { termsVersion } from '../legal/terms-version.ts'
import { SILENCE_MS } from '../mail-budget.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { readAddress, readSignup } from './form.ts'
import { correctAddress, resend, signUp, signupOf, type Visitor } from './service.ts'
import { texts } from './texts.ts'
import { addressPage, sentPage, signupPage } from './views.tsx'

const COOKIE = 'signup'

export function signupRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  router.get('/signup', async (ctx) => {
    show(ctx, signupPage({ ...(await common(idp, ctx)), once: randomToken(), typed: {} }))
  })

  router.post('/signup', steady(SILENCE_MS), async (ctx) => {
    const { appId, ...page } = await common(idp, ctx)
    const form = await readSignup(ctx)
    const { typed } = form
    const once = form.kind === 'valid' ? form.value.once : (typed['once'] ?? randomToken())
    if (form.kind === 'faulty') return show(ctx, signupPage({ ...page, once, typed, faults: form.faults }), 422)

    const browser = idp.jar.read(ctx, COOKIE)
    const outcome = await signUp(idp, { ...form.value, app: appId, termsVersion, browser }, visitorOf(ctx))
    switch (outcome.kind) {
      case 'pending':
        idp.jar.write(ctx, COOKIE, outcome.browser, { maxAge: 7 * DAY })
        return see(ctx, paths.signupSent())
      case 'throttled':
        return show(ctx, signupPage({ ...page, once, typed, faults: throttled(idp, ctx, outcome.until) }), 429)
      default:
        return unreachable(outcome)
    }
  })

  router.get('/signup/sent', async (ctx) => showSent(idp, ctx, queryValue(ctx, 'again') === '' ? 'resent' : undefined))

  router.post('/signup/resend', steady(SILENCE_MS), async (ctx) => {
    const outcome = await resend(idp, idp.jar.read(ctx, COOKIE), visitorOf(ctx))
    switch (outcome.kind) {
      case 'sent':
        return see(ctx, `${paths.signupSent()}?again`)
      case 'tooEarly':
        waitUntil(idp, ctx, outcome.until)
        return showSent(idp, ctx, 'tooEarly', 429)
      case 'alreadyActive':
        return see(ctx, paths.activated(outcome.app))
      case 'unknown':
        return see(ctx, paths.activateAgain())
      default:
        return unreachable(outcome)
    }
  })

  router.get('/signup/address', async (ctx) => {
    const signup = await signupOf(idp, idp.jar.read(ctx, COOKIE))
    if (!signup) return see(ctx, paths.activateAgain())
    if (signup.active) return see(ctx, paths.activated(signup.app))
    show(ctx, addressPage({ shell: shellOf(ctx, idp.assets.urls), email: signup.email }))
  })

  router.post('/signup/address', steady(SILENCE_MS), async (ctx) => {
    const form = await readAddress(ctx)
    const page = { shell: shellOf(ctx, idp.assets.urls), email: form.typed['email'] ?? '' }
    if (form.kind === 'faulty') return show(ctx, addressPage({ ...page, faults: form.faults }), 422)

    const browser = idp.jar.read(ctx, COOKIE)
    const outcome = await correctAddress(idp, { browser, email: form.value.email }, visitorOf(ctx))
    switch (outcome.kind) {
      case 'sent':
        return see(ctx, paths.signupSent())
      case 'throttled':
        return show(ctx, addressPage({ ...page, faults: throttled(idp, ctx, outcome.until) }), 429)
      case 'alreadyActive':
        return see(ctx, paths.activated(outcome.app))
      case 'unknown':
        return see(ctx, paths.activateAgain())
      default:
        return unreachable(outcome)
    }
  })

  return router
}

const visitorOf = (ctx: Context): Visitor => ({ lang: ctx.state.lang, origin: originOf(ctx) })

/** What the address says about where one comes from: the app, and the sign-in one may go back to. */
async function common(idp: Idp, ctx: Context) {
  const from = await findApp(idp.db, queryValue(ctx, 'client_id'))
  const asked = queryValue(ctx, 'uid')
  const uid = asked !== undefined && /^[\w-]{1,64}$/.test(asked) ? asked : undefined
  const app = from ?? (await appOrPortal(idp.db, undefined))
  return {
    shell: shellOf(ctx, idp.assets.urls),
    appId: from?.id,
    app: from?.name,
    action: paths.signup({ app: from?.id, uid }),
    signIn: uid === undefined ? app.startAddress : paths.signIn(uid),
  }
}

async function showSent(idp: Idp, ctx: Context, answer?: 'resent' | 'tooEarly', status = 200): Promise<void> {
  const signup = await signupOf(idp, idp.jar.read(ctx, COOKIE))
  if (!signup) return see(ctx, paths.activateAgain())
  if (signup.active) return see(ctx, paths.activated(signup.app))
  const app = await findApp(idp.db, signup.app)
  const shell = shellOf({ state: ctx.state, url: paths.signupSent() }, idp.assets.urls)
  const { email, nextMailAt } = signup
  show(ctx, sentPage({ shell, app: app?.name, email, nextMailAt, now: idp.now(), answer }), status)
}

function throttled(idp: Idp, ctx: Context, until: number): { form: string } {
  waitUntil(idp, ctx, until)
  return { form: texts[ctx.state.lang].faults.throttled(formatWait(ctx.state.lang, until - idp.now())) }
}

const waitUntil = (idp: Idp, ctx: Context, until: number): void =>
  ctx.set('retry-after', String(Math.ceil((until - idp.now()) / 1000)))
