import type { Configuration } from 'oidc-provider'
import { SECOND } from '../../shared/time.ts'
import type { IdpConfig } from '../config.ts'

/** The engine refuses to call private addresses that clients name.
 *  Apps that the operator lists may live on one. */
export function reachListed({ portalUrl, reachableOrigins }: IdpConfig): NonNullable<Configuration['fetch']> {
  const listed = new Set([portalUrl, ...reachableOrigins])
  return (url, options) => {
    const { dispatcher, ...plain } = options as RequestInit & { dispatcher?: unknown }
    const isListed = listed.has(new URL(url instanceof Request ? url.url : url).origin)
    // where a listed one leads to was listed by nobody
    const guarded = isListed ? { ...plain, redirect: plain.redirect ?? 'error' } : { ...plain, dispatcher }
    return plain.method === 'POST' ? tell(url, guarded) : globalThis.fetch(url, guarded)
  }
}

/** How much is read of what an app publishes (keys, addresses of its sector); the engine would read on for 2.5 s. */
const MOST = 64 * 1024
export const readAtMost: NonNullable<Configuration['fetchResponseBodyLimits']> = {
  jwks_uri: MOST,
  sector_identifier_uri: MOST,
}

/** How long an app may take over a logout notice. No visitor waits for it, so it may be longer than the engine's 2.5 s. */
export const TELL_WITHIN = 5 * SECOND

/** A notice (the only thing the engine posts): what the app says beside its status is not read. */
async function tell(url: string | URL | Request, options: RequestInit): Promise<Response> {
  const answer = await globalThis.fetch(url, { ...options, signal: AbortSignal.timeout(TELL_WITHIN) })
  await answer.body?.cancel()
  return answer
}
