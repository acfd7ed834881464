import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { exportJWK, generateKeyPair, importJWK, type JWK, type JWTPayload, jwtVerify, SignJWT } from 'jose'
import type { Teardown } from './database.ts'
import { openDoor } from './serve.ts'

/** What an endpoint answers: a value is JSON, 200; a function does what it likes with the connection. */
export type Reply = object | ((response: ServerResponse) => unknown)

/** Each may put its own in the place of the honest answer, which it is handed. */
export interface Lies {
  readonly discovery?: (honest: Record<string, unknown>) => Reply
  readonly jwks?: (honest: { keys: JWK[] }) => Reply
  readonly pushed?: (honest: object) => Reply
  /** the query with which the browser is sent back */
  readonly authorization?: (honest: URLSearchParams) => URLSearchParams
  readonly claims?: (honest: JWTPayload) => JWTPayload
  readonly idToken?: (claims: JWTPayload, honest: string) => Promise<string> | string
  readonly tokens?: (honest: Record<string, unknown>) => Reply
  readonly userinfo?: (honest: Record<string, unknown>) => Reply
}

export type EndpointName = 'discovery' | 'jwks' | 'pushed' | 'authorization' | 'tokens' | 'userinfo'

export interface Keys {
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly publicJwk: JWK & { readonly kid: string }
}

export interface FakeProvider {
  readonly url: string
  readonly es256: Keys
  readonly rs256: Keys
  lies: Lies
  /** how often each endpoint was asked */
  readonly asked: Readonly<Record<EndpointName, number>>
  /** every code and token it gave out, and every state and nonce it was given: none may stand in a log */
  readonly told: readonly string[]
}

export const SUBJECT = 'a-customer'
export const CLIENT_ID = 'mybmw-financial-services'

const HONEST_PERSON = {
  sub: SUBJECT,
  email: 'mira@example.test',
  given_name: 'Mira',
  family_name: 'Solberg',
  civility: 'madame',
}

export const epoch = (): number => Math.floor(Date.now() / 1000)

export async function makeKeys(alg: 'ES256' | 'RS256', kid: string): Promise<Keys> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  return { privateKey, publicKey, publicJwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' } }
}

/** Signs as the honest provider does, if nothing else is said. */
export const signToken = (
  claims: JWTPayload,
  keys: Keys,
  header: Readonly<Record<string, unknown>> = {},
): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: String(keys.publicJwk.alg), kid: keys.publicJwk.kid, ...header })
    .sign(keys.privateKey)

/** Made once for a file: RSA keys take their time. */
let sharedKeys: Promise<[Keys, Keys]> | undefined

/** An OpenID provider of one customer who always says yes. Complete and honest (PAR, PKCE, private_key_jwt, RFC 9207),
 *  until it is given a lie. */
export async function fakeProvider(t: Teardown): Promise<FakeProvider> {
  const door = await openDoor(t)
  sharedKeys ??= Promise.all([makeKeys('ES256', 'es'), makeKeys('RS256', 'rs')])
  const [es256, rs256] = await sharedKeys
  const provider = new Provider(door.url, es256, rs256)
  door.lead((request, response) => provider.answer(request, response).catch(() => response.writeHead(400).end()))
  return provider
}

class Provider implements FakeProvider {
  readonly url: string
  readonly es256: Keys
  readonly rs256: Keys
  readonly asked = { discovery: 0, jwks: 0, pushed: 0, authorization: 0, tokens: 0, userinfo: 0 }
  readonly told: string[] = []
  lies: Lies = {}
  readonly #requests = new Map<string, URLSearchParams>()

