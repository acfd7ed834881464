import type { KoaContextWithOIDC } from 'oidc-provider'
import { MINUTE, SECOND } from '../../shared/time.ts'

/** Far less than the day that a key is published before it signs. */
const KEYS_KEPT_FOR = (10 * MINUTE) / SECOND

/** Apps need not ask for the key set at every sign-in. */
export async function letKeysBeKept(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next()
  if (ctx.path === '/jwks' && ctx.status === 200) ctx.set('cache-control', `public, max-age=${KEYS_KEPT_FOR}`)
}
