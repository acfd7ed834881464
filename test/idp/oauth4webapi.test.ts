import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { insecure, signIn, type TestApp, testApp } from '../support/app.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import { send } from '../support/visitor/wire.ts'

interface Stage extends TestIdp {
  readonly app: TestApp
  readonly sub: string
}

async function stage(t: ExecutionContext, database: DatabaseKind = 'sqlite'): Promise<Stage> {
  const world = await idpWith(t, { database })
  const sub = await openAccountOf(world.idp, people.anna)
  return Object.assign(Object.create(world) as TestIdp, { app: await testApp(t, world), sub })
}

/** Anna signs in as far as the app's own address, which holds the code. */
async function codeOf({ app, visitor }: Stage, more?: Readonly<Record<string, string>>) {
  const begun = await app.begin(more)
  const anna = await visitor().open(begun.address)
  await signIn(anna, people.anna)
  return { begun, anna, arrival: anna.url }
}

for (const database of DATABASES) {
  test(`an independent client signs in by code, PKCE, PAR and private_key_jwt, on ${database} [R47]`, async (t) => {
    const world = await stage(t, database)
    const { begun, arrival } = await codeOf(world)
    const tokens = await world.app.finish(begun, arrival)
    const claims = oauth.getValidatedIdTokenClaims(tokens)
    t.like(claims, { sub: world.sub, iss: world.url, aud: world.app.client.client_id, nonce: begun.nonce })
    t.deepEqual(claims?.['amr'], ['pwd'])
    t.is(claims?.['acr'], 'aal1')
    t.is(typeof claims?.['sid'], 'string')
    t.true(Math.abs(Number(claims?.auth_time) - Date.now() / 1000) < 30)
    t.true(Number(claims?.exp) - Number(claims?.iat) <= 600)
    t.is(tokens.refresh_token, undefined)
    const { app, sub } = world
    const answer = await oauth.userInfoRequest(app.as, app.client, tokens.access_token, insecure)
    t.like(await oauth.processUserInfoResponse(app.as, app.client, sub, answer), {
      name: 'Anna Lindqvist',
      civility: 'madame',
      email: people.anna.email,
      email_verified: true,
      locale: 'fr',
    })
  })

  test.serial(`of fifty who redeem one code at once, one gets tokens, on ${database} [R44]`, async (t) => {
    const world = await stage(t, database)
    const { begun, arrival } = await codeOf(world)
    const parameters = oauth.validateAuthResponse(world.app.as, world.app.client, new URL(arrival), begun.state)
    const redeemed = Array.from({ length: 50 }, () => world.app.redeem({ parameters, verifier: begun.verifier }))
    const statuses = (await Promise.all(redeemed)).map(({ status }) => status)
    t.is(statuses.filter((status) => status === 200).length, 1)
    t.true(
      statuses.every((status) => status === 200 || status === 400),
      String(statuses),
    )
  })
}

test('a code that is used again later ends what it had given [R44]', async (t) => {
  const world = await stage(t)
  const { app } = world
  const { begun, arrival } = await codeOf(world)
  const { access_token } = await app.finish(begun, arrival)
  const parameters = oauth.validateAuthResponse(app.as, app.client, new URL(arrival), begun.state)
  t.is((await app.redeem({ parameters, verifier: begun.verifier })).status, 400)
  t.is((await oauth.userInfoRequest(app.as, app.client, access_token, insecure)).status, 401)
})

test('a code is good for its verifier, its address and its app only [R42][R44]', async (t) => {
  const world = await stage(t)
  const other = await testApp(t, world)
  for (const wrong of [
    { verifier: oauth.generateRandomCodeVerifier() },
    { redirectUri: `${world.app.redirectUri}/` },
    { by: other },
  ]) {
    const { begun, arrival } = await codeOf(world)
    const parameters = oauth.validateAuthResponse(world.app.as, world.app.client, new URL(arrival), begun.state)
    const { by = world.app, ...change } = wrong
    const answer = await by.redeem({
      parameters,
      verifier: begun.verifier,
      redirectUri: world.app.redirectUri,
      ...change,
    })
    t.is(answer.status, 400)
    t.like(await answer.json(), { error: 'invalid_grant' })
  }
})

/** What the provider answers to a request that the browser carries, or that the app pushes. */
async function refusals({ app, visitor }: Stage, parameters: Record<string, string>) {
  const asked = new URLSearchParams(parameters)
  const pushed = await oauth.pushedAuthorizationRequest(app.as, app.client, app.auth, asked, insecure)
  const anna = await visitor().open(`${app.as.authorization_endpoint}?${asked}`)
  return { pushed: pushed.status, front: anna }
}

test('PKCE with S256 is asked of everybody [R42]', async (t) => {
  const world = await stage(t)
  const { app } = world
  const request = {
    client_id: app.client.client_id,
    redirect_uri: app.redirectUri,
    response_type: 'code',
    scope: 'openid',
  }
  const challenge = await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier())
  for (const pkce of [
    {},
    { code_challenge: challenge, code_challenge_method: 'plain' },
    { code_challenge: challenge },
    { code_challenge_method: 'S256' },
    { code_challenge: 'short', code_challenge_method: 'S256' },
  ]) {
    const { pushed, front } = await refusals(world, { ...request, ...pkce })
    t.is(pushed, 400, JSON.stringify(pkce))
    t.true(front.url.startsWith(`${app.redirectUri}?error=invalid_request`), front.url)
  }
})

