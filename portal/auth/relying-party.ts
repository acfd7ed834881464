import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import * as oidc from 'openid-client'
import { type Clock, MINUTE, SECOND } from '../../shared/time.ts'
import { assertAddresses } from './addresses.ts'
import { boundedFetch } from './bounded-fetch.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { FACTOR, type Identity, judgePerson, judgeToken } from './identity.ts'

// The only module that knows openid-client: authorization code with PKCE, state and nonce, pushed (RFC 9126), the
// client authenticated by private_key_jwt.

/** One way to the provider and back: kept on our side, never in the address. */
export interface Attempt {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
  /** seconds; the sign-in must not be older (OpenID Connect Core §3.1.2.1 `max_age`) */
  readonly maxAge: number | undefined
}

export type Begin =
  | { readonly kind: 'go'; readonly address: string }
  /** it does not answer, or not as a provider does */
  | { readonly kind: 'away'; readonly reason: string }
export type Finish =
  | { readonly kind: 'vouched'; readonly identity: Identity }
  /** the person said no, or the provider did */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'away'; readonly reason: string }

export interface RelyingParty {
  newAttempt(maxAge?: number): Attempt
  begin(attempt: Attempt, wishes: { lang: string; signUp: boolean }): Promise<Begin>
  finish(query: string, attempt: Attempt): Promise<Finish>
  /** Where to end the provider's session too, or undefined while it is away. */
  endSession(idToken: string | undefined): Promise<string | undefined>
  /** The provider's keys, for its logout tokens. */
  keys(): Promise<JWTVerifyGetKey | undefined>
}

export interface RelyingPartyParts {
  readonly config: {
    readonly url: string
    readonly issuer: string
    readonly clientId: string
    readonly demandsFactor: boolean
  }
  readonly clientKey: { readonly key: CryptoKey; readonly kid: string }
  readonly now: Clock
}

const TIMEOUT_SECONDS = 5

export function createRelyingParty(parts: RelyingPartyParts): RelyingParty {
  const { url, demandsFactor } = parts.config
  const breaker = createBreaker(parts.now)
  const discover = rememberDiscovery(parts, breaker)
  const unknown = () => ({ kind: 'away', reason: `no discovery: ${reasonOf(breaker.fault())}` }) as const
  return {
    newAttempt: (maxAge) => ({
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      maxAge,
    }),
    begin: async (attempt, wishes) => {
      const provider = await discover()
      if (!provider) return unknown()
      try {
        const parameters = await requestOf(url, attempt, { ...wishes, demandsFactor })
        return { kind: 'go', address: (await oidc.buildAuthorizationUrlWithPAR(provider.config, parameters)).href }
      } catch (error) {
        return { kind: 'away', reason: reasonOf(error) } // nothing of it is the person's fault
      }
    },
    finish: async (query, attempt) => {
      const provider = await discover()
      return provider
        ? exchange(provider.config, new URL(`${url}/callback${query}`), { ...attempt, demandsFactor })
        : unknown()
    },
    endSession: async (idToken) => {
      const provider = await discover()
      if (!provider?.config.serverMetadata().end_session_endpoint || !(await answers(provider.config))) return undefined
      const hint = idToken === undefined ? {} : { id_token_hint: idToken }
      return oidc.buildEndSessionUrl(provider.config, { ...hint, post_logout_redirect_uri: `${url}/logout` }).href
    },
    keys: async () => (await discover())?.keys,
  }
}

interface Provider {
  readonly config: oidc.Configuration
  readonly keys: JWTVerifyGetKey
}

