import type { Knex } from 'knex'
import Provider, { type Configuration, type FindAccount, type JWKS } from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import type { Clock } from '../../shared/time.ts'
import { accountById } from '../account/service.ts'
import type { IdpConfig } from '../config.ts'
import { paths } from '../paths.ts'
import { createAdapterFactory } from './adapter.ts'
import { claimsByScope, claimsOf } from './claims.ts'
import { assertShortLived, compareAllSecrets } from './client-auth.ts'
import { cookies } from './cookies.ts'
import { features } from './features.ts'
import { grantOf, mayRefresh } from './grants.ts'
import { lifetimes } from './lifetimes.ts'
import type { EnginePages } from './own-pages.tsx'
import { policy } from './policy.ts'
import { reachListed } from './reach.ts'
import { clientAdapters, registration } from './registration.ts'
import type { EngineStore } from './store.ts'

interface Parts {
  readonly config: IdpConfig
  readonly db: Knex
  readonly secrets: Secrets
  readonly store: EngineStore
  readonly now: Clock
  readonly jwks: JWKS
  readonly pages: EnginePages
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
      token_endpoint_auth_method: 'private_key_jwt',
    } as NonNullable<Configuration['clientDefaults']>,
    extraClientMetadata: { properties: ['first_party', 'start_uri', 'cors_origins', 'fapi_profile'] },
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256', 'RS256'],
      clientAuthSigningAlgValues: ['ES256', 'PS256', 'EdDSA', 'RS256'],
      dPoPSigningAlgValues: ['ES256', 'EdDSA'],
    },
    assertJwtClientAuthClaimsAndHeader: assertShortLived,
    acrValues: ['aal1'],
    discovery: { ui_locales_supported: ['fr', 'en'], op_tos_uri: `${config.url}${paths.terms()}` },
    cookies: cookies(config, parts.secrets),
    interactions: { url: (_ctx, interaction) => paths.interaction(interaction.uid), policy: policy() },
    loadExistingGrant: grantOf,
    issueRefreshToken: mayRefresh,
    rotateRefreshToken: true,
    features: { ...features(parts.pages), ...registration(parts) },
    ttl: lifetimes,
    renderError: parts.pages.renderError,
    clientBasedCORS: () => false,
    fetch: reachListed(config),
  })
  // every request was given our own host and scheme before it got here (shared/http/server.ts)
  provider.proxy = true
  compareAllSecrets(provider, parts)
  return provider
}

const findAccount =
  (db: Knex): FindAccount =>
  async (_ctx, id) => {
    const account = await accountById(db, id)
    if (!account || account.blocked) return undefined
    return { accountId: account.id, claims: () => claimsOf(account) }
  }
