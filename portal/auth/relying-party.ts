import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose'
import * as oidc from 'openid-client'
import { type Clock, MINUTE, SECOND } from '../../shared/time.ts'
import { type Breaker, createBreaker } from './breaker.ts'

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

/** Whom the provider vouches for. */
export interface Identity {
  readonly subject: string
  readonly sid: string | undefined
  readonly idToken: string
  /** instant of the sign-in */
  readonly authenticatedAt: number
  readonly email: string
  readonly civility: 'madame' | 'monsieur'
  readonly givenName: string
  readonly familyName: string
}

export type Begin = { readonly kind: 'go'; readonly address: string } | { readonly kind: 'away' }
export type Finish =
  | { readonly kind: 'vouched'; readonly identity: Identity }
  /** the person said no, or the provider did */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'away' }

export interface RelyingParty {
  newAttempt(maxAge?: number): Attempt
  begin(attempt: Attempt, wishes: { lang: string; signUp: boolean }): Promise<Begin>
  finish(query: string, attempt: Attempt): Promise<Finish>
  /** Where to end the provider's session too, or undefined while it is away. */
  endSession(idToken: string): Promise<string | undefined>
  /** The provider's keys, for its logout tokens. */
  keys(): Promise<JWTVerifyGetKey | undefined>
}

export interface RelyingPartyParts {
  readonly config: { readonly url: string; readonly issuer: string; readonly clientId: string }
  readonly clientKey: { readonly key: CryptoKey; readonly kid: string }
  readonly now: Clock
}

const TIMEOUT_SECONDS = 5

export function createRelyingParty(parts: RelyingPartyParts): RelyingParty {
  const { url } = parts.config
  const discover = rememberDiscovery(parts, createBreaker(parts.now))
  return {
    newAttempt: (maxAge) => ({
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      maxAge,
    }),
    begin: async (attempt, wishes) => {
      const provider = await discover()
      if (!provider) return { kind: 'away' }
      try {
        const parameters = await requestOf(url, attempt, wishes)
        return { kind: 'go', address: (await oidc.buildAuthorizationUrlWithPAR(provider.config, parameters)).href }
      } catch (error) {
        if (isAway(error)) return { kind: 'away' }
        throw error
      }
    },
    finish: async (query, attempt) => {
      const provider = await discover()
      return provider ? exchange(provider.config, new URL(`${url}/callback${query}`), attempt) : { kind: 'away' }
    },
    endSession: async (idToken) => {
      const provider = await discover()
      if (!provider || !(await answers(provider.config))) return undefined
      const parameters = { id_token_hint: idToken, post_logout_redirect_uri: `${url}/logout` }
      return oidc.buildEndSessionUrl(provider.config, parameters).href
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
      return oidc.discovery(new URL(config.issuer), config.clientId, metadata, authentication, {
        execute: [...insecure, oidc.enableNonRepudiationChecks],
        timeout: TIMEOUT_SECONDS,
      })
    })
    if (!found) return known?.provider
    const keys = createRemoteJWKSet(new URL(String(found.serverMetadata().jwks_uri)), {
      cooldownDuration: MINUTE,
      timeoutDuration: TIMEOUT_SECONDS * SECOND,
    })
    known = { provider: { config: found, keys }, until: now() + 60 * MINUTE }
    return known.provider
  }
}

const metadata = { id_token_signed_response_alg: 'ES256', use_mtls_endpoint_aliases: false }

async function requestOf(url: string, attempt: Attempt, wishes: { lang: string; signUp: boolean }) {
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
  }
}

async function exchange(config: oidc.Configuration, address: URL, attempt: Attempt): Promise<Finish> {
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
    const person = await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)
    return { kind: 'vouched', identity: identityOf(claims, tokens.id_token, person) }
  } catch (error) {
    if (isAway(error)) return { kind: 'away' }
    return { kind: 'refused', reason: reasonOf(error) }
  }
}

function identityOf(claims: oidc.IDToken, idToken: string, person: oidc.UserInfoResponse): Identity {
  return {
    subject: claims.sub,
    sid: typeof claims['sid'] === 'string' ? claims['sid'] : undefined,
    idToken,
    authenticatedAt: (claims.auth_time ?? claims.iat) * SECOND,
    email: person.email ?? '',
    civility: person['civility'] === 'madame' ? 'madame' : 'monsieur',
    givenName: person.given_name ?? '',
    familyName: person.family_name ?? '',
  }
}

/** Whether the provider answers at all: a browser that is sent to a dead one sees an error of its own. */
const answers = (config: oidc.Configuration): Promise<boolean> =>
  fetch(String(config.serverMetadata().jwks_uri), { signal: AbortSignal.timeout(1500) }).then(
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

const reasonOf = (error: unknown): string =>
  error instanceof oidc.AuthorizationResponseError || error instanceof oidc.ResponseBodyError
    ? error.error
    : error instanceof Error
      ? 'code' in error
        ? String(error.code)
        : error.name
      : 'unknown'