/** Found at the first need, not at start: either product may start before the other. Looked up again every hour. */
function rememberDiscovery({ config, clientKey, now }: RelyingPartyParts, breaker: Breaker) {
  let known: { readonly provider: Provider; readonly until: number } | undefined
  return async (): Promise<Provider | undefined> => {
    if (known && known.until > now()) return known.provider
    const found = await breaker.call(async () => {
      const authentication = oidc.PrivateKeyJwt(clientKey)
      const insecure = config.issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : []
      const discovered = await oidc.discovery(new URL(config.issuer), config.clientId, metadata, authentication, {
        execute: [...insecure, oidc.enableNonRepudiationChecks],
        timeout: TIMEOUT_SECONDS,
        [oidc.customFetch]: boundedFetch,
      })
      assertAddresses(discovered.serverMetadata(), config.issuer)
      return discovered
    })
    if (!found) return known?.provider
    const keys = createRemoteJWKSet(new URL(String(found.serverMetadata().jwks_uri)), {
      cooldownDuration: MINUTE,
      timeoutDuration: TIMEOUT_SECONDS * SECOND,
      [customFetch]: boundedFetch,
    })
    known = { provider: { config: found, keys }, until: now() + 60 * MINUTE }
    return known.provider
  }
}

const metadata = { id_token_signed_response_alg: 'ES256', use_mtls_endpoint_aliases: false }

type Wishes = { readonly lang: string; readonly signUp: boolean } & Demand
/** by the operator's setting: a password alone does not do */
type Demand = { readonly demandsFactor: boolean }

async function requestOf(url: string, attempt: Attempt, wishes: Wishes) {
  return {
    redirect_uri: `${url}/callback`,
    scope: 'openid profile email',
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
    code_challenge_method: 'S256',
    ui_locales: wishes.lang,
    ...(wishes.signUp ? { prompt: 'create' } : {}),
    ...(attempt.maxAge === undefined ? {} : { max_age: String(attempt.maxAge) }),
    ...(wishes.demandsFactor
      ? { claims: JSON.stringify({ id_token: { acr: { essential: true, value: FACTOR } } }) }
      : {}),
  }
}

async function exchange(config: oidc.Configuration, address: URL, attempt: Attempt & Demand): Promise<Finish> {
  try {
    const tokens = await oidc.authorizationCodeGrant(config, address, {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.verifier,
      idTokenExpected: true,
      ...(attempt.maxAge === undefined ? {} : { maxAge: attempt.maxAge }),
    })
    const claims = tokens.claims()
    if (!claims || !tokens.id_token) return { kind: 'refused', reason: 'no ID token' }
    const { demandsFactor } = attempt
    const token = judgeToken(claims, { clientId: config.clientMetadata().client_id, now: Date.now(), demandsFactor })
    if (token.kind === 'refused') return token
    const details = judgePerson(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub))
    if (details.kind === 'refused') return details
    return { kind: 'vouched', identity: { ...token.signIn, ...details.person, idToken: tokens.id_token } }
  } catch (error) {
    const reason = reasonOf(error)
    return isAway(error) ? { kind: 'away', reason } : { kind: 'refused', reason }
  }
}

/** Whether the provider answers at all: a browser that is sent to a dead one sees an error of its own. */
const answers = (config: oidc.Configuration): Promise<boolean> =>
  boundedFetch(String(config.serverMetadata().jwks_uri), { signal: AbortSignal.timeout(1500) }).then(
    (response) => response.ok,
    () => false,
  )

/** No answer, or one that speaks of the provider's state and not of our request. */
function isAway(error: unknown): boolean {
  if (error instanceof oidc.ResponseBodyError) return error.status >= 500
  if (!(error instanceof Error)) return false
  const code = 'code' in error ? String(error.code) : ''
  return error instanceof TypeError || code === 'OAUTH_TIMEOUT' || code === 'OAUTH_RESPONSE_IS_NOT_CONFORM'
}

/** A code, never a sentence: what the provider says of an error is as little to be trusted as the rest (RFC 6749 §4.1.2.1). */
function reasonOf(error: unknown): string {
  if (error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError) {
    return /^[a-z_]{1,60}$/.test(error.error) ? error.error : 'unreadable'
  }
  if (!(error instanceof Error)) return 'unknown'
  const { cause } = error
  if (cause instanceof Error && 'code' in cause) return String(cause.code)
  return 'code' in error ? String(error.code) : error.name
}
