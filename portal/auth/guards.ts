import type { Context, Guard } from '../../shared/http/context.ts'
import { letFormsReach, see } from '../../shared/http/respond.ts'
import type { Customer } from '../account/service.ts'
import type { Portal } from '../context.ts'
import { isReturnable, paths } from '../paths.ts'
import { visitOf } from './session.ts'

/** Somebody with a session. */
export interface Visitor {
  readonly customer: Customer
  /** instant of the sign-in at the provider */
  readonly authenticatedAt: number
}

const visitors = new WeakMap<object, Visitor>()

/** Looks who comes, for pages that anybody may see. */
export const whoever =
  (portal: Pick<Portal, 'db' | 'now' | 'jar' | 'config'>): Guard =>
  async (ctx, next) => {
    const visit = await visitOf(portal, portal.jar.read(ctx, 'session'))
    if (visit.kind === 'signedIn') visitors.set(ctx.state, visit)
    // the sign-out form ends at the provider, and some others pass by it
    letFormsReach(ctx, [portal.config.issuer])
    await next()
  }

/** Only for somebody signed in; others are sent to sign in and come back to the page they asked for. */
export const signedIn =
  (portal: Pick<Portal, 'db' | 'now' | 'jar' | 'config'>): Guard =>
  async (ctx, next) => {
    const visit = await visitOf(portal, portal.jar.read(ctx, 'session'))
    switch (visit.kind) {
      case 'signedIn':
        visitors.set(ctx.state, visit)
        letFormsReach(ctx, [portal.config.issuer])
        return next()
      case 'idle':
        portal.jar.clear(ctx, 'session')
        return see(ctx, paths.logout('idle'))
      case 'nobody':
        return see(ctx, paths.login(isReturnable(ctx.url) ? { returnTo: ctx.url } : {}))
    }
  }

export const visitorOf = (ctx: Pick<Context, 'state'>): Visitor | undefined => visitors.get(ctx.state)

/** Behind `signedIn` there is always somebody. */
export function customerOf(ctx: Pick<Context, 'state'>): Visitor {
  const visitor = visitorOf(ctx)
  if (!visitor) throw new Error('a page for signed-in customers is mounted without its guard')
  return visitor
}
