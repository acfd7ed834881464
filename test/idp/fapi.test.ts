import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { insecure, proofs, signIn, type TestApp, testApp, withNonce } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'

// The profile that takes choices away: FAPI 2.0 Security Profile (final), a rule at a time.

const FAPI = {
  profile: 'fapi2',
  require_pushed_authorization_requests: true,
  dpop_bound_access_tokens: true,
  grant_types: ['authorization_code', 'refresh_token'],
}

interface Stage extends TestIdp {
  readonly app: TestApp
  readonly DPoP: oauth.DPoPHandle
}

async function stage(t: ExecutionContext, metadata: Readonly<Record<string, unknown>> = {}): Promise<Stage> {
  const world = await idpWith(t)
  await openAccountOf(world.idp, people.anna)
  const DPoP = await proofs()
  const app = await testApp(t, world, { ...FAPI, ...metadata }, { DPoP })
  return Object.assign(Object.create(world) as TestIdp, { app, DPoP })
}

async function codeOf({ app, visitor }: Stage) {
  const begun = await app.begin()
  const anna = await signIn(await visitor().open(begun.address), people.anna)
  return { begun, arrival: anna.url }
}

test('a FAPI app signs people in, gets bound tokens, and is told by whom it was answered', async (t) => {
  const world = await stage(t)
  const { begun, arrival } = await codeOf(world)
  t.is(new URL(arrival).searchParams.get('iss'), world.url)
  const tokens = await world.app.finish(begun, arrival)
  t.is(tokens.token_type, 'dpop')
  t.is(tokens.expires_in, 300)
  t.truthy(tokens.refresh_token)
})

const WRONG: readonly (readonly [name: string, metadata: Readonly<Record<string, unknown>>])[] = [
  ['a public app', { token_endpoint_auth_method: 'none' }],
  [
    'an app with a shared secret',
    { token_endpoint_auth_method: 'client_secret_basic', client_secret: 'a-secret-of-forty-three-characters-or-so-ok' },
  ],
  ['an app that may sign by RS256', { token_endpoint_auth_signing_alg: 'RS256' }],
  ['an app that does not say how it signs', { token_endpoint_auth_signing_alg: undefined }],
  ['an app that need not push its requests', { require_pushed_authorization_requests: false }],
  ['an app whose tokens are bearer tokens', { dpop_bound_access_tokens: false }],
  ['an app that wants RS256 ID tokens', { id_token_signed_response_alg: 'RS256' }],
  ['an app with an address in clear text', { redirect_uris: ['http://app.example/cb'] }],
  ['an app with an address of its own scheme', { redirect_uris: ['app:/cb'], application_type: 'native' }],
  ['an app of a profile that is not there', { profile: 'fapi1' }],
]

for (const [name, metadata] of WRONG) {
  test(`${name} is no FAPI app`, async (t) => {
    const { app } = await stage(t, metadata)
    const error = await t.throwsAsync(app.begin(), { instanceOf: oauth.ResponseBodyError })
    t.regex(error.error, /^invalid_(client_metadata|redirect_uri)$/)
    t.true(error.error_description?.startsWith(Object.keys(metadata)[0] ?? '?'), error.error_description)
  })
}

test('a FAPI app’s request is pushed, by an app that has proven who it is; it is good for a minute', async (t) => {
  const world = await stage(t)
  const { app, visitor } = world
  const challenge = await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier())
  const parameters = new URLSearchParams({
    client_id: app.client.client_id,
    redirect_uri: app.redirectUri,
    response_type: 'code',
    scope: 'openid',
    code_challenge: challenge,
    code_challenge_method: 'S256',
  })
  const front = await visitor().open(`${app.as.authorization_endpoint}?${parameters}`)
  t.is(new URL(front.url).searchParams.get('error'), 'invalid_request')
  const push = async (auth: oauth.ClientAuth, change: Record<string, string> = {}) => {
    const asked = new URLSearchParams({ ...Object.fromEntries(parameters), ...change })
    return withNonce(async () => {
      const answer = await oauth.pushedAuthorizationRequest(app.as, app.client, auth, asked, {
        ...insecure,
        DPoP: world.DPoP,
      })
      return oauth.processPushedAuthorizationResponse(app.as, app.client, answer)
    })
  }
  t.true((await push(app.auth)).expires_in <= 60)
  const unknown = await t.throwsAsync(push(oauth.None()), { instanceOf: oauth.ResponseBodyError })
  t.is(unknown.error, 'invalid_client')
  for (const change of [{ code_challenge_method: 'plain' }, { code_challenge: '' }, { redirect_uri: '' }]) {
    const error = await t.throwsAsync(push(app.auth, change), { instanceOf: oauth.ResponseBodyError })
    t.is(error.error, 'invalid_request', JSON.stringify(change))
  }
})

