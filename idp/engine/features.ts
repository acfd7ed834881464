import type { Configuration } from 'oidc-provider'
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
  resourceIndicators: { enabled: false },
  introspection: { enabled: false },
  requestObjects: { enabled: false },
})
