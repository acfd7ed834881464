import type { KoaContextWithOIDC } from 'oidc-provider'

/** What any page may read: it is the same for everybody (OpenID Connect Discovery 1.0 §4). */
const OPEN = /^\/(jwks|\.well-known\/(openid-configuration|oauth-authorization-server))$/

/** No app of ours runs in a browser. The engine looks at a page's origin only once it knows the client, and lets it read
 *  errors before: here it reads nothing (security requirement R39). */
export async function closeToOtherSites(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next()
  if (OPEN.test(ctx.path)) return
  const names = Object.keys(ctx.response.headers).filter((name) => name.startsWith('access-control-'))
  for (const name of names) ctx.remove(name)
}
