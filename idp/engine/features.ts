import { type Configuration, errors } from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { scopeOf } from './claims.ts'
import { isFapi } from './fapi.ts'
import type { EnginePages } from './own-pages.tsx'
import { assertRequestObject } from './request-objects.ts'

/** What is offered beside the code flow. What is not offered is off, and not announced. */
export const features = (pages: EnginePages, secrets: Secrets): NonNullable<Configuration['features']> => ({
  devInteractions: { enabled: false },
  pushedAuthorizationRequests: { enabled: true },
  // RFC 9449 §8: a proof made in advance is worth nothing. All processes derive the same nonces. After the secret was changed
  // each client is given a new one and asks once more: nothing was consumed yet
  dPoP: { enabled: true, nonceSecret: secrets.keys('dpop')[0], requireNonce: () => true },
  revocation: { enabled: true },
  clientCredentials: { enabled: true },
  userinfo: { enabled: true },
  backchannelLogout: { enabled: true },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: pages.logoutSource,
    postLogoutSuccessSource: pages.postLogoutSuccessSource,
  },
  claimsParameter: { enabled: true, assertClaimsParameter: withinItsScopes },
  resourceIndicators: { enabled: false },
  introspection: { enabled: false },
  requestObjects: { enabled: true, assertJwtClaimsAndHeader: assertRequestObject },
  jwtResponseModes: { enabled: true },
  fapi: { enabled: true, profile: (_ctx, client) => (isFapi(client) ? '2.0' : undefined) },
})

type Assert = NonNullable<
  NonNullable<NonNullable<Configuration['features']>['claimsParameter']>['assertClaimsParameter']
>

/** What a client may not ask for by scope it may not ask for claim by claim either. */
const withinItsScopes: Assert = (_ctx, { userinfo, id_token }, { scope }) => {
  if (scope === undefined) return
  const allowed = scope.split(' ')
  const asked = Object.keys({ ...userinfo, ...id_token })
  const beyond = asked.filter((claim) => !allowed.includes(scopeOf(claim) ?? 'openid'))
  if (beyond.length > 0) throw new errors.InvalidRequest(`this client has no scope for the claims ${beyond.join(', ')}`)
}
