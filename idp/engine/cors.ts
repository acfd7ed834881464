import type { Knex } from 'knex'
import type { KoaContextWithOIDC } from 'oidc-provider'
import { isOriginOfAnApp } from '../clients/service.ts'

/** What any page may read: it is the same for everybody (OpenID Connect Discovery 1.0 §4). */
const OPEN = /^\/(jwks|\.well-known\/(openid-configuration|oauth-authorization-server))$/

/** Whether pages of an origin may read what we answer to a client. */
export const mayRead = (client: object, origin: string): boolean => {
  const { cors_origins: origins } = client as { readonly cors_origins?: readonly string[] }
  return origins?.includes(origin) === true
}

/** The engine looks at a page's origin only once it knows the client; until then it lets any page ask, and read. Here only
 *  pages of registered apps do, and theirs alone once it is known whose answer it is (security requirement R39). */
export function closeToOtherSites(db: Knex) {
  const isOpen = (ctx: KoaContextWithOIDC): boolean | Promise<boolean> => {
    if (OPEN.test(ctx.path)) return true
    const origin = ctx.get('origin') // Koa's `ctx.request.origin` is not what its name says
    const client = ctx.oidc?.client
    return client ? mayRead(client, origin) : isOriginOfAnApp(db, origin)
  }
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    try {
      await next()
    } finally {
      const given = takePermissions(ctx)
      if (await isOpen(ctx)) ctx.set(given)
    }
  }
}

function takePermissions(ctx: KoaContextWithOIDC): Record<string, string> {
  const headers = Object.entries(ctx.response.headers).filter(([name]) => name.startsWith('access-control-'))
  for (const [name] of headers) ctx.remove(name)
  return Object.fromEntries(headers.map(([name, value]) => [name, String(value)]))
}
