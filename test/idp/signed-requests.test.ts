import test, { type ExecutionContext } from 'ava'
import { exportJWK, generateKeyPair, importJWK, type JWTHeaderParameters, SignJWT, UnsecuredJWT } from 'jose'
import * as oauth from 'oauth4webapi'
import { signIn, type TestApp, testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import { send } from '../support/visitor/wire.ts'

// Requests that an app has signed (RFC 9101), and answers that we sign (JWT Secured Authorization Response Mode).

interface Stage extends TestIdp {
  readonly app: TestApp
}

async function stage(t: ExecutionContext, metadata: Readonly<Record<string, unknown>> = {}): Promise<Stage> {
  const world = await idpWith(t)
  await openAccountOf(world.idp, people.anna)
  return Object.assign(Object.create(world) as TestIdp, { app: await testApp(t, world, metadata) })
}

async function requestOf({ redirectUri }: TestApp, more: Readonly<Record<string, string>> = {}) {
  const [verifier, state, nonce] = [
    oauth.generateRandomCodeVerifier(),
    oauth.generateRandomState(),
    oauth.generateRandomNonce(),
  ]
  const parameters = {
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid profile email',
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...more,
  }
  return { parameters, verifier, state, nonce, address: '' }
}

const addressOf = ({ as, client }: TestApp, request: string, more: Readonly<Record<string, string>> = {}): string =>
  `${as.authorization_endpoint}?${new URLSearchParams({ client_id: client.client_id, request, ...more })}`

const signed = (
  { as, client, key }: TestApp,
  parameters: Record<string, string>,
  options?: oauth.ModifyAssertionOptions,
) => oauth.issueRequestObject(as, client, parameters, key, options)

test('what an app has signed is done, and what stands beside it in the address is not', async (t) => {
  const { app, visitor } = await stage(t)
  const begun = await requestOf(app)
  const request = await signed(app, begun.parameters)
  const outside = { state: 'changed', redirect_uri: 'https://evil.example', scope: 'openid', response_type: 'code' }
  const anna = await signIn(await visitor().open(addressOf(app, request, outside)), people.anna)
  t.is(new URL(anna.url).searchParams.get('state'), begun.state)
  const tokens = await app.finish(begun, anna.url)
  t.deepEqual(tokens.scope?.split(' ').sort(), ['email', 'openid', 'profile'])
})

test('a signed request may be pushed', async (t) => {
  const { app, visitor } = await stage(t)
  const begun = await requestOf(app)
  const { as, client, auth } = app
  const request = await signed(app, begun.parameters)
  const answer = await oauth.pushedAuthorizationRequest(
    as,
    client,
    auth,
    { request },
    { [oauth.allowInsecureRequests]: true },
  )
  const { request_uri } = await oauth.processPushedAuthorizationResponse(as, client, answer)
  const query = new URLSearchParams({ client_id: client.client_id, request_uri })
  const anna = await signIn(await visitor().open(`${as.authorization_endpoint}?${query}`), people.anna)
  t.truthy((await app.finish(begun, anna.url)).id_token)
})

/** A request object made by hand with one of an app's registered keys. */
async function handmade(t: ExecutionContext) {
  const keys = {
    ES256: await generateKeyPair('ES256', { extractable: true }),
    PS256: await generateKeyPair('PS256', { extractable: true }),
    EdDSA: await generateKeyPair('EdDSA', { extractable: true }),
  }
  const jwks = { keys: await Promise.all(Object.values(keys).map(({ publicKey }) => exportJWK(publicKey))) }
  const world = await stage(t, { jwks })
  const { app, url } = world
  const { client_id } = app.client
  const { parameters } = await requestOf(app)
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: client_id, aud: url, exp: now + 60, client_id, ...parameters }
  const ask = async (request: string, more: Readonly<Record<string, string>> = { redirect_uri: app.redirectUri }) => {
    const { status, headers } = await send(addressOf(app, request, more), {
      method: 'GET',
      headers: { accept: 'text/html' },
    })
    const location = headers.get('location') ?? ''
    return { status, location, error: URL.canParse(location) ? new URL(location).searchParams.get('error') : undefined }
  }
  const sign = (changes: object, header: Partial<JWTHeaderParameters> = {}, key = keys.ES256.privateKey) =>
    new SignJWT({ ...claims, ...changes })
      .setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', ...header } as JWTHeaderParameters)
      .sign(key)
  return { keys, claims, ask, sign, now, world }
}

test('ES256, PS256 and EdDSA sign a request; nothing weaker, a secret, or nobody does', async (t) => {
  const { keys, claims, ask, sign } = await handmade(t)
  for (const [alg, { privateKey }] of Object.entries(keys)) {
    t.regex((await ask(await sign({}, { alg }, privateKey))).location, /^\/interaction\//, alg)
  }
  const rsa = await importJWK({ ...(await exportJWK(keys.PS256.privateKey)) }, 'RS256')
  const stranger = await generateKeyPair('ES256')
  const secret = new TextEncoder().encode('a-secret-of-forty-three-characters-or-so-ok')
  const good = await sign({})
  for (const [name, request] of [
    ['RS256', await sign({}, { alg: 'RS256' }, rsa as CryptoKey)],
    ['HS256', await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret)],
    ['none', new UnsecuredJWT(claims).encode()],
    ['a stranger', await sign({}, {}, stranger.privateKey)],
    ['altered', good.replace(/.{6}$/, 'AAAAAA')],
    ['no JWT', 'a.b.c'],
  ] as const) {
    t.is((await ask(request)).error, 'invalid_request_object', name)
  }
})

