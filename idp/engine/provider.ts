import type { Knex } from 'knex'
import Provider, {
  type Configuration,
  errors,
  type FindAccount,
  type JWKS,
  type KoaContextWithOIDC,
} from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { type Clock, DAY, HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { accountById } from '../account/service.ts'
import { findClient } from '../clients/service.ts'
import type { IdpConfig } from '../config.ts'
import { paths } from '../paths.ts'
import { createAdapterFactory } from './adapter.ts'
import { claimsByScope, claimsOf } from './claims.ts'
import { policy, REMEMBERED_FOR } from './policy.ts'
import type { EngineStore } from './store.ts'

/** What the engine shows of its own, as our pages. */
export interface EnginePages {
  readonly renderError: NonNullable<Configuration['renderError']>
  readonly logoutSource: (ctx: KoaContextWithOIDC, form: string) => void
  readonly postLogoutSuccessSource: (ctx: KoaContextWithOIDC) => void
}

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
    adapter: createAdapterFactory(store, {
      now,
      findClient: (id) => findClient(db, id),
    }),
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
    extraClientMetadata: { properties: ['first_party', 'start_uri'] },
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
    features: features(parts),
    ttl: lifetimes,
    renderError: parts.pages.renderError,
    clientBasedCORS: () => false,
    fetch: reachOwnApps(config),
  })
  // every request was given our own host and scheme before it got here (shared/http/server.ts)
  provider.proxy = true
  return provider
}

const findAccount =
  (db: Knex): FindAccount =>
  async (_ctx, id) => {
    const account = await accountById(db, id)
    if (!account || account.blocked) return undefined
    return { accountId: account.id, claims: () => claimsOf(account) }
  }

function features({ pages }: Parts): NonNullable<Configuration['features']> {
  return {
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
  }
}

/** Seconds. A grant must outlive every refresh chain that hangs on it. */
const lifetimes: NonNullable<Configuration['ttl']> = {
  AccessToken: (5 * MINUTE) / SECOND,
  AuthorizationCode: MINUTE / SECOND,
  ClientCredentials: (5 * MINUTE) / SECOND,
  IdToken: (10 * MINUTE) / SECOND,
  Interaction: HOUR / SECOND,
  PushedAuthorizationRequest: MINUTE / SECOND,
  RefreshToken: (7 * DAY) / SECOND,
  Grant: (30 * DAY) / SECOND,
  Session: (_ctx, session) => (session.transient ? HOUR : REMEMBERED_FOR) / SECOND,
} as NonNullable<Configuration['ttl']>

function cookies(config: IdpConfig, secrets: Secrets): NonNullable<Configuration['cookies']> {
  const secure = config.url.startsWith('https:')
  const attributes = { httpOnly: true, sameSite: 'lax', secure, signed: true } as const
  return {
    keys: secrets.keys('cookies').map((key) => key.toString('base64url')),
    // the latter two carry a path, which `__Host-` does not allow
    names: {
      session: secure ? '__Host-bmwid_session' : 'bmwid_session',
      interaction: secure ? '__Secure-bmwid_interaction' : 'bmwid_interaction',
      resume: secure ? '__Secure-bmwid_resume' : 'bmwid_resume',
    },
    long: attributes,
    short: attributes,
  }
}

/** An app of our own that may refresh need not ask for consent to it; any other asks by `offline_access`. */
const mayRefresh: NonNullable<Configuration['issueRefreshToken']> = (_ctx, client, code) =>
  client.grantTypeAllowed('refresh_token') && (client['first_party'] === true || code.scopes.has('offline_access'))

/** Apps of our own are not asked for consent: each sign-in gets exactly what it asked for, nothing from before. Two that
 *  ask for the same share one grant: the engine lets a session have but one for each app, and would void the code of the
 *  first tab when the second comes. */
async function grantOf(ctx: KoaContextWithOIDC) {
  const { client, session, provider, requestParamScopes } = ctx.oidc
  if (!client || !session?.accountId) return undefined
  const known = ctx.oidc.result?.consent?.grantId ?? session.grantIdFor(client.clientId)
  const before = known ? await provider.Grant.find(known) : undefined
  if (client['first_party'] !== true) return before
  const scope = inOrder([...requestParamScopes])
  const age = before?.iat === undefined ? Number.POSITIVE_INFINITY : Math.floor(Date.now() / SECOND) - before.iat
  const isSame = before?.accountId === session.accountId && inOrder(before.getOIDCScope().split(' ')) === scope
  if (isSame && age < SHARED_FOR) return before
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(scope)
  await grant.save()
  return grant
}

const inOrder = (scopes: readonly string[]): string => scopes.toSorted((a, b) => a.localeCompare(b)).join(' ')

/** Seconds. Tabs that were opened together; any later sign-in begins its thirty days anew. */
const SHARED_FOR = HOUR / SECOND

/** An assertion is for us alone and good for a minute (RFC 7523 §3 leaves its life to us; RFC 9700 §2.5). */
function assertShortLived(ctx: KoaContextWithOIDC, claims: Record<string, unknown>): void {
  const { aud, exp, iat } = claims
  if (aud !== ctx.oidc.issuer) throw new errors.InvalidClientAuth('the audience must be the issuer')
  if (typeof exp !== 'number' || typeof iat !== 'number' || exp - iat > 60) {
    throw new errors.InvalidClientAuth('a client assertion lives 60 seconds at most')
  }
}

/** The engine refuses to call private addresses that clients name. Our own app may live on one. */
function reachOwnApps(config: IdpConfig): NonNullable<Configuration['fetch']> {
  return (url, options) => {
    if (new URL(url instanceof Request ? url.url : url).origin !== config.portalUrl)
      return globalThis.fetch(url, options as RequestInit)
    const { dispatcher: _, ...plain } = options as RequestInit & { dispatcher?: unknown }
    return globalThis.fetch(url, plain)
  }
}