test('only the code flow is there, answered by query [R41]', async (t) => {
  const world = await stage(t)
  const { app } = world
  t.deepEqual(app.as.response_types_supported, ['code'])
  t.deepEqual(app.as.code_challenge_methods_supported, ['S256'])
  t.false(app.as.grant_types_supported?.includes('implicit'))
  const challenge = await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier())
  const request = {
    client_id: app.client.client_id,
    redirect_uri: app.redirectUri,
    scope: 'openid',
    nonce: 'n',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  }
  for (const response_type of ['token', 'id_token', 'code id_token', 'none', 'id_token token']) {
    const { pushed } = await refusals(world, { ...request, response_type })
    t.is(pushed, 400, response_type)
  }
  for (const response_mode of ['fragment', 'form_post', 'web_message']) {
    const { pushed } = await refusals(world, { ...request, response_type: 'code', response_mode })
    t.is(pushed, 400, response_mode)
  }
})

test('no address but a registered one is ever led to [R43]', async (t) => {
  const world = await stage(t)
  const { app } = world
  const known = new URL(app.redirectUri)
  const port = Number(known.port)
  const challenge = await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier())
  for (const redirect_uri of [
    `${app.redirectUri}/`,
    `${app.redirectUri}?x=1`,
    `${app.redirectUri}#x`,
    `${known.origin}/CB`,
    `${known.origin}/`,
    `${known.origin}/x/../cb`,
    `${known.origin}/%63b`,
    `${known.origin}//cb`,
    `${known.origin}/cb%2f`,
    `${known.origin}\\@evil.example/cb`,
    `http://localhost:${port + 1}/cb`,
    `http://127.0.0.1:${port}/cb`,
    `http://localhost.:${port}/cb`,
    `https://localhost:${port}/cb`,
    `http://anna@localhost:${port}/cb`,
    `http://localhost:${port}@evil.example/cb`,
    'https://evil.example/cb',
    '//evil.example/cb',
    'javascript:alert(1)',
    '',
  ]) {
    const { pushed, front } = await refusals(world, {
      client_id: app.client.client_id,
      redirect_uri,
      response_type: 'code',
      scope: 'openid',
      code_challenge: challenge,
      code_challenge_method: 'S256',
    })
    t.is(pushed, 400, redirect_uri)
    t.is(front.status, 400, redirect_uri)
    t.is(new URL(front.url).origin, world.url, redirect_uri)
    t.is(front.heading, 'La connexion n’a pas pu commencer.', redirect_uri)
  }
})

test('a client assertion is good once, whoever is first [R46]', async (t) => {
  const world = await stage(t)
  const { app } = world
  let assertion = ''
  const spy: oauth.ClientAuth = async (as, client, body, headers) => {
    await app.auth(as, client, body, headers)
    assertion = body.get('client_assertion') ?? ''
  }
  const parameters = new URLSearchParams({ token: 'none' })
  const first = await oauth.revocationRequest(app.as, app.client, spy, parameters.get('token') ?? '', insecure)
  t.is(first.status, 200)
  const again = () =>
    oauth.revocationRequest(
      app.as,
      app.client,
      (_as, client, body) => {
        body.set('client_id', client.client_id)
        body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
        body.set('client_assertion', assertion)
      },
      'none',
      insecure,
    )
  t.true((await again()).status >= 400)
  const used = assertion
  await oauth.revocationRequest(
    app.as,
    app.client,
    async (as, client, body, headers) => {
      await app.auth(as, client, body, headers)
      assertion = body.get('client_assertion') ?? ''
      body.set('client_assertion', used)
    },
    'none',
    insecure,
  )
  const statuses = (await Promise.all(Array.from({ length: 30 }, again))).map(({ status }) => status)
  t.is(statuses.filter((status) => status === 200).length, 1, String(statuses))
  t.true(statuses.every((status) => status < 500))
})

test('what the provider says of itself never depends on who asks [R48]', async (t) => {
  const world = await stage(t)
  const path = '/.well-known/openid-configuration'
  const plain = await send(`${world.url}${path}`, { method: 'GET', headers: {} })
  for (const headers of [
    { 'x-forwarded-host': 'evil.example' },
    { 'x-forwarded-proto': 'https' },
    { forwarded: 'host=evil.example;proto=https' },
    { 'x-forwarded-host': 'evil.example', 'x-forwarded-for': '127.0.0.1', 'x-forwarded-port': '1' },
  ]) {
    const told = await send(`${world.url}${path}`, { method: 'GET', headers })
    t.is(told.body, plain.body)
  }
  t.is((await send(`${world.url}${path}`, { method: 'GET', headers: { host: 'evil.example' } })).status, 421)
  const metadata = JSON.parse(plain.body) as Record<string, unknown>
  for (const [name, value] of Object.entries(metadata)) {
    if (typeof value === 'string' && /endpoint|_uri$|issuer/.test(name)) t.true(value.startsWith(world.url), name)
  }
})

test('nothing leads on with 307, and no token stands in an address [R51]', async (t) => {
  const world = await stage(t)
  const { anna } = await codeOf(world)
  t.true(anna.steps.length >= 3)
  t.true(anna.steps.every((step) => /^(GET|POST) /.test(step) && !/token=|password/.test(step)))
  t.deepEqual(anna.steps.filter((step) => step.startsWith('POST')).length, 1)
})
