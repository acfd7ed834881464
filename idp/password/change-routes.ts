import Router from '@koa/router'
import { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { type Faults, readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { see, show } from '../../shared/http/respond.ts'
import { formatMinutes } from '../../shared/i18n.ts'
import type { Idp } from '../context.ts'
import { areaShellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { personOf, recently, signedIn } from '../sessions/guards.ts'
import { changedPage, changePage } from './change-page.tsx'
import { type ChangeOutcome, changePassword, sayWeakness } from './service.ts'
import { texts } from './texts.ts'

export function passwordChangeRoutes(idp: Idp): Routes {
  const router = new Router<State>()

  router.get(paths.changePassword(), signedIn(idp), recently(idp), async (ctx) => {
    show(ctx, changePage(await common(idp, ctx)))
  })

  router.post(paths.changePassword(), signedIn(idp), recently(idp), async (ctx) => {
    const form = await readForm(ctx, typed)
    const { current_password: current, password } =
      form.kind === 'valid' ? form.value : { current_password: '', password: '' }
    const { account, session } = personOf(ctx)
    const t = texts[ctx.state.lang].change
    const refuse = async (faults: Faults, status = 422) =>
      show(ctx, changePage({ ...(await common(idp, ctx)), faults }), status)
    if (current === '') return refuse({ current_password: t.currentMissing })

    const place = { session: session.uid, device: idp.jar.read(ctx, 'device'), origin: originOf(ctx) }
    const outcome = await changePassword(idp, { account, current, password }, place)
    if (outcome.kind === 'changed') return see(ctx, paths.passwordChanged())
    if (outcome.kind === 'throttled') {
      ctx.set('retry-after', String(Math.ceil((outcome.until - idp.now()) / 1000)))
    }
    return refuse(faultsOf(idp, ctx, outcome), statusOf(outcome))
  })

  router.get(paths.passwordChanged(), signedIn(idp), async (ctx) => {
    show(ctx, changedPage(await common(idp, ctx)))
  })

  return router
}

type Refusal = Exclude<ChangeOutcome, { kind: 'changed' }>

function faultsOf({ now }: Idp, ctx: Context, outcome: Refusal): Faults {
  const { lang } = ctx.state
  const t = texts[lang].change
  switch (outcome.kind) {
    case 'weak':
      return { password: sayWeakness(lang, outcome.weakness) }
    case 'same':
      return { password: t.same }
    case 'refused':
      return { current_password: t.wrong }
    case 'overtaken':
      return { form: t.overtaken }
    case 'throttled':
      return { form: t.throttled(formatMinutes(lang, outcome.until - now())) }
    case 'exhausted':
      return { form: t.exhausted }
    default:
      return unreachable(outcome)
  }
}

const statusOf = ({ kind }: Refusal): number =>
  kind === 'throttled' || kind === 'exhausted' ? 429 : kind === 'overtaken' ? 409 : 422

const common = async (idp: Idp, ctx: Context) => ({
  shell: await areaShellOf(idp, ctx),
  email: personOf(ctx).account.email,
})

const typed = z.object({ current_password: z.string().max(1000).catch(''), password: z.string().catch('') })
