import type Provider from 'oidc-provider'
import type { Client } from 'oidc-provider'
import type { Manner } from '../../shared/outbox/lease.ts'
import { bringForward, type Delivery } from '../../shared/outbox/outbox.ts'
import { SECOND } from '../../shared/time.ts'
import { registrationOf } from '../clients/service.ts'
import { type Notice, type Parts, referenceOf, type TellingClient, tell } from './logout.ts'
import { TELL_WITHIN } from './reach.ts'

// The way of a logout notice from the outbox to the app (OpenID Connect Back-Channel Logout 1.0 §2.5).

export type CarryLogout = (notice: unknown) => Promise<Delivery>

/** Tells an app, also one that is disabled by now. The engine mints the token, because it knows the keys, the algorithm
 *  and the name the app knows the person by; anew at each attempt, with a `jti` of its own: it lives two minutes, and an
 *  app refuses a `jti` that it has seen, also where only its answer got lost. So whatever is not a 200 is tried again. */
export const carryLogout =
  (provider: () => Provider, parts: Parts): CarryLogout =>
  async (content) => {
    const { clientId, accountId, sid, ...kept } = content as Notice
    const registration = (await registrationOf(parts, clientId)) ?? kept.registration
    if (!registration?.['backchannel_logout_uri']) return { kind: 'never', reason: 'the app takes no notices' }
    try {
      const client = (await provider().Client.find(clientId)) ?? new (anyClient(provider()))(registration)
      await (client as TellingClient)[tell](accountId, sid)
    } catch (error) {
      return { kind: 'later', reason: reasonOf(error) }
    }
    await bringForward(parts.db, referenceOf(clientId), parts.now()) // it is there again: so it can take the others
    return { kind: 'done' }
  }

/** The engine finds no client that is disabled; what it is made of we have. */
const anyClient = ({ Client }: Provider) => Client as unknown as new (registration: object) => Client

/** Without addresses: a developer reads it, and knows theirs. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  const { response, cause } = error as Error & { response?: { status: number } }
  if (response) return `HTTP ${response.status}`
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : undefined
  if (cause instanceof Error && cause.message.includes('special-use IP'))
    return 'a private address (IDP_REACHABLE_ORIGINS)'
  return code ?? (error.name === 'TimeoutError' ? `no answer within ${TELL_WITHIN / SECOND} s` : error.message)
}

/** An app that restarts hears within seconds, one that is away is asked every ten minutes. One that hangs keeps two
 *  lanes of twelve, and nobody else. */
export const logoutManner: Manner = {
  waits: [1, 5, 5, 5, 10, 30, 60, 120, 300, 600].map((seconds) => seconds * SECOND),
  atOnce: 12,
  atOnceEach: 2,
}
