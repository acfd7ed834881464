import test from 'ava'
import * as oauth from 'oauth4webapi'
import { insecure, signIn, testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { type Answer, send } from '../support/visitor/wire.ts'

// What is offered is announced, what is not offered is off. Whoever switches something on adds a line to OFFERED, and the
// test that uses it through a client.

const STRONG = ['ES256', 'PS256', 'EdDSA', 'Ed25519']
const words = (text: string): string[] => text.split(' ')

/** Every member that may stand in discovery, as it must be; addresses without our own. Beside it: the test that uses it. */
const OFFERED: Readonly<Record<string, unknown>> = {
  issuer: '',
  authorization_endpoint: '/auth', // oauth4webapi
  token_endpoint: '/token', // oauth4webapi
  userinfo_endpoint: '/me', // oauth4webapi
  jwks_uri: '/jwks', // oauth4webapi
  pushed_authorization_request_endpoint: '/request', // oauth4webapi
  revocation_endpoint: '/token/revocation', // oauth4webapi
  introspection_endpoint: '/token/introspection', // introspection
  device_authorization_endpoint: '/device/auth', // device
  registration_endpoint: '/reg', // registration
  end_session_endpoint: '/session/end', // redirects
  op_tos_uri: '/legal/terms', // legal
  response_types_supported: ['code'], // oauth4webapi
  response_modes_supported: ['query', 'query.jwt', 'jwt'], // oauth4webapi, signed-requests
  grant_types_supported: [
    'authorization_code',
    'client_credentials',
    'refresh_token',
    'urn:ietf:params:oauth:grant-type:device_code',
  ], // matrix, device
  subject_types_supported: ['pairwise', 'public'], // subjects
  scopes_supported: ['email', 'offline_access', 'openid', 'profile'], // matrix
  claim_types_supported: ['normal'], // oauth4webapi
  claims_supported: words(
    'acr amr auth_time civility email email_verified family_name given_name iss locale name sid sub',
  ), // oauth4webapi
  claims_parameter_supported: true, // authorization
  acr_values_supported: ['aal1', 'aal2'], // authorization
  prompt_values_supported: ['consent', 'create', 'login', 'none'], // authorization
  ui_locales_supported: ['en', 'fr'], // authorization
  code_challenge_methods_supported: ['S256'], // oauth4webapi
  authorization_response_iss_parameter_supported: true, // fapi
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none', 'private_key_jwt'], // matrix
  token_endpoint_auth_signing_alg_values_supported: [...STRONG, 'RS256'], // below
  id_token_signing_alg_values_supported: ['ES256', 'RS256'], // below
  dpop_signing_alg_values_supported: STRONG, // dpop
  request_parameter_supported: true, // signed-requests
  request_uri_parameter_supported: false, // signed-requests
  request_object_signing_alg_values_supported: STRONG, // signed-requests
  authorization_signing_alg_values_supported: ['ES256'], // signed-requests
  backchannel_logout_supported: true, // portal/logout-tokens
  backchannel_logout_session_supported: true, // portal/logout-tokens
}

const sorted = (value: unknown): unknown => (Array.isArray(value) ? value.map(String).toSorted(compare) : value)
const compare = (a: string, b: string): number => a.localeCompare(b)

test('discovery says what is on the list, and nothing else [R48]', async (t) => {
  const { url } = await idpWith(t)
  for (const path of ['openid-configuration', 'oauth-authorization-server']) {
    const { body } = await send(`${url}/.well-known/${path}`, { method: 'GET', headers: {} })
    const told = Object.entries(JSON.parse(body) as Record<string, unknown>).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replace(url, '') : sorted(value),
    ])
    const listed = Object.entries(OFFERED).map(([name, value]) => [name, sorted(value)])
    t.deepEqual(Object.fromEntries(told), Object.fromEntries(listed), path)
  }
})

for (const id_token_signed_response_alg of ['ES256', 'RS256']) {
  test(`an app may have ID tokens signed by ${id_token_signed_response_alg} [R47]`, async (t) => {
    const world = await idpWith(t)
    await openAccountOf(world.idp, people.anna)
    const app = await testApp(t, world, { id_token_signed_response_alg })
    const begun = await app.begin()
    const anna = await signIn(await world.visitor().open(begun.address), people.anna)
    const { id_token = '' } = await app.finish(begun, anna.url)
    const header = JSON.parse(Buffer.from(id_token.split('.')[0] ?? '', 'base64url').toString()) as { alg: string }
    t.is(header.alg, id_token_signed_response_alg)
  })
}

test('an app may not have ID tokens signed by its secret, or by nobody [R47]', async (t) => {
  const world = await idpWith(t)
  for (const alg of ['none', 'HS256', 'RS512']) {
    const app = await testApp(t, world, { id_token_signed_response_alg: alg })
    const error = await t.throwsAsync(app.begin(), { instanceOf: oauth.ResponseBodyError })
    t.is(error.error, 'invalid_client_metadata', alg)
  }
})

