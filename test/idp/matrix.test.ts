import test from 'ava'
import * as oauth from 'oauth4webapi'
import { insecure, proofs, signIn, type TestApp, testApp, withNonce } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { type Answer, send } from '../support/visitor/wire.ts'

// Kinds of apps × what they may ask for × how they are refused, in one world: a row is a test.

const SECRET = 'a-secret-of-forty-three-characters-or-so-ok'
const LOOPBACK = 'http://127.0.0.1/cb'
const SCHEME = 'com.example.app:/cb'
const BOTH = ['authorization_code', 'refresh_token']

/** How each kind of app is registered. */
const KINDS = {
  'a web app with a key': { grant_types: BOTH },
  'a web app with a secret in the header': {
    token_endpoint_auth_method: 'client_secret_basic',
    client_secret: SECRET,
    grant_types: BOTH,
  },
  'a web app with a secret in the form': {
    token_endpoint_auth_method: 'client_secret_post',
    client_secret: SECRET,
    grant_types: BOTH,
  },
  'a browser app': {
    token_endpoint_auth_method: 'none',
    grant_types: BOTH,
    cors_origins: ['https://app.example'],
  },
  'a native app': {
    token_endpoint_auth_method: 'none',
    application_type: 'native',
    grant_types: BOTH,
    redirect_uris: [LOOPBACK, SCHEME],
  },
  'a service': { grant_types: ['client_credentials'], response_types: [], redirect_uris: [] },
  'a FAPI app': {
    profile: 'fapi2',
    grant_types: BOTH,
    require_pushed_authorization_requests: true,
    dpop_bound_access_tokens: true,
  },
  'an app of somebody else': { first_party: false },
} as const satisfies Record<string, Readonly<Record<string, unknown>>>

type Kind = keyof typeof KINDS

const torn: (() => unknown)[] = []
let world: TestIdp
let anna: Visitor
let DPoP: oauth.DPoPHandle
const apps = new Map<Kind, TestApp>()
const appOf = (kind: Kind): TestApp => apps.get(kind) as TestApp
const optionsFor = (kind: Kind) => (kind === 'a FAPI app' ? { ...insecure, DPoP } : insecure)

test.before(async () => {
  world = await idpWith({ teardown: (end) => void torn.push(end) })
  await openAccountOf(world.idp, people.anna)
  DPoP = await proofs()
  for (const kind of Object.keys(KINDS) as Kind[]) {
    const standing = { teardown: (end: () => unknown) => void torn.push(end) }
    apps.set(kind, await testApp(standing, world, KINDS[kind], kind === 'a FAPI app' ? { DPoP } : {}))
  }
  anna = await signIn(await world.visitor().open((await appOf('a web app with a key').begin()).address), people.anna)
})

test.after.always(async () => {
  for (const end of torn.toReversed()) await end()
})

const errorOf = async (answer: Response): Promise<string> => ((await answer.json()) as { error: string }).error

// Which grants a kind may use.

const ALLOWED: readonly (readonly [Kind, readonly string[]])[] = [
  ['a web app with a key', BOTH],
  ['a web app with a secret in the header', BOTH],
  ['a web app with a secret in the form', BOTH],
  ['a browser app', BOTH],
  ['a native app', BOTH],
  ['a service', ['client_credentials']],
  ['a FAPI app', BOTH],
  ['an app of somebody else', ['authorization_code']],
]

/** Asked well but for what is redeemed, which is nobody's: an app that may use the grant gets past everything before it. */
const ATTEMPTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  authorization_code: { code: 'nobodys', redirect_uri: 'https://app.example/cb', code_verifier: 'x'.repeat(43) },
  refresh_token: { refresh_token: 'nobodys' },
  client_credentials: {},
}

const attempt = (kind: Kind, grant: string): Promise<Response> => {
  const { as, client, auth } = appOf(kind)
  const ask = () => oauth.genericTokenEndpointRequest(as, client, auth, grant, ATTEMPTS[grant] ?? {}, optionsFor(kind))
  return ask().then(async (answer) => ((await errorOf(answer.clone())) === 'use_dpop_nonce' ? ask() : answer))
}

