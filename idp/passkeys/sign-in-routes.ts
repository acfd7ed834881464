import Router from '@koa/router'
import { z } from 'zod'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { limit } from '../../shared/http/limit.ts'
import { originOf } from '../../shared/http/origin.ts'
import { see, show } from '../../shared/http/respond.ts'
import { formatMinutes } from '../../shared/i18n.ts'
import { DAY, MINUTE, SECOND } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import { type Interaction, PASSKEY } from '../engine/service.ts'
import { texts as loginTexts } from '../login/texts.ts'
import { type LoginProps, loginPage } from '../login/views.tsx'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { questionOf, showExpired } from '../question.ts'
import { browserOf } from '../sessions/guards.ts'
import { beginSignIn, type PasskeyOutcome, partyOf, signInByPasskey } from './service.ts'
import { texts } from './texts.ts'

/** Answers the question who it is by a passkey, without an address and a password. */
export function passkeySignInRoutes(idp: Idp): Routes {
  const router = new Router<State>()
  const pace = limit(idp, { name: 'passkey', to: 300, within: 10 * MINUTE })

  router.post(paths.passkeySignInOptions(':uid'), pace, async (ctx) => {
    await readForm(ctx, z.object({}))
    const question = await questionOf(idp, ctx, ['login', 'create'])
    if (!question) return showExpired(idp, ctx)
    ctx.body = await beginSignIn(idp, { uid: question.uid, browser: browserOf(idp, ctx) })
  })

  // the language was changed, or the page is opened anew
  router.get(paths.passkeySignIn(':uid'), async (ctx) => {
    const question = await questionOf(idp, ctx, ['login', 'create'])
    return question ? see(ctx, paths.signIn(question.uid)) : showExpired(idp, ctx)
  })

  router.post(paths.passkeySignIn(':uid'), async (ctx) => {
    const question = await questionOf(idp, ctx, ['login', 'create'])
    if (!question) return showExpired(idp, ctx)
    const form = await readForm(ctx, z.object({ credential: z.string(), remember: z.string().default('') }))
    if (form.kind === 'faulty') throw new Problem(400, 'badRequest')
    const { credential, remember } = form.value
    const place = { uid: question.uid, browser: browserOf(idp, ctx) }
    const browser = { device: idp.jar.read(ctx, 'device'), agent: ctx.get('user-agent'), origin: originOf(ctx) }
    const outcome = await signInByPasskey(idp, { ...place, ...browser, credential, client: question.app.id })
    return answer(idp, ctx, { outcome, question, remember: remember === 'on' })
  })

  return router
}

interface Answering {
  readonly outcome: PasskeyOutcome
  readonly question: Interaction
  readonly remember: boolean
}

async function answer(idp: Idp, ctx: Context, { outcome, question, remember }: Answering): Promise<void> {
  const t = texts[ctx.state.lang].faults
  const page = pageOf(idp, ctx, { question, remember })
  switch (outcome.kind) {
    case 'signedIn': {
      const { account, device } = outcome
      idp.jar.write(ctx, 'device', device, { maxAge: 400 * DAY })
      const onward = await idp.engine.signIn(ctx, { account, proof: PASSKEY, remember, prompt: question.prompt })
      return onward === undefined ? showExpired(idp, ctx) : see(ctx, onward)
    }
    case 'passwordFirst':
      return show(ctx, loginPage({ ...page, faults: { form: t.passwordFirst } }), 422)
    case 'expired':
      return show(ctx, loginPage({ ...page, faults: { form: t.tooLate } }), 422)
    case 'refused': {
      const unknown = outcome.credentialId && { party: partyOf(idp.config), credentialId: outcome.credentialId }
      return show(ctx, loginPage({ ...page, faults: { form: t.notAccepted }, ...(unknown ? { unknown } : {}) }), 422)
    }
    case 'throttled': {
      const wait = outcome.until - idp.now()
      ctx.set('retry-after', String(Math.ceil(wait / SECOND)))
      const { throttled } = loginTexts[ctx.state.lang]
      return show(ctx, loginPage({ ...page, faults: { form: throttled(formatMinutes(ctx.state.lang, wait)) } }), 429)
    }
    default:
      return unreachable(outcome)
  }
}

const pageOf = (
  idp: Idp,
  ctx: Context,
  { question: { uid, app, loginHint = '' }, remember }: Omit<Answering, 'outcome'>,
): LoginProps => ({
  shell: shellOf(ctx, idp.assets.urls),
  uid,
  app,
  typed: { email: loginHint, ...(remember ? { remember: 'on' } : {}) },
})
