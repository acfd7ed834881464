// Everything this app says to BMW ID: code flow with PKCE, state and nonce; sign-out both ways.
import { createRemoteJWKSet, jwtVerify } from 'jose'
import * as client from 'openid-client'

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const MINUTE = 60_000

export function createProvider({ url, issuer, clientId, clientSecret }) {
  let known
  const usedTokens = new Map()

  /** Looked up at the first need, so that this app may start before BMW ID. */
  async function discover() {
    if (known) return known
    const options = isLoopback(issuer) ? { execute: [client.allowInsecureRequests] } : {}
    const metadata = { id_token_signed_response_alg: 'ES256' }
    const auth = client.ClientSecretBasic(clientSecret)
    const config = await client.discovery(new URL(issuer), clientId, metadata, auth, { timeout: 5, ...options })
    known = { config, keys: createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri)) }
    return known
  }

  return {
    async begin(lang) {
      const { config } = await discover()
      const attempt = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      }
      const address = client.buildAuthorizationUrl(config, {
        redirect_uri: `${url}/callback`,
        scope: 'openid profile email',
        code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
        state: attempt.state,
        nonce: attempt.nonce,
        ui_locales: lang,
      })
      return { attempt, address: address.href }
    },

    /** Who came back, or an exception if BMW ID does not vouch for anybody. */
    async finish(address, { state, nonce, verifier }) {
      const { config } = await discover()
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
      const tokens = await client.authorizationCodeGrant(config, address, checks)
      const { sub, sid } = tokens.claims()
      const { name } = await client.fetchUserInfo(config, tokens.access_token, sub)
      return { sub, sid, name: name ?? sub, idToken: tokens.id_token }
    },

    async endSession(idToken) {
      const { config } = await discover()
      const parameters = { id_token_hint: idToken, post_logout_redirect_uri: `${url}/bye` }
      return client.buildEndSessionUrl(config, parameters).href
    },

    /** Whose sessions a logout token ends (OpenID Connect Back-Channel Logout 1.0 §2.6), or an exception. */
    async readLogoutToken(token) {
      const { keys } = await discover()
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience: clientId,
        typ: 'logout+jwt',
        algorithms: ['ES256'],
        requiredClaims: ['iat', 'exp', 'jti', 'events'],
        maxTokenAge: 120,
        clockTolerance: 15,
      })
      const { events, nonce, sub, sid, jti } = payload
      if (!isObject(events) || !isObject(events[LOGOUT_EVENT])) throw new Error('no logout')
      if (nonce !== undefined) throw new Error('an ID token, perhaps')
      if (typeof sub !== 'string' && typeof sid !== 'string') throw new Error('nobody is named')
      for (const [used, until] of usedTokens) if (until < Date.now()) usedTokens.delete(used)
      if (usedTokens.has(jti)) throw new Error('was here before')
      usedTokens.set(jti, Date.now() + 5 * MINUTE)
      return { sub, sid }
    },
  }
}

/** Where plain http leaves no network card. */
const isLoopback = (address) => /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/.test(address)

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