for (const [kind, allowed] of ALLOWED) {
  for (const grant of Object.keys(ATTEMPTS)) {
    const name = grant.replaceAll('_', ' ')
    if (!allowed.includes(grant)) {
      test(`${kind} may not use ${name}: 400 invalid_request`, async (t) => {
        const answer = await attempt(kind, grant)
        t.is(answer.status, 400)
        t.is(await errorOf(answer), 'invalid_request')
      })
    } else if (grant === 'client_credentials') {
      test(`${kind} may use ${name}`, async (t) => {
        const { as, client } = appOf(kind)
        const tokens = await oauth.processClientCredentialsResponse(as, client, await attempt(kind, grant))
        t.is(tokens.token_type, 'bearer')
        t.is(tokens.refresh_token, undefined)
      })
    } else {
      test(`${kind} may use ${name}, and with one that is nobody’s gets 400 invalid_grant`, async (t) => {
        const answer = await attempt(kind, grant)
        t.is(answer.status, 400)
        t.is(await errorOf(answer), 'invalid_grant')
      })
    }
  }
}

/** Those whose sign-in ends without a question to Anna, who is signed in. */
const SILENT: readonly Kind[] = [
  'a web app with a key',
  'a web app with a secret in the header',
  'a web app with a secret in the form',
  'a browser app',
  'a FAPI app',
]

for (const kind of SILENT) {
  test.serial(`${kind} signs Anna in, and refreshes`, async (t) => {
    const app = appOf(kind)
    const begun = await app.begin()
    await anna.open(begun.address)
    const { refresh_token: token = '', id_token } = await app.finish(begun, anna.url)
    t.truthy(id_token)
    const fresh = await withNonce(async () => {
      const answer = await oauth.refreshTokenGrantRequest(app.as, app.client, app.auth, token, optionsFor(kind))
      return oauth.processRefreshTokenResponse(app.as, app.client, answer)
    })
    t.is(fresh.token_type, kind === 'a FAPI app' ? 'dpop' : 'bearer')
  })
}

// How each kind proves who it is.

const IMPOSTORS: readonly (readonly [Kind, string, oauth.ClientAuth])[] = [
  ['a web app with a key', 'without an assertion', oauth.None()],
  ['a web app with a key', 'with a secret', oauth.ClientSecretPost(SECRET)],
  ['a web app with a secret in the header', 'with another secret', oauth.ClientSecretBasic('another')],
  ['a web app with a secret in the header', 'without one', oauth.None()],
  ['a web app with a secret in the form', 'with another secret', oauth.ClientSecretPost('another')],
  ['a web app with a secret in the form', 'with an assertion by its secret', oauth.ClientSecretJwt(SECRET)],
  ['a browser app', 'with a secret that it cannot have', oauth.ClientSecretPost(SECRET)],
  ['a native app', 'with a secret that it cannot have', oauth.ClientSecretBasic(SECRET)],
  ['a service', 'without an assertion', oauth.None()],
  ['a FAPI app', 'with a secret', oauth.ClientSecretBasic(SECRET)],
]

for (const [kind, how, auth] of IMPOSTORS) {
  test(`${kind} ${how} is answered 401 invalid_client, at every endpoint that asks who it is [R46]`, async (t) => {
    const { as, client } = appOf(kind)
    for (const answer of [
      await oauth.genericTokenEndpointRequest(as, client, auth, 'client_credentials', {}, insecure),
      await oauth.pushedAuthorizationRequest(as, client, auth, {}, insecure),
      await oauth.revocationRequest(as, client, auth, 'none', insecure),
    ]) {
      t.is(answer.status, 401, answer.url)
      t.is(await errorOf(answer), 'invalid_client', answer.url)
    }
  })
}

// Where a browser is sent: to the app with an error, or to a page of ours that leads nowhere.

