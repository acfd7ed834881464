import Router from '@koa/router'
import { z } from 'zod'
import { randomToken } from '../../shared/crypto/tokens.ts'
import { unreachable } from '../../shared/errors.ts'
import type { Context, Routes, State } from '../../shared/http/context.ts'
import { readForm } from '../../shared/http/form.ts'
import { originOf } from '../../shared/http/origin.ts'
import { queryValue, see, show } from '../../shared/http/respond.ts'
import { HOUR, SECOND } from '../../shared/time.ts'
import { customerOf, signedIn } from '../auth/guards.ts'
import { RECENT } from '../auth/service.ts'
import type { Portal } from '../context.ts'
import { normalizeContractNumber } from '../contracts/service.ts'
import { shellOf } from '../page.ts'
import { paths } from '../paths.ts'
import { askForContract } from './attach.ts'
import { addCodeRoutes } from './code-routes.ts'
import { texts } from './texts.ts'
import { type AddContractPageProps, addContractPage, blockedPage, limitedPage, refusedPage } from './views.tsx'

export function verificationRoutes(portal: Portal): Routes {
  const router = new Router<State>()
  const common = (ctx: Context) => ({ shell: shellOf(ctx, portal.assets.urls), now: portal.now() })
  const showForm = (ctx: Context, props: Omit<AddContractPageProps, 'shell' | 'now' | 'once'>, status = 200) =>
    show(ctx, addContractPage({ ...common(ctx), ...props, once: randomToken() }), status)

  router.get(paths.addContract(), signedIn(portal), (ctx) => {
    if (customerOf(ctx).customer.attachBlocked) return show(ctx, blockedPage(common(ctx)), 403)
    const typed = normalizeContractNumber(queryValue(ctx, 'number') ?? '')
    showForm(ctx, { typed: { number: typed.kind === 'number' ? typed.number : undefined } })
  })

  router.post(paths.addContract(), signedIn(portal), async (ctx) => {
    const t = texts[ctx.state.lang].add
    const { typed } = await readForm(ctx, asked)
    const read = normalizeContractNumber(typed['number'] ?? '')
    if (read.kind === 'malformed') return showForm(ctx, { typed, faults: { number: t.malformed } }, 422)
    if (read.kind === 'missingS') {
      return showForm(ctx, { typed: { number: read.suggestion }, faults: { number: t.missingS } }, 422)
    }
    const { number } = read
    const { customer, authenticatedAt } = customerOf(ctx)
    if (portal.now() - authenticatedAt > RECENT) {
      return see(ctx, paths.login({ returnTo: paths.addContract(number), stepUp: true }))
    }

    const once = typed['once']?.slice(0, 100) || randomToken()
    const ask = { customerId: customer.id, number, once, lang: ctx.state.lang, origin: originOf(ctx) }
    const outcome = await askForContract(portal, ask)
    switch (outcome.kind) {
      case 'codeSent':
        return see(ctx, paths.enterCode())
      case 'alreadyYours':
        return showForm(ctx, { typed: {}, alreadyYours: number })
      case 'unknown':
        return showForm(ctx, { typed, faults: { number: t.unknown } }, 422)
      case 'paused':
        ctx.set('retry-after', String(HOUR / SECOND))
        return showForm(ctx, { typed, paused: true }, 503)
      case 'refused':
        return show(ctx, refusedPage(common(ctx)), 403)
      case 'limited':
        return show(ctx, limitedPage(common(ctx)), 429)
      case 'blocked':
        return show(ctx, blockedPage(common(ctx)), 403)
      default:
        return unreachable(outcome)
    }
  })

  addCodeRoutes(router, portal)
  return router
}

/** Whatever was typed is judged as a number, so that every fault has its own sentence. */
const asked = z.object({ number: z.string().optional(), once: z.string().optional() })