const GRANTS_OFF: readonly (readonly [name: string, form: Readonly<Record<string, string>>])[] = [
  ['the password grant', { grant_type: 'password', username: people.anna.email, password: people.anna.password }],
  ['the implicit grant', { grant_type: 'implicit' }],
  [
    'the JWT bearer grant (RFC 7523)',
    { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: 'a.b.c' },
  ],
  ['the SAML bearer grant (RFC 7522)', { grant_type: 'urn:ietf:params:oauth:grant-type:saml2-bearer', assertion: 'x' }],
  ['token exchange (RFC 8693)', { grant_type: 'urn:ietf:params:oauth:grant-type:token-exchange', subject_token: 'x' }],
  ['CIBA', { grant_type: 'urn:openid:params:grant-type:ciba', auth_req_id: 'x' }],
  ['pre-authorized codes', { grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code' }],
]

for (const [name, form] of GRANTS_OFF) {
  test(`${name} is off: nobody can be registered for it, and nobody can use it [R41]`, async (t) => {
    const world = await idpWith(t)
    const { as, client, auth } = await testApp(t, world)
    const { grant_type = '', ...parameters } = form
    const answer = await oauth.genericTokenEndpointRequest(as, client, auth, grant_type, parameters, insecure)
    t.is(answer.status, 400)
    t.like(await answer.json(), { error: 'unsupported_grant_type' })
    const wishful = await testApp(t, world, { grant_types: ['authorization_code', grant_type] })
    const error = await t.throwsAsync(wishful.begin(), { instanceOf: oauth.ResponseBodyError })
    t.is(error.error, 'invalid_client_metadata')
  })
}

const METADATA_OFF: readonly (readonly [name: string, metadata: Readonly<Record<string, unknown>>])[] = [
  ['the implicit flow', { response_types: ['id_token'], grant_types: ['implicit'] }],
  ['the hybrid flow', { response_types: ['code id_token'], grant_types: ['authorization_code', 'implicit'] }],
  ['the response type none', { response_types: ['none'] }],
  ['answers by fragment', { response_modes: ['fragment'] }],
  ['answers by a form', { response_modes: ['query', 'form_post'] }],
  ['signed answers by a form', { response_modes: ['form_post.jwt'] }],
  ['answers by web message', { response_modes: ['web_message'] }],
  ['assertions by a shared secret', { token_endpoint_auth_method: 'client_secret_jwt', client_secret: 'x'.repeat(43) }],
  ['client certificates', { token_endpoint_auth_method: 'tls_client_auth', tls_client_auth_san_dns: 'a.example' }],
  ['unsigned request objects', { request_object_signing_alg: 'none' }],
  ['request objects by a shared secret', { request_object_signing_alg: 'HS256' }],
  ['signed answers by RS256', { authorization_signed_response_alg: 'RS256' }],
]

for (const [name, metadata] of METADATA_OFF) {
  test(`${name}: nobody can be registered for that [R41]`, async (t) => {
    const app = await testApp(t, await idpWith(t), metadata)
    const error = await t.throwsAsync(app.begin(), { instanceOf: oauth.ResponseBodyError })
    t.is(error.error, 'invalid_client_metadata')
  })
}

/** Endpoints of the engine, and of others, that we do not have. */
const ENDPOINTS_OFF = [
  '/session/check',
  '/session/iframe',
  '/backchannel',
  '/credential',
  '/challenge',
  '/.well-known/openid-credential-issuer',
  '/.well-known/webfinger',
  '/interaction',
  '/authorize',
]

test('there is no endpoint for what is not offered, and none is told of [R41]', async (t) => {
  const { url } = await idpWith(t)
  for (const path of ENDPOINTS_OFF) {
    for (const method of ['GET', 'POST']) {
      const answer: Answer = await send(`${url}${path}`, {
        method,
        headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      })
      t.is(answer.status, 404, `${method} ${path}`)
    }
  }
})

test('neither a session state nor a front-channel logout is part of anything [R41]', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, people.anna)
  const app = await testApp(t, world, {
    frontchannel_logout_uri: `${world.url}/front`,
    frontchannel_logout_session_required: true,
  })
  const begun = await app.begin()
  const anna = await signIn(await world.visitor().open(begun.address), people.anna)
  t.deepEqual([...new URL(anna.url).searchParams.keys()].sort(), ['code', 'iss', 'state'])
  const { id_token = '' } = await app.finish(begun, anna.url)
  await anna.open(`/session/end?${new URLSearchParams({ id_token_hint: id_token })}`)
  t.notRegex(anna.html, /<iframe|\/front/)
})