test('a FAPI app’s code is redeemed with a proof only, and lives for a minute', async (t) => {
  const world = await stage(t)
  const { app } = world
  const { begun, arrival } = await codeOf(world)
  const parameters = oauth.validateAuthResponse(app.as, app.client, new URL(arrival), begun.state)
  const { as, client, auth, redirectUri } = app
  const bare = await oauth.authorizationCodeGrantRequest(
    as,
    client,
    auth,
    parameters,
    redirectUri,
    begun.verifier,
    insecure,
  )
  t.like(await bare.json(), { error: 'invalid_grant' })
  const row = (await world.idp.db('engine_object').where({ model: 'AuthorizationCode' }).first('expires_at')) as {
    expires_at: number
  }
  t.true(row.expires_at - Date.now() <= 120_000, 'a minute, and a minute that it is kept')
})

test('a FAPI app keeps its refresh token, so that none is lost on its way; others get a new one each time', async (t) => {
  const world = await stage(t)
  const refresh = async ({ as, client, auth }: TestApp, token: string, options: object) =>
    withNonce(async () => {
      const answer = await oauth.refreshTokenGrantRequest(as, client, auth, token, { ...insecure, ...options })
      return oauth.processRefreshTokenResponse(as, client, answer)
    })
  const { begun, arrival } = await codeOf(world)
  const { refresh_token: own = '' } = await world.app.finish(begun, arrival)
  for (let n = 0; n < 3; n += 1) {
    const again = await refresh(world.app, own, { DPoP: world.DPoP })
    t.is(again.refresh_token, own)
    t.is(again.token_type, 'dpop')
  }
  await t.throwsAsync(refresh(world.app, own, {}), { instanceOf: oauth.ResponseBodyError })
  const other = await testApp(t, world, { grant_types: FAPI.grant_types })
  const another = await codeOf(Object.assign(Object.create(world) as Stage, { app: other }))
  const { refresh_token: first = '' } = await other.finish(another.begun, another.arrival)
  t.not((await refresh(other, first, {})).refresh_token, first)
})

test('a client assertion that was made for later is not good now', async (t) => {
  const { app } = await stage(t)
  const revoke = async (aheadSeconds: number): Promise<number> => {
    const auth = oauth.PrivateKeyJwt(app.key, {
      [oauth.modifyAssertion]: (_header, payload) => {
        const iat = Math.floor(Date.now() / 1000) + aheadSeconds
        Object.assign(payload, { iat, exp: iat + 60, nbf: undefined })
      },
    })
    return (await oauth.revocationRequest(app.as, app.client, auth, 'none', insecure)).status
  }
  t.is(await revoke(0), 200)
  t.is(await revoke(30), 200, 'clocks differ')
  for (const ahead of [120, 86_400, 1e9]) t.is(await revoke(ahead), 401, String(ahead))
})

test('a FAPI app’s assertion names us as its audience, alone, and by our name', async (t) => {
  const { app, url } = await stage(t)
  const revoke = async (aud: unknown): Promise<number> => {
    const auth = oauth.PrivateKeyJwt(app.key, {
      [oauth.modifyAssertion]: (_header, payload) => {
        payload['aud'] = aud as string
      },
    })
    return (await oauth.revocationRequest(app.as, app.client, auth, 'none', insecure)).status
  }
  t.is(await revoke(url), 200)
  for (const aud of [[url], `${url}/token`, `${url}/`, [url, 'https://evil.example']]) {
    t.is(await revoke(aud), 401, String(aud))
  }
})
