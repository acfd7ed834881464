import { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { HOUR, SECOND } from '../../shared/time.ts'
import { isFapi } from './fapi.ts'

type Claims = Readonly<Record<string, unknown>>

export const REQUEST_OBJECT_TYPE = 'oauth-authz-req+jwt'
const TYPES: readonly unknown[] = [undefined, 'JWT', 'jwt', REQUEST_OBJECT_TYPE]
const LONGEST = HOUR / SECOND

/** What RFC 9101 leaves to us, after the engine has judged issuer, audience and time: a request object ends within the
 *  hour, and can pass for no other kind of JWT (§10.8). FAPI 2.0 Message Signing §5.3.1 also wants to know its beginning. */
export function assertRequestObject(_ctx: KoaContextWithOIDC, claims: Claims, header: Claims, client: object): void {
  const { exp, nbf, sub, iss } = claims
  const now = Date.now() / SECOND
  if (!TYPES.includes(header['typ'])) throw refused(`typ must be ${REQUEST_OBJECT_TYPE}`)
  if (sub !== undefined && sub === iss) throw refused('sub must not be the client_id')
  if (typeof exp !== 'number' || exp > now + LONGEST) throw refused('exp must be at most an hour ahead')
  if (!isFapi(client)) return
  if (typeof nbf !== 'number' || nbf < now - LONGEST) throw refused('nbf must be at most an hour ago')
}

const refused = (reason: string): Error => new errors.InvalidRequestObject(`Request Object: ${reason}`)
