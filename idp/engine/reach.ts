import type { Configuration } from 'oidc-provider'
import type { IdpConfig } from '../config.ts'

/** The engine refuses to call private addresses that clients name.
 *  Apps that the operator lists may live on one. */
export function reachListed({ portalUrl, reachableOrigins }: IdpConfig): NonNullable<Configuration['fetch']> {
  const listed = new Set([portalUrl, ...reachableOrigins])
  return (url, options) => {
    if (!listed.has(new URL(url instanceof Request ? url.url : url).origin)) {
      return globalThis.fetch(url, options as RequestInit)
    }
    const { dispatcher: _, ...plain } = options as RequestInit & { dispatcher?: unknown }
    return globalThis.fetch(url, plain)
  }
}
