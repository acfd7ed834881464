import Router from '@koa/router'
import { z } from 'zod'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { limit } from '../../shared/http/limit.ts'
import { originOf } from '../../shared/http/origin.ts'
import { queryValue, see, show } from '../../shared/http/respond.ts'
import { formatMinutes } from '../../shared/i18n.ts'
import { DAY, MINUTE, SECOND } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import type { Interaction } from '../engine/service.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { questionOf, showExpired } from '../question.ts'
import { browserOf } from '../sessions/guards.ts'
import { beginPasskey, type ConfirmOutcome, confirm, readStep, type Way, type Ways } from './service.ts'
import { texts } from './texts.ts'
import { type ConfirmProps, confirmPage } from './views.tsx'

export function confirmRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  router.get('/interaction/:uid/confirm', async (ctx) => {
    const at = await stepOf(idp, ctx)
    if (!at) return
    const wanted = WAYS.find((way) => way === queryValue(ctx, 'with'))
    show(ctx, confirmPage(propsOf(idp, ctx, { ...at, wanted })))
  })

  const pace = limit(idp, { name: 'passkey', to: 300, within: 10 * MINUTE })
  router.post(paths.confirmOptions(':uid'), pace, async (ctx) => {
    await readForm(ctx, z.object({}))
    const question = await questionOf(idp, ctx, ['login', 'create'])
    const options = question && (await beginPasskey(idp, placeOf(idp, ctx, question)))
    if (!options) return showExpired(idp, ctx)
    ctx.body = options
  })

  router.post('/interaction/:uid/confirm', async (ctx) => {
    const at = await stepOf(idp, ctx)
    if (!at) return
    const form = await readForm(ctx, schema)
    if (form.kind === 'faulty') throw new Problem(400, 'badRequest')
    const { way } = form.value
    const code = way === 'passkey' ? form.value.credential : form.value.code.replace(/[\s-]/g, '')
    const page = propsOf(idp, ctx, { ...at, wanted: way })
    const t = texts[ctx.state.lang]
    if (way !== 'passkey' && !SHAPE[way].test(code)) {
      const fault = way === 'app' ? t.codeFault : t.recoveryFault
      return show(ctx, confirmPage({ ...page, faults: { code: fault } }), 422)
    }
    const about = { ...placeOf(idp, ctx, at.question), ...browserBehind(idp, ctx), client: at.question.app.id }
    const outcome = await confirm(idp, { ...about, way, code })
    return answer(idp, ctx, { outcome, page, question: at.question })
  })

  return router
}

const WAYS = ['passkey', 'app', 'recovery'] as const

const schema = z.object({
  way: z.enum(WAYS),
  code: z.string().max(100).default(''),
  credential: z.string().default(''),
})

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
      return refuse(ctx, page, t.wrong[page.way])
    case 'used':
      return refuse(ctx, page, t.used)
    case 'late':
      return refuse(ctx, page, t.late)
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

const refuse = (ctx: Context, page: ConfirmProps, fault: string): void =>
  show(ctx, confirmPage({ ...page, faults: { [page.way === 'passkey' ? 'form' : 'code']: fault } }), 422)

function propsOf(
  idp: Idp,
  ctx: Context,
  { question, ways, wanted }: At & { readonly wanted: Way | undefined },
): ConfirmProps {
  const apps = ways.factors.filter(({ kind }) => kind === 'app').map(({ name }) => name)
  const hasPasskey = ways.factors.some(({ kind }) => kind === 'passkey')
  const offered = { passkey: hasPasskey, app: apps.length > 0, recovery: true }
  const way = wanted && offered[wanted] ? wanted : (WAYS.find((one) => offered[one]) ?? 'recovery')
  const { uid, app } = question
  return { shell: shellOf(ctx, idp.assets.urls), uid, app, way, apps, hasPasskey, codesLeft: ways.codesLeft }
}

const placeOf = (idp: Idp, ctx: Context, { uid }: Interaction) => ({ uid, browser: browserOf(idp, ctx) })

const browserBehind = (idp: Idp, ctx: Context) => ({
  device: idp.jar.read(ctx, 'device'),
  agent: ctx.get('user-agent'),
  origin: originOf(ctx),
})
