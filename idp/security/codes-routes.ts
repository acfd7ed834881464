import type Router from '@koa/router'
import { z } from 'zod'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Context, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { queryValue, see, show } from '../../shared/http/respond.ts'
import { formatMinutes } from '../../shared/i18n.ts'
import { SECOND } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import { codesOf, hasFactor } from '../factors/service.ts'
import { areaShellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { personOf, recently, signedIn } from '../sessions/guards.ts'
import { type CodesProps, codesPage, shownPage } from './codes-page.tsx'
import { type By, makeCodesAnew, rehearse } from './service.ts'
import { texts } from './texts.ts'

export function codesRoutes(idp: Idp, router: Router<State>): void {
  router.get(paths.recoveryCodes(), signedIn(idp), async (ctx) => {
    if (!(await hasFactor(idp.db, personOf(ctx).account.id))) return see(ctx, paths.security())
    await showCodes(idp, ctx, { works: queryValue(ctx, 'told') === 'works' })
  })

  router.post(paths.recoveryCodes(), signedIn(idp), recently(idp), async (ctx) => {
    const codes = await makeCodesAnew(idp, byOf(ctx))
    if (!codes) return see(ctx, paths.security())
    show(ctx, shownPage({ shell: await areaShellOf(idp, ctx), codes }))
  })

  // no proof of who it is anew: it tells only that a code works that is in hand
  router.post(paths.rehearseCode(), signedIn(idp), async (ctx) => {
    const form = await readForm(ctx, z.object({ code: z.string().max(100) }))
    if (form.kind === 'faulty') throw new Problem(400, 'badRequest')
    const { faults: t } = texts[ctx.state.lang].codes
    const code = form.value.code.replace(/[\s-]/g, '')
    if (!/^[A-Za-z0-9]{16}$/.test(code)) return showCodes(idp, ctx, { faults: { code: t.code } }, 422)
    const outcome = await rehearse(idp, code, byOf(ctx))
    switch (outcome.kind) {
      case 'works':
        return see(ctx, paths.recoveryCodes('works'))
      case 'wrong':
        return showCodes(idp, ctx, { faults: { code: t.wrong } }, 422)
      case 'throttled': {
        const wait = outcome.until - idp.now()
        ctx.set('retry-after', String(Math.ceil(wait / SECOND)))
        return showCodes(idp, ctx, { faults: { form: t.throttled(formatMinutes(ctx.state.lang, wait)) } }, 429)
      }
      default:
        return unreachable(outcome)
    }
  })
}

async function showCodes(
  idp: Idp,
  ctx: Context,
  props: Pick<CodesProps, 'works' | 'faults'>,
  status = 200,
): Promise<void> {
  const codes = await codesOf(idp.db, personOf(ctx).account.id)
  show(ctx, codesPage({ shell: await areaShellOf(idp, ctx), codes, ...props }), status)
}

const byOf = (ctx: Context): By => {
  const { account, session } = personOf(ctx)
  return { account, sessionUid: session.uid, origin: originOf(ctx) }
}
