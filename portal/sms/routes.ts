import Router from '@koa/router'
import { Problem, unreachable } from '../../shared/errors.ts'
import type { Routes, State } from '../../shared/http/context.ts'
import { readBody } from '../../shared/http/form.ts'
import type { Portal } from '../context.ts'
import { paths } from '../paths.ts'

/** What an SMS gateway's server calls, which proves itself by its signature: no browser, so no guard against other sites. */
export function gatewayRoutes({ config, gateway }: Pick<Portal, 'config' | 'gateway'>): Routes {
  const router = new Router<State>()

  router.post(paths.smsStatus(), async (ctx) => {
    const request = { url: `${config.url}${ctx.originalUrl}`, headers: ctx.req.headers, body: await readBody(ctx) }
    if (!gateway.takeStatus) throw new Problem(404, 'notFound') // this one tells over its own line
    const outcome = await gateway.takeStatus(request)
    switch (outcome) {
      case 'taken':
        ctx.status = 204 // also for a message that we never sent, or have forgotten
        return
      case 'forged':
        ctx.status = 403
        ctx.body = { error: 'bad_signature' }
        return
      case 'unreadable':
        ctx.status = 400
        ctx.body = { error: 'bad_request' }
        return
      default:
        return unreachable(outcome)
    }
  })

  return router
}
