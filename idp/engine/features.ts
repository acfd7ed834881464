import type { Knex } from 'knex'
import { type Configuration, errors } from 'oidc-provider'
import { scopeOf } from './claims.ts'
import { isFapi } from './fapi.ts'
import type { EnginePages } from './own-pages.tsx'
import { assertRequestObject } from './request-objects.ts'
import { mayIntrospect, mayRevoke, resourceIndicators } from './resources.ts'

interface Parts {
  readonly db: Knex
  readonly nonceSecret: Buffer
  readonly pages: EnginePages
}

/** What is offered beside the code flow. What is not offered is off, and not announced. */
export const features = ({ db, nonceSecret, pages }: Parts): NonNullable<Configuration['features']> => ({
  devInteractions: { enabled: false },
  pushedAuthorizationRequests: { enabled: true },
  // RFC 9449 §8: a proof made in advance is worth nothing
  dPoP: { enabled: true, nonceSecret, requireNonce: () => true },
  revocation: { enabled: true, allowedPolicy: mayRevoke },
  introspection: { enabled: true, allowedPolicy: mayIntrospect(db) },
  resourceIndicators: resourceIndicators(db),
  deviceFlow: { enabled: true, charset: 'base-20', mask: '****-****', deviceInfo: () => ({}), ...pages.device },
  clientCredentials: { enabled: true },
  userinfo: { enabled: true },
  backchannelLogout: { enabled: true },
  rpInitiatedLogout: {
    enabled: true,
    logoutSource: pages.logoutSource,
    postLogoutSuccessSource: pages.postLogoutSuccessSource,
  },
  claimsParameter: { enabled: true, assertClaimsParameter: withinItsScopes },
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