type Outcome = { readonly asks: true } | { readonly app: string } | { readonly page: true }
const asks: Outcome = { asks: true }
const page: Outcome = { page: true }
const app = (error: string): Outcome => ({ app: error })

type Row = readonly [said: string, kind: Kind, change: Readonly<Record<string, string>>, outcome: Outcome]

const REQUESTS: readonly Row[] = [
  ['asks well', 'a web app with a key', {}, asks],
  ['asks well', 'a web app with a secret in the header', {}, asks],
  ['asks well', 'a browser app', {}, asks],
  ['asks well', 'an app of somebody else', {}, asks],
  // RFC 8252 §7.1, §7.3: any port of the loopback interface, and an own scheme
  ['asks from the port that it was given', 'a native app', { redirect_uri: 'http://127.0.0.1:53211/cb' }, asks],
  ['asks from another port', 'a native app', { redirect_uri: 'http://127.0.0.1:1024/cb' }, asks],
  ['asks by its own scheme', 'a native app', { redirect_uri: SCHEME }, asks],
  ['asks from another path', 'a native app', { redirect_uri: 'http://127.0.0.1:53211/other' }, page],
  ['asks from a name of the loopback', 'a native app', { redirect_uri: 'http://localhost:53211/cb' }, page],
  ['asks from elsewhere', 'a native app', { redirect_uri: 'http://192.0.2.7:53211/cb' }, page],
  ['asks by another path of its scheme', 'a native app', { redirect_uri: 'com.example.app:/other' }, page],
  ['asks by another scheme', 'a native app', { redirect_uri: 'com.example.evil:/cb' }, page],
  ['asks from another port', 'a web app with a key', { redirect_uri: 'http://localhost:1024/cb' }, page],
  // RFC 6749 §4.1.2.1
  ['names nobody', 'a web app with a key', { client_id: 'nobody' }, page],
  ['names no app', 'a web app with a key', { client_id: '' }, page],
  ['names no address', 'a web app with a key', { redirect_uri: '' }, page],
  ['names an address of another', 'a web app with a key', { redirect_uri: 'https://evil.example/cb' }, page],
  ['asks as if it were an app for people', 'a service', { redirect_uri: 'https://evil.example/cb' }, page],
  ['does not say what it wants', 'a web app with a key', { response_type: '' }, app('invalid_request')],
  ['wants what nobody gets', 'a web app with a key', { response_type: 'none' }, app('unsupported_response_type')],
  ['wants a scope that it may not', 'a web app with a key', { scope: 'openid offline_access email' }, asks],
  ['wants a scope with odd letters', 'a web app with a key', { scope: 'openid "' }, app('invalid_scope')],
  ['sends no challenge', 'a browser app', { code_challenge: '', code_challenge_method: '' }, app('invalid_request')],
  ['sends a plain challenge', 'a browser app', { code_challenge_method: 'plain' }, app('invalid_request')],
  ['wants an answer as nobody gets it', 'a browser app', { response_mode: 'smoke' }, app('unsupported_response_mode')],
  // OpenID Connect Core §3.1.2.6
  ['may not ask Anna’s stranger', 'a web app with a key', { prompt: 'none' }, app('login_required')],
  ['contradicts itself', 'a web app with a key', { prompt: 'none login' }, app('invalid_request')],
  ['wants another account chosen', 'a web app with a key', { prompt: 'select_account' }, app('invalid_request')],
  ['sends an age that is none', 'a web app with a key', { max_age: '-1' }, app('invalid_request')],
  ['sends claims that are none', 'a web app with a key', { claims: '{' }, app('invalid_request')],
  ['sends a hint by nobody', 'a web app with a key', { id_token_hint: 'a.b.c' }, app('invalid_request')],
  [
    'needs more than there is',
    'a web app with a key',
    { claims: '{"id_token":{"acr":{"essential":true,"value":"aal3"}}}' },
    app('unmet_authentication_requirements'),
  ],
  ['sends a request object by nobody', 'a web app with a key', { request: 'a.b.c' }, app('invalid_request_object')],
  [
    'keeps its request elsewhere',
    'a web app with a key',
    { request_uri: 'https://app.example/request' },
    app('request_uri_not_supported'),
  ],
  ['registers on the way', 'a web app with a key', { registration: '{}' }, app('registration_not_supported')],
  // RFC 9126 §2.2, §5
  [
    'names a pushed request that is not there',
    'a web app with a key',
    { request_uri: 'urn:ietf:params:oauth:request_uri:nothing' },
    app('invalid_request_uri'),
  ],
  ['does not push its request', 'a FAPI app', {}, app('invalid_request')],
]

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM'

