import Router from '@koa/router'
import { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { see, show } from '../../shared/http/respond.ts'
import { formatMinutes, LANGS, type Lang } from '../../shared/i18n.ts'
import { DAY } from '../../shared/time.ts'
import { beginStep } from '../confirm/service.ts'
import type { Idp } from '../context.ts'
import { type Interaction, PASSWORD } from '../engine/service.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { questionOf, showExpired } from '../question.ts'
import { browserOf } from '../sessions/guards.ts'
import { signIn } from './service.ts'
import { texts } from './texts.ts'
import { loginPage } from './views.tsx'

export function loginRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  router.get('/interaction/:uid', async (ctx) => {
    const interaction = await questionOf(idp, ctx, ['login', 'create'])
    if (!interaction) return showExpired(idp, ctx)
    if (interaction.prompt === 'create' && ctx.query['sign-in'] === undefined) {
      return see(ctx, paths.signup({ app: interaction.app.id, uid: interaction.uid }))
    }
    const again = ctx.query['again'] !== undefined
    show(ctx, loginPage({ ...common(idp, ctx, interaction), typed: { email: interaction.loginHint ?? '' }, again }))
  })

  router.post('/interaction/:uid', async (ctx) => {
    const interaction = await questionOf(idp, ctx, ['login', 'create'])
    if (!interaction) return showExpired(idp, ctx)
    const page = common(idp, ctx, interaction)
    const form = await readForm(ctx, schema[ctx.state.lang])
    const { typed } = form
    if (form.kind === 'faulty') return show(ctx, loginPage({ ...page, typed, faults: form.faults }), 422)

    const browser = { device: idp.jar.read(ctx, 'device'), agent: ctx.get('user-agent'), origin: originOf(ctx) }
    const outcome = await signIn(idp, { ...form.value, ...browser, client: interaction.app.id })
    const t = texts[ctx.state.lang]
    switch (outcome.kind) {
      case 'signedIn': {
        idp.jar.write(ctx, 'device', outcome.device, { maxAge: 400 * DAY })
        const { remember } = form.value
        const login = { account: outcome.account, proof: PASSWORD, remember, prompt: interaction.prompt }
        const onward = await idp.engine.signIn(ctx, login)
        return onward === undefined ? showExpired(idp, ctx) : see(ctx, onward)
      }
      case 'halfway': {
        const { kind: _, ...step } = outcome
        const place = { uid: interaction.uid, browser: browserOf(idp, ctx) }
        await beginStep(idp, { ...step, ...place, remember: form.value.remember, origin: browser.origin })
        return see(ctx, paths.confirm(interaction.uid))
      }
      case 'refused':
        return show(ctx, loginPage({ ...page, typed, faults: { form: t.refused }, refused: true }), 422)
      case 'throttled': {
        const wait = outcome.until - idp.now()
        ctx.set('retry-after', String(Math.ceil(wait / 1000)))
        return show(
          ctx,
          loginPage({ ...page, typed, faults: { form: t.throttled(formatMinutes(ctx.state.lang, wait)) } }),
          429,
        )
      }
      case 'exhausted':
        return show(ctx, loginPage({ ...page, typed, faults: { form: t.exhausted } }), 429)
      default:
        return unreachable(outcome)
    }
  })

  return router
}

const common = (idp: Idp, ctx: Context, { uid, app }: Interaction) => ({
  shell: shellOf(ctx, idp.assets.urls),
  uid,
  app,
})

const schemaIn = (lang: Lang) =>
  z.object({
    email: z
      .string(texts[lang].emailMissing)
      .trim()
      .min(1, texts[lang].emailMissing)
      .max(254, texts[lang].emailMissing),
    password: z.string(texts[lang].passwordMissing).min(1, texts[lang].passwordMissing).max(1000),
    remember: z
      .literal('on')
      .optional()
      .transform((value) => value === 'on'),
  })

const schema = Object.fromEntries(LANGS.map((lang) => [lang, schemaIn(lang)])) as Readonly<
  Record<Lang, ReturnType<typeof schemaIn>>
>
