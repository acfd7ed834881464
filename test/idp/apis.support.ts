import type { ExecutionContext } from 'ava'
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose'
import * as oauth from 'oauth4webapi'
import { addApi, allow, type Definition } from '../../idp/apis/service.ts'
import { insecure, signIn, type TestApp, testApp } from '../support/app.ts'
import type { DatabaseKind } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'

export const INVOICES = 'https://invoices.example.test/v1'
export const STOCK = 'urn:example:stock'

export interface ApiStage extends TestIdp {
  readonly sub: string
  add(definition: Partial<Definition> & Pick<Definition, 'identifier'>): Promise<void>
  allow(app: TestApp, identifier: string, ...scopes: string[]): Promise<void>
  service(metadata?: Readonly<Record<string, unknown>>): Promise<TestApp>
}

/** Two APIs, and Anna. */
export async function apiStage(t: ExecutionContext, database: DatabaseKind = 'sqlite'): Promise<ApiStage> {
  const world = await idpWith(t, { database })
  const sub = await openAccountOf(world.idp, people.anna)
  const stage: ApiStage = Object.assign(Object.create(world) as TestIdp, {
    sub,
    add: async (definition: Partial<Definition> & Pick<Definition, 'identifier'>) => {
      const outcome = await addApi(world.idp, { ...usual, ...definition })
      t.is(outcome.kind, 'added', JSON.stringify(outcome))
    },
    allow: async ({ client }: TestApp, identifier: string, ...scopes: string[]) => {
      const outcome = await allow(world.idp, { clientId: client.client_id, identifier, scopes })
      t.is(outcome.kind, 'allowed', JSON.stringify(outcome))
    },
    service: (metadata = {}) =>
      testApp(t, world, {
        grant_types: ['client_credentials'],
        response_types: [],
        redirect_uris: [],
        scope: undefined,
        ...metadata,
      }),
  })
  await stage.add({ identifier: INVOICES, scopes: { read: words, write: words } })
  await stage.add({ identifier: STOCK, scopes: { read: words, count: words }, tokenSeconds: 3600 })
  return stage
}

const words = { fr: 'Lire', en: 'Read' }
const usual = {
  name: { fr: 'Une interface', en: 'An API' },
  scopes: { read: words },
  tokenSeconds: 300,
  tokenFormat: 'jwt',
  open: false,
} as const

/** Only what stands there: `resource` may be there more than once. */
const asking = (...pairs: readonly (readonly [string, string])[]): URLSearchParams =>
  new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value]))

export const credentials = ({ as, client, auth }: TestApp, ...pairs: readonly (readonly [string, string])[]) =>
  oauth.clientCredentialsGrantRequest(as, client, auth, asking(...pairs), insecure)

/** As an API checks a token, by the provider's published keys. */
export async function checked(url: string, token: string, audience: string): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(`${url}/jwks`))
  const options = { issuer: url, audience, typ: 'at+jwt', algorithms: ['ES256'] }
  return (await jwtVerify(token, keys, options)).payload
}

/** Anna signs in to an app that asks for APIs; hands out what its code can be redeemed with. */
export async function codeFor(stage: ApiStage, app: TestApp, scope: string, ...resources: readonly string[]) {
  const verifier = oauth.generateRandomCodeVerifier()
  const parameters = asking(
    ['client_id', app.client.client_id],
    ['redirect_uri', app.redirectUri],
    ['response_type', 'code'],
    ['scope', scope],
    ['code_challenge', await oauth.calculatePKCECodeChallenge(verifier)],
    ['code_challenge_method', 'S256'],
    ...resources.map((resource) => ['resource', resource] as const),
  )
  const pushed = await oauth.pushedAuthorizationRequest(app.as, app.client, app.auth, parameters, insecure)
  const { request_uri } = await oauth.processPushedAuthorizationResponse(app.as, app.client, pushed)
  const query = new URLSearchParams({ client_id: app.client.client_id, request_uri })
  const anna = await stage.visitor().open(`${app.as.authorization_endpoint}?${query}`)
  await signIn(anna, people.anna)
  const code = new URL(anna.url).searchParams.get('code') ?? ''
  return (...more: readonly (readonly [string, string])[]): Promise<Response> =>
    oauth.genericTokenEndpointRequest(
      app.as,
      app.client,
      app.auth,
      'authorization_code',
      asking(['code', code], ['redirect_uri', app.redirectUri], ['code_verifier', verifier], ...more),
      insecure,
    )
}

export interface Tokens {
  readonly access_token: string
  readonly refresh_token: string
  readonly id_token: string
  readonly scope: string
  readonly expires_in: number
  readonly error?: string
}

export const bodyOf = async (answer: Response): Promise<Tokens> => (await answer.json()) as Tokens
