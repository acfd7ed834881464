import { type Configuration, errors } from 'oidc-provider'
import { scopeOf } from './claims.ts'
import type { EnginePages } from './own-pages.tsx'

/** What is offered beside the code flow. What is not offered is off, and not announced. */
export const features = (pages: EnginePages): NonNullable<Configuration['features']> => ({
  devInteractions: { enabled: false },
  pushedAuthorizationRequests: { enabled: true },
  dPoP: { enabled: true },
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
  requestObjects: { enabled: false },
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