  constructor(url: string, es256: Keys, rs256: Keys) {
    this.url = url
    this.es256 = es256
    this.rs256 = rs256
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url)
    switch (pathname) {
      case '/.well-known/openid-configuration':
        return this.#reply('discovery', response, this.#discovery())
      case '/jwks':
        return this.#reply('jwks', response, { keys: [this.es256.publicJwk, this.rs256.publicJwk] })
      case '/request':
        return this.#reply('pushed', response, await this.#push(new URLSearchParams(await text(request))))
      case '/auth':
        return this.#authorize(response, searchParams)
      case '/token':
        return this.#reply('tokens', response, await this.#redeem(new URLSearchParams(await text(request))))
      case '/me':
        return this.#reply('userinfo', response, HONEST_PERSON)
      default:
        response.writeHead(404).end()
    }
  }

  #reply(name: Exclude<EndpointName, 'authorization'>, response: ServerResponse, honest: object): void {
    this.asked[name] += 1
    const reply = (this.lies[name] as ((honest: object) => Reply) | undefined)?.(honest) ?? honest
    if (typeof reply === 'function') return void reply(response)
    // RFC 9126 §2.2: a request that was kept is answered with 201
    const status = name === 'pushed' ? 201 : 200
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(reply))
  }

  #discovery(): Record<string, unknown> {
    const at = (path: string) => `${this.url}${path}`
    return {
      issuer: this.url,
      authorization_endpoint: at('/auth'),
      pushed_authorization_request_endpoint: at('/request'),
      token_endpoint: at('/token'),
      userinfo_endpoint: at('/me'),
      jwks_uri: at('/jwks'),
      end_session_endpoint: at('/session/end'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['ES256', 'RS256'],
      token_endpoint_auth_methods_supported: ['private_key_jwt'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    }
  }

  async #push(form: URLSearchParams): Promise<object> {
    await this.#authenticate(form)
    const uri = `urn:ietf:params:oauth:request_uri:${this.#value()}`
    this.#requests.set(uri, form)
    this.told.push(String(form.get('state')), String(form.get('nonce')))
    return { request_uri: uri, expires_in: 60 }
  }

  #authorize(response: ServerResponse, query: URLSearchParams): void {
    this.asked.authorization += 1
    const request = this.#requests.get(String(query.get('request_uri')))
    if (!request) return void response.writeHead(400).end()
    const code = this.#value()
    this.#requests.set(code, request)
    const honest = new URLSearchParams({ code, state: String(request.get('state')), iss: this.url })
    const back = this.lies.authorization?.(honest) ?? honest
    response.writeHead(303, { location: `${request.get('redirect_uri')}?${back}` }).end()
  }

  async #redeem(form: URLSearchParams): Promise<Record<string, unknown>> {
    await this.#authenticate(form)
    const code = String(form.get('code'))
    const request = this.#requests.get(code)
    this.#requests.delete(code)
    const challenge = createHash('sha256')
      .update(String(form.get('code_verifier')))
      .digest('base64url')
    if (request?.get('code_challenge') !== challenge) return { error: 'invalid_grant' }
    const claims: JWTPayload = {
      iss: this.url,
      aud: CLIENT_ID,
      sub: SUBJECT,
      nonce: String(request.get('nonce')),
      iat: epoch(),
      exp: epoch() + 600,
      auth_time: epoch() - 5,
      sid: 'a-session',
    }
    const told = this.lies.claims?.(claims) ?? claims
    const honest = await signToken(told, this.es256)
    const idToken = (await this.lies.idToken?.(told, honest)) ?? honest
    this.told.push(idToken)
    return { access_token: this.#value(), token_type: 'Bearer', expires_in: 300, id_token: idToken }
  }

  /** The portal proves itself by the key that it publishes (RFC 7523). */
  async #authenticate(form: URLSearchParams): Promise<void> {
    const portal = new URL(String(form.get('redirect_uri'))).origin
    const { keys } = (await (await fetch(`${portal}/.well-known/jwks.json`)).json()) as { keys: JWK[] }
    const key = await importJWK(keys[0] ?? {}, 'ES256')
    await jwtVerify(String(form.get('client_assertion')), key, { subject: CLIENT_ID, audience: this.url })
  }

  #value(): string {
    const value = randomBytes(16).toString('base64url')
    this.told.push(value)
    return value
  }
}