const requestOf = ({ client, redirectUri }: TestApp, change: Readonly<Record<string, string>>): URLSearchParams => {
  const request = {
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid',
    state: 'of-the-app',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...change,
  }
  return new URLSearchParams(Object.entries(request).filter(([, value]) => value !== ''))
}

const saidOf = (outcome: Outcome): string => {
  if ('asks' in outcome) return 'is heard'
  return 'app' in outcome ? `gets ${outcome.app} at its address` : 'leads to a page of ours, and nowhere else'
}

for (const [said, kind, change, outcome] of REQUESTS) {
  test(`${kind} that ${said} ${saidOf(outcome)}: ${JSON.stringify(change)}`, async (t) => {
    const query = requestOf(appOf(kind), change)
    const answer = await send(`${world.url}/auth?${query}`, { method: 'GET', headers: { accept: 'text/html' } })
    const location = answer.headers.get('location')
    if ('page' in outcome) {
      t.is(answer.status, 400)
      t.is(location, null)
      t.regex(answer.body, /La connexion n’a pas pu commencer/)
    } else if ('asks' in outcome) {
      t.is(answer.status, 303)
      t.regex(location ?? '', /^\/interaction\/[\w-]+$/)
    } else {
      t.is(answer.status, 303)
      t.true(location?.startsWith(`${query.get('redirect_uri')}?`), String(location))
      const { error, state, iss } = Object.fromEntries(new URL(location ?? '').searchParams)
      t.deepEqual({ error, state, iss }, { error: outcome.app, state: 'of-the-app', iss: world.url })
    }
  })
}

/** Anna is signed in: what is still missing is said by name (OpenID Connect Core §3.1.2.6). */
for (const [kind, error] of [
  ['an app of somebody else', 'consent_required'],
  ['a native app', 'consent_required'],
] as const) {
  test(`${kind} that may not ask Anna, who has not agreed, gets ${error}`, async (t) => {
    const query = requestOf(appOf(kind), { prompt: 'none' })
    const cookie = anna.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const { headers } = await send(`${world.url}/auth?${query}`, { method: 'GET', headers: { cookie } })
    t.is(new URL(headers.get('location') ?? '').searchParams.get('error'), error)
  })
}

// What the endpoints for apps answer.

type Call = (as: TestApp) => Promise<Response>
const tokenCall =
  (grant: string, form: Readonly<Record<string, string>>): Call =>
  ({ as, client, auth }) =>
    oauth.genericTokenEndpointRequest(as, client, auth, grant, form, insecure)
const pushed =
  (change: Readonly<Record<string, string>>): Call =>
  (of) =>
    oauth.pushedAuthorizationRequest(of.as, of.client, of.auth, requestOf(of, change), insecure)
const revoke =
  (token: string): Call =>
  ({ as, client, auth }) =>
    oauth.revocationRequest(as, client, auth, token, insecure)

/** What no client library would send: its form is changed last. */
const spoilt =
  (change: (form: URLSearchParams) => void, call: Call): Call =>
  (of) =>
    call({
      ...of,
      auth: async (as, client, form, headers) => {
        await of.auth(as, client, form, headers)
        change(form)
      },
    })