test('a signed request is from its app, for us, ends within the hour and is no other kind of JWT', async (t) => {
  const { ask, sign, claims, now } = await handmade(t)
  for (const [changes, header = {}] of [
    [{ iss: 'somebody' }],
    [{ iss: undefined }],
    [{ aud: 'https://evil.example' }],
    [{ aud: undefined }],
    [{ client_id: 'somebody' }],
    [{ exp: now - 60 }],
    [{ exp: undefined }],
    [{ exp: now + 7200 }],
    [{ nbf: now + 600 }],
    [{ sub: claims.client_id }],
    [{ request: 'a.b.c' }],
    [{ request_uri: 'https://evil.example' }],
    [{}, { typ: 'logout+jwt' }],
  ] as const) {
    t.is((await ask(await sign(changes, header))).error, 'invalid_request_object', JSON.stringify([changes, header]))
  }
})

test('an error is not led to an address that only a request we cannot trust has named', async (t) => {
  const { ask, sign } = await handmade(t)
  for (const redirect_uri of ['https://evil.example', '']) {
    const answer = await ask(await sign({ redirect_uri: 'https://evil.example' }), redirect_uri ? { redirect_uri } : {})
    t.is(answer.status, 400)
    t.is(answer.location, '')
  }
})

test('a request is never fetched from elsewhere, and one that must be signed is not taken unsigned', async (t) => {
  const world = await stage(t, { require_signed_request_object: true })
  const { app, visitor } = world
  const begun = await requestOf(app)
  const ask = async (more: Record<string, string>): Promise<string | null> => {
    const query = new URLSearchParams({ client_id: app.client.client_id, redirect_uri: app.redirectUri, ...more })
    const page = await visitor().open(`${app.as.authorization_endpoint}?${query}`)
    return new URL(page.url).searchParams.get('error')
  }
  t.is(await ask({ ...begun.parameters, request_uri: 'https://evil.example/request' }), 'request_uri_not_supported')
  t.is(await ask({ ...begun.parameters, request_uri: `${app.redirectUri}/request` }), 'request_uri_not_supported')
  t.is(await ask(begun.parameters), 'invalid_request')
  const error = await t.throwsAsync(app.begin(), { instanceOf: oauth.ResponseBodyError })
  t.is(error.error, 'invalid_request')
  const anna = await signIn(await visitor().open(addressOf(app, await signed(app, begun.parameters))), people.anna)
  t.truthy((await app.finish(begun, anna.url)).id_token)
})

test('a request object is no client assertion, whatever else it says', async (t) => {
  const { app } = await stage(t)
  const object = await signed(
    app,
    {},
    {
      [oauth.modifyAssertion]: (_header, payload) => {
        payload['sub'] = app.client.client_id
      },
    },
  )
  const auth: oauth.ClientAuth = (_as, client, body) => {
    body.set('client_id', client.client_id)
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    body.set('client_assertion', object)
  }
  const answer = await oauth.revocationRequest(app.as, app.client, auth, 'none', {
    [oauth.allowInsecureRequests]: true,
  })
  t.is(answer.status, 401)
  t.like(await answer.json(), { error: 'invalid_client' })
})

test('an app that asks for signed answers gets its code, and its errors, signed', async (t) => {
  const { app, visitor } = await stage(t, { response_modes: ['query.jwt', 'jwt'] })
  const validate = (url: string, state: string) =>
    oauth.validateJwtAuthResponse(app.as, app.client, new URL(url), state, { [oauth.allowInsecureRequests]: true })
  for (const response_mode of ['query.jwt', 'jwt']) {
    const begun = await app.begin({ response_mode })
    const anna = await signIn(await visitor().open(begun.address), people.anna)
    t.deepEqual([...new URL(anna.url).searchParams.keys()], ['response'])
    const parameters = await validate(anna.url, begun.state)
    const answer = await app.redeem({ parameters, verifier: begun.verifier })
    t.is(answer.status, 200)
    const refused = await app.begin({ response_mode, prompt: 'none' })
    const stranger = await visitor().open(refused.address)
    const error = await t.throwsAsync(validate(stranger.url, refused.state), {
      instanceOf: oauth.AuthorizationResponseError,
    })
    t.is(error.error, 'login_required')
    await t.throwsAsync(validate(stranger.url.replace(/.{6}$/, 'AAAAAA'), refused.state), { message: /signature/ })
  }
  await t.throwsAsync(app.begin({ response_mode: 'query' }), { instanceOf: oauth.ResponseBodyError })
})

test('an app that did not ask for signed answers cannot have one', async (t) => {
  const { app } = await stage(t)
  for (const response_mode of ['query.jwt', 'jwt', 'fragment.jwt', 'form_post.jwt']) {
    const error = await t.throwsAsync(app.begin({ response_mode }), { instanceOf: oauth.ResponseBodyError })
    t.is(error.error, 'invalid_request', response_mode)
  }
})
