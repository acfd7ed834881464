import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { exportJWK } from 'jose'
import * as oauth from 'oauth4webapi'
import { saveClient } from '../../idp/clients/service.ts'
import type { Teardown } from './database.ts'
import { openDoor, type TestIdp } from './serve.ts'
import type { Visitor } from './visitor/visitor.ts'

/** Loopback has no TLS. */
export const insecure = { [oauth.allowInsecureRequests]: true } as const

/** An app of somebody else's making, on an independent client library. */
export interface TestApp {
  readonly as: oauth.AuthorizationServer
  readonly client: oauth.Client
  readonly auth: oauth.ClientAuth
  /** what it signs with; its public half is registered */
  readonly key: oauth.PrivateKey
  readonly redirectUri: string
  /** Begins a sign-in: pushes the request, and hands out where to send the browser, and what has to be kept. */
  begin(more?: Readonly<Record<string, string>>): Promise<Begun>
  /** Ends it with the address the browser came back to. */
  finish(begun: Begun, arrival: string): Promise<oauth.TokenEndpointResponse>
  /** one code, whoever asks for it */
  redeem(code: {
    readonly parameters: URLSearchParams
    readonly verifier: string
    readonly redirectUri?: string
  }): Promise<Response>
}

export interface Begun {
  readonly address: string
  readonly verifier: string
  readonly state: string
  readonly nonce: string
}

export async function testApp(
  t: Teardown,
  { idp, url }: { idp: Pick<TestIdp['idp'], 'db' | 'secrets' | 'now'>; url: string },
  metadata: Readonly<Record<string, unknown>> = {},
  { DPoP }: { readonly DPoP?: oauth.DPoPHandle } = {},
): Promise<TestApp> {
  const options = DPoP ? { ...insecure, DPoP } : insecure
  const door = await openDoor(t)
  door.lead((_request, response) => response.setHeader('content-type', 'text/html').end('<h1>Arrived</h1>'))
  const [redirectUri = ''] = (metadata['redirect_uris'] as string[] | undefined) ?? [`${door.url}/cb`]
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { id_token_signed_response_alg = 'ES256' } = metadata as oauth.Client
  const client: oauth.Client = {
    // letters: what is recorded of it must not look like a number or a token (tripwire.ts)
    client_id: `app-${randomUUID().replaceAll(/[\d-]/g, '')}`,
    id_token_signed_response_alg,
    authorization_signed_response_alg: 'ES256',
  }
  const published = { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig', kid: '1' }
  const registration = {
    client_id: client.client_id,
    client_name: 'An app',
    client_uri: door.url,
    redirect_uris: [redirectUri],
    backchannel_logout_uri: `${door.url}/logout`,
    backchannel_logout_session_required: true,
    jwks: { keys: [published] },
    token_endpoint_auth_method: 'private_key_jwt',
    ...('token_endpoint_auth_method' in metadata ? {} : { token_endpoint_auth_signing_alg: 'ES256' }),
    scope: 'openid profile email',
    first_party: true,
    ...metadata,
  }
  await saveClient(idp, registration)
  const issuer = new URL(url)
  const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))
  const signing = await crypto.subtle.importKey(
    'pkcs8',
    privateKey.export({ type: 'pkcs8', format: 'der' }),
    { name: 'ECDSA', namedCurve: 'P-256' },
    false,
    ['sign'],
  )
  const key = { key: signing, kid: '1' }
  const auth = authOf(registration, key)
  const redeem: TestApp['redeem'] = ({ parameters, verifier, redirectUri: uri = redirectUri }) =>
    oauth.authorizationCodeGrantRequest(as, client, auth, parameters, uri, verifier, options)

  return {
    as,
    client,
    auth,
    key,
    redirectUri,
    redeem,
    begin: async (more = {}) => {
      const [verifier, state, nonce] = [
        oauth.generateRandomCodeVerifier(),
        oauth.generateRandomState(),
        oauth.generateRandomNonce(),
      ]
      const parameters = new URLSearchParams({
        client_id: client.client_id,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'openid profile email',
        code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
        ...more,
      })
      const { request_uri } = await withNonce(async () => {
        const answer = await oauth.pushedAuthorizationRequest(as, client, auth, parameters, options)
        return oauth.processPushedAuthorizationResponse(as, client, answer)
      })
      const query = new URLSearchParams({ client_id: client.client_id, request_uri })
      return { address: `${as.authorization_endpoint}?${query}`, verifier, state, nonce }
    },
    finish: async ({ verifier, state, nonce }, arrival) => {
      const parameters = oauth.validateAuthResponse(as, client, new URL(arrival), state)
      return withNonce(async () => {
        const answer = await redeem({ parameters, verifier })
        const tokens = await oauth.processAuthorizationCodeResponse(as, client, answer, {
          expectedNonce: nonce,
          requireIdToken: true,
        })
        await oauth.validateApplicationLevelSignature(as, answer, insecure)
        return tokens
      })
    },
  }
}

function authOf(
  { token_endpoint_auth_method: method, client_secret: secret = '' }: Readonly<Record<string, unknown>>,
  key: oauth.PrivateKey,
): oauth.ClientAuth {
  if (method === 'none') return oauth.None()
  if (method === 'client_secret_basic') return oauth.ClientSecretBasic(String(secret))
  if (method === 'client_secret_post') return oauth.ClientSecretPost(String(secret))
  return oauth.PrivateKeyJwt(key)
}

/** Keys of a browser or a device, and the proofs that it makes with them (RFC 9449). */
export const proofs = async (): Promise<oauth.DPoPHandle> =>
  oauth.DPoP({}, await oauth.generateKeyPair('ES256', { extractable: true }))

/** Who is given a nonce asks once more (RFC 9449 §8). */
export async function withNonce<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (!oauth.isDPoPNonceError(error)) throw error
    return ask()
  }
}

/** Types an address and a password into the sign-in page, and presses the button. */
export const signIn = (visitor: Visitor, { email, password }: { email: string; password: string }): Promise<Visitor> =>
  visitor.fill('BMW ID (adresse e-mail)', email).fill('Mot de passe', password).press('Connexion')

/** A request as the client library makes it, with an assertion of its own, to be sent by others when it is time. */
export const prepared = (
  call: (options: object) => Promise<Response>,
): Promise<{ url: string; method: string; headers: Readonly<Record<string, string>>; body: string }> =>
  new Promise((resolve, reject) => {
    const keep = (url: string, { method, headers, body }: oauth.CustomFetchOptions<string, URLSearchParams>) => {
      resolve({ url, method, headers, body: String(body) })
      return new Promise<Response>(() => undefined)
    }
    call({ ...insecure, [oauth.customFetch]: keep }).catch(reject)
  })
