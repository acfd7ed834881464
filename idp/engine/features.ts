import type { Configuration } from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
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
  resourceIndicators: { enabled: false },
  introspection: { enabled: false },
  claimsParameter: { enabled: true },
  requestObjects: { enabled: true, assertJwtClaimsAndHeader: assertRequestObject },
  jwtResponseModes: { enabled: true },
  fapi: { enabled: true, profile: (_ctx, client) => (isFapi(client) ? '2.0' : undefined) },
})
