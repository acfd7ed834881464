import { z } from 'zod'
import { unreachable } from '../../shared/errors.ts'
import type { Context, Routes } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { see, show } from '../../shared/http/respond.ts'
import { SECOND } from '../../shared/time.ts'
import { customerOf, signedIn } from '../auth/guards.ts'
import type { Portal } from '../context.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { type CodePageProps, codePage } from './code-page.tsx'
import { type Act, enterCode, openCode } from './codes.ts'
import { maskEmail } from './messages.ts'
import { cancelCode, resendCode } from './resend.ts'
import { texts } from './texts.ts'
import { blockedPage, limitedPage, refusedPage } from './views.tsx'

export function addCodeRoutes(router: Routes, portal: Portal): void {
  router.get(paths.enterCode(), signedIn(portal), (ctx) => showCode(portal, ctx))

  router.post(paths.enterCode(), signedIn(portal), async (ctx) => {
    const t = texts[ctx.state.lang].code
    const { typed } = await readForm(ctx, sent)
    const code = (typed['code'] ?? '').normalize('NFKC').replace(NOT_DIGITS, '')
    if (!/^\d{6}$/.test(code)) return showCode(portal, ctx, { fault: t.malformed, status: 422 })

    const outcome = await enterCode(portal, { ...act(ctx, typed['challenge']), code })
    switch (outcome.kind) {
      case 'attached':
        return see(ctx, paths.contract(outcome.number))
      case 'wrong':
        return showCode(portal, ctx, { fault: t.wrong(outcome.left), status: 422 })
      case 'replaced':
        return showCode(portal, ctx, { fault: t.replaced, status: 422 })
      case 'expired':
        return showCode(portal, ctx, { fault: t.expired, status: 422 })
      case 'nothing':
        return see(ctx, paths.addContract())
      case 'refused':
        return show(ctx, refusedPage(common(portal, ctx)), 403)
      case 'blocked':
        return show(ctx, blockedPage(common(portal, ctx)), 403)
      default:
        return unreachable(outcome)
    }
  })

  router.post(paths.resendCode(), signedIn(portal), async (ctx) => {
    const { typed } = await readForm(ctx, sent)
    const outcome = await resendCode(portal, act(ctx, typed['challenge']))
    switch (outcome.kind) {
      case 'sent':
        return see(ctx, paths.enterCode())
      case 'tooEarly':
        ctx.set('retry-after', String(Math.ceil((outcome.until - portal.now()) / SECOND)))
        return showCode(portal, ctx, { notice: 'tooEarly', status: 429 })
      case 'paused':
        return showCode(portal, ctx, { notice: 'paused', status: 503 })
      case 'nothing':
        return see(ctx, paths.addContract())
      case 'refused':
        return show(ctx, refusedPage(common(portal, ctx)), 403)
      case 'limited':
        return show(ctx, limitedPage(common(portal, ctx)), 429)
      case 'blocked':
        return show(ctx, blockedPage(common(portal, ctx)), 403)
      default:
        return unreachable(outcome)
    }
  })

  router.post(paths.cancelCode(), signedIn(portal), async (ctx) => {
    await cancelCode(portal, act(ctx))
    see(ctx, paths.home())
  })
}

/** The page of the code that is waited for; without one, the way to begin. */
async function showCode(
  portal: Portal,
  ctx: Context,
  { status, ...props }: Pick<CodePageProps, 'fault' | 'notice'> & { readonly status?: number } = {},
): Promise<void> {
  const { customer } = customerOf(ctx)
  if (customer.attachBlocked) return show(ctx, blockedPage(common(portal, ctx)), 403)
  const challenge = await openCode(portal, customer.id)
  if (!challenge) return see(ctx, paths.addContract())
  const account = maskEmail(customer.email)
  show(ctx, codePage({ ...common(portal, ctx), account, challenge, ...props }), status)
}

/** Whatever was pressed, this page in the other language is the page of the code. */
const common = (portal: Portal, ctx: Context) => ({
  shell: shellOf({ state: ctx.state, url: paths.enterCode() }, portal.assets.urls),
  now: portal.now(),
})

const act = (ctx: Context, challengeId?: string): Act => ({
  customerId: customerOf(ctx).customer.id,
  challengeId,
  lang: ctx.state.lang,
  origin: originOf(ctx),
})

const sent = z.object({ code: z.string().optional(), challenge: z.string().optional() })

/** What people, keyboards and phones put between digits. */
const NOT_DIGITS = /[\s\p{Cf}\p{Pd}.]/gu