const CALLS: readonly (readonly [said: string, kind: Kind, call: Call, status: number, error: string | undefined])[] = [
  // RFC 6749 §5.2
  ['redeems no code at all', 'a web app with a key', tokenCall('authorization_code', {}), 400, 'invalid_request'],
  ['uses a grant that is not there', 'a web app with a key', tokenCall('magic', {}), 400, 'unsupported_grant_type'],
  [
    'names no grant',
    'a web app with a key',
    spoilt((form) => form.delete('grant_type'), tokenCall('x', {})),
    400,
    'invalid_request',
  ],
  ['wants an odd scope', 'a service', tokenCall('client_credentials', { scope: '"' }), 400, 'invalid_scope'],
  // RFC 9126 §2.3
  ['pushes a request well', 'a web app with a key', pushed({}), 201, undefined],
  [
    'pushes what has been pushed',
    'a web app with a key',
    pushed({ request_uri: 'urn:x' }),
    400,
    'request_uri_not_supported',
  ],
  [
    'pushes an address of another',
    'a web app with a key',
    pushed({ redirect_uri: 'https://evil.example' }),
    400,
    'invalid_request',
  ],
  [
    'pushes what nobody gets',
    'a web app with a key',
    pushed({ response_type: 'none' }),
    400,
    'unsupported_response_type',
  ],
  ['pushes an odd scope', 'a web app with a key', pushed({ scope: 'openid "' }), 400, 'invalid_scope'],
  [
    'pushes as another app',
    'a web app with a key',
    spoilt((form) => form.set('client_id', 'nobody'), pushed({})),
    400,
    'invalid_request',
  ],
  [
    'says one thing twice',
    'a web app with a key',
    spoilt((form) => form.append('scope', 'openid'), pushed({})),
    400,
    'invalid_request',
  ],
  // RFC 7009 §2.2
  ['takes back what is not there', 'a web app with a key', revoke('nobodys'), 200, undefined],
  ['takes back a JWT', 'a web app with a key', revoke('e30.e30.e30'), 400, 'unsupported_token_type'],
  [
    'takes back nothing',
    'a web app with a key',
    spoilt((form) => form.delete('token'), revoke('x')),
    400,
    'invalid_request',
  ],
]

for (const [said, kind, call, status, error] of CALLS) {
  test(`${kind} that ${said} is answered ${status} ${error ?? ''}`.trimEnd(), async (t) => {
    const answer = await call(appOf(kind))
    const body = await answer.text()
    t.is(answer.status, status, body)
    t.is(body === '' ? undefined : (JSON.parse(body) as { error?: string }).error, error)
    t.is(answer.headers.get('cache-control'), 'no-store')
  })
}

// What userinfo answers (RFC 6750 §3.1, RFC 9449 §7.1).

const BEARERS: readonly (readonly [
  said: string,
  headers: Readonly<Record<string, string>>,
  query: string,
  status: number,
  challenge: RegExp,
])[] = [
  ['no token', {}, '', 401, /^Bearer realm="[^"]*", DPoP /],
  ['a token of nobody', { authorization: 'Bearer nobodys' }, '', 401, /^Bearer .*error="invalid_token"/],
  ['a token in the address', {}, '?access_token=nobodys', 400, /^Bearer .*error="invalid_request"/],
  ['a token by another scheme', { authorization: 'Basic eDp5' }, '', 400, /^Bearer .*error="invalid_request"/],
  ['a bound token without a proof', { authorization: 'DPoP nobodys' }, '', 400, /^DPoP .*error="invalid_request"/],
  ['a proof that is none', { authorization: 'DPoP nobodys', dpop: 'x' }, '', 401, /^DPoP .*error="invalid_dpop_proof"/],
]

for (const [said, headers, query, status, expected] of BEARERS) {
  test(`${said} opens nobody’s details: ${status}`, async (t) => {
    const answer: Answer = await send(`${world.url}/me${query}`, {
      method: 'GET',
      headers: { accept: 'application/json', ...headers },
    })
    t.is(answer.status, status)
    t.regex(answer.headers.get('www-authenticate') ?? '', expected)
    t.notRegex(answer.body, /Anna|sub/)
  })
}
