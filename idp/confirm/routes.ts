import Router from '@koa/router'
import { z } from 'zod'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { queryValue, see, show } from '../../shared/http/respond.ts'
import { formatMinutes } from '../../shared/i18n.ts'
import { DAY, SECOND } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import type { Interaction } from '../engine/service.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { questionOf, showExpired } from '../question.ts'
import { browserOf } from '../sessions/guards.ts'
import { type ConfirmOutcome, confirm, readStep, type Ways } from './service.ts'
import { texts } from './texts.ts'
import { type ConfirmProps, confirmPage } from './views.tsx'

export function confirmRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  router.get('/interaction/:uid/confirm', async (ctx) => {
    const at = await stepOf(idp, ctx)
    if (!at) return
    const wanted = queryValue(ctx, 'with') === 'recovery' ? 'recovery' : 'app'
    show(ctx, confirmPage(propsOf(idp, ctx, { ...at, wanted })))
  })

  router.post('/interaction/:uid/confirm', async (ctx) => {
    const at = await stepOf(idp, ctx)
    if (!at) return
    const form = await readForm(ctx, z.object({ way: z.enum(['app', 'recovery']), code: z.string().max(100) }))
    if (form.kind === 'faulty') throw new Problem(400, 'badRequest')
    const { way } = form.value
    const code = form.value.code.replace(/[\s-]/g, '')
    const page = propsOf(idp, ctx, { ...at, wanted: way })
    const t = texts[ctx.state.lang]
    if (!SHAPE[way].test(code)) {
      const fault = way === 'app' ? t.codeFault : t.recoveryFault
      return show(ctx, confirmPage({ ...page, faults: { code: fault } }), 422)
    }
    const outcome = await confirm(idp, { ...placeOf(idp, ctx, at.question), way, code, ...browserBehind(idp, ctx) })
    return answer(idp, ctx, { outcome, page, question: at.question })
  })

  return router
}

const SHAPE = { app: /^\d{6}$/, recovery: /^[A-Za-z0-9]{16}$/ } as const

interface At {
  readonly question: Interaction
  readonly ways: Ways
}

/** The step before this browser; if there is none, it is answered already. */
async function stepOf(idp: Idp, ctx: Context): Promise<At | undefined> {
  const question = await questionOf(idp, ctx, ['login', 'create'])
  if (!question) {
    await showExpired(idp, ctx)
    return undefined
  }
  const ways = await readStep(idp, placeOf(idp, ctx, question))
  if (!ways) {
    see(ctx, paths.signInAgain(question.uid))
    return undefined
  }
  return { question, ways }
}

async function answer(
  idp: Idp,
  ctx: Context,
  { outcome, page, question }: { outcome: ConfirmOutcome; page: ConfirmProps; question: Interaction },
): Promise<void> {
  const t = texts[ctx.state.lang]
  switch (outcome.kind) {
    case 'confirmed': {
      const { kind: _, device, ...login } = outcome
      idp.jar.write(ctx, 'device', device, { maxAge: 400 * DAY })
      const onward = await idp.engine.signIn(ctx, { ...login, prompt: question.prompt })
      return onward === undefined ? showExpired(idp, ctx) : see(ctx, onward)
    }
    case 'wrong':
      return refuse(ctx, page, { code: page.way === 'app' ? t.wrong : t.wrongRecovery })
    case 'used':
      return refuse(ctx, page, { code: t.used })
    case 'throttled': {
      const wait = outcome.until - idp.now()
      ctx.set('retry-after', String(Math.ceil(wait / SECOND)))
      return show(
        ctx,
        confirmPage({ ...page, faults: { form: t.throttled(formatMinutes(ctx.state.lang, wait)) } }),
        429,
      )
    }
    case 'over':
      return see(ctx, paths.signInAgain(question.uid))
    default:
      return unreachable(outcome)
  }
}

const refuse = (ctx: Context, page: ConfirmProps, faults: { code: string }): void =>
  show(ctx, confirmPage({ ...page, faults }), 422)

function propsOf(
  idp: Idp,
  ctx: Context,
  { question, ways, wanted }: At & { readonly wanted: 'app' | 'recovery' },
): ConfirmProps {
  const apps = ways.factors.filter(({ kind }) => kind === 'app').map(({ name }) => name)
  const way = apps.length > 0 ? wanted : 'recovery'
  const { uid, app } = question
  return { shell: shellOf(ctx, idp.assets.urls), uid, app, way, apps, codesLeft: ways.codesLeft }
}

const placeOf = (idp: Idp, ctx: Context, { uid }: Interaction) => ({ uid, browser: browserOf(idp, ctx) })

const browserBehind = (idp: Idp, ctx: Context) => ({
  device: idp.jar.read(ctx, 'device'),
  agent: ctx.get('user-agent'),
  origin: originOf(ctx),
})
