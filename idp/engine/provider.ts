import type { Knex } from 'knex'
import Provider, { type Configuration, type JWKS } from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import type { Clock } from '../../shared/time.ts'
import type { IdpConfig } from '../config.ts'
import { hasFactor } from '../factors/service.ts'
import { paths } from '../paths.ts'
import { findAccount } from './accounts.ts'
import { createAdapterFactory } from './adapter.ts'
import { claimsByScope } from './claims.ts'
import { assertShortLived, compareAllSecrets } from './client-auth.ts'
import { cookies } from './cookies.ts'
import { mayRead } from './cors.ts'
import { approveInSession, guardUserCodes } from './device.ts'
import { isFapi, STRONG_ALGORITHMS } from './fapi.ts'
import { features } from './features.ts'
import { type Consents, endsWithBrowser, grantOf, mayRefresh } from './grants.ts'
import { lifetimes } from './lifetimes.ts'
import { extraMetadata } from './metadata.ts'
import type { EnginePages } from './own-pages.tsx'
import { ACR_VALUES, DELETION, PROMPTS, policy } from './policy.ts'
import { reachListed, readAtMost } from './reach.ts'
import { clientAdapters, registration } from './registration.ts'
import { bindToSession, holdSignIns, keepIds } from './session.ts'
import type { EngineStore } from './store.ts'
import { hideFromOthers, subjectOf } from './subjects.ts'

interface Parts {
  readonly config: IdpConfig
  readonly db: Knex
  readonly secrets: Secrets
  readonly store: EngineStore
  readonly now: Clock
  readonly jwks: JWKS
  readonly nonceSecret: Buffer
  readonly pages: EnginePages
  readonly consents: Consents
}

/** The engine with everything decided: code flow only, PKCE for all, what is not offered is off and not announced. */
export function createProvider(parts: Parts): Provider {
  const { config, db, store, now } = parts
  const provider = new Provider(config.url, {
    adapter: createAdapterFactory(store, { now, own: clientAdapters(parts) }),
    jwks: parts.jwks,
    findAccount: findAccount(db),
    claims: claimsByScope,
    scopes: ['openid', 'offline_access'],
    responseTypes: ['code'],
    pkce: { required: () => true },
    allowOmittingSingleRegisteredRedirectUri: false,
    clientAuthMethods: ['private_key_jwt', 'client_secret_basic', 'client_secret_post', 'none'],
    clientDefaults: {
      grant_types: ['authorization_code'],
      response_types: ['code'],
      response_modes: ['query'],
      id_token_signed_response_alg: 'ES256',
      authorization_signed_response_alg: 'ES256',
      token_endpoint_auth_method: 'private_key_jwt',
    } as NonNullable<Configuration['clientDefaults']>,
    extraClientMetadata: extraMetadata,
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256', 'RS256'],
      clientAuthSigningAlgValues: [...STRONG_ALGORITHMS, 'RS256'],
      requestObjectSigningAlgValues: STRONG_ALGORITHMS,
      authorizationSigningAlgValues: ['ES256'],
      dPoPSigningAlgValues: STRONG_ALGORITHMS,
    },
    assertJwtClientAuthClaimsAndHeader: assertShortLived,
    acrValues: ACR_VALUES,
    discovery: {
      prompt_values_supported: PROMPTS,
      ui_locales_supported: ['fr', 'en'],
      op_tos_uri: `${config.url}${paths.terms()}`,
    },
    cookies: cookies(config, parts.secrets),
    interactions: { url: roomOf, policy: policy((accountId) => hasFactor(db, accountId)) },
    loadExistingGrant: grantOf(parts.consents),
    subjectTypes: ['public', 'pairwise'],
    pairwiseIdentifier: (_ctx, accountId, client) => subjectOf(db, accountId, client),
    issueRefreshToken: mayRefresh,
    expiresWithSession: endsWithBrowser,
    // FAPI 2.0 §5.3.2.1: such a client has proven who it is, and could only lose the new token on its way
    rotateRefreshToken: ({ oidc }) => !isFapi(oidc.client),
    features: { ...features(parts), ...registration(parts) },
    ttl: lifetimes,
    renderError: parts.pages.renderError,
    clientBasedCORS: (_ctx, origin, client) => mayRead(client, origin),
    fetch: reachListed(config),
    fetchResponseBodyLimits: readAtMost,
  })
  // every request was given our own host and scheme before it got here (shared/http/server.ts)
  provider.proxy = true
  compareAllSecrets(provider, parts)
  hideFromOthers(provider)
  keepIds(provider)
  bindToSession(provider)
  holdSignIns(provider, parts)
  guardUserCodes(provider, parts)
  approveInSession(provider)
  return provider
}

/** Each question has its room, and the engine leads to it: no room knows another. */
const roomOf: NonNullable<NonNullable<Configuration['interactions']>['url']> = (_ctx, { uid, prompt }) =>
  (rooms[prompt.name] ?? paths.interaction)(uid)

const rooms: Readonly<Record<string, (uid: string) => string>> = {
  consent: paths.consent,
  factor: paths.strengthen,
  [DELETION]: paths.keepQuestion,
}
