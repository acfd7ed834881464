import type { Knex } from 'knex'
import type { Configuration } from 'oidc-provider'
import type { EnginePages } from './own-pages.tsx'
import { mayIntrospect, mayRevoke, resourceIndicators } from './resources.ts'

/** What is offered beside the code flow. What is not offered is off, and not announced. */
export const features = (pages: EnginePages, db: Knex): NonNullable<Configuration['features']> => ({
  devInteractions: { enabled: false },
  pushedAuthorizationRequests: { enabled: true },
  dPoP: { enabled: true },
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
  requestObjects: { enabled: false },
})
