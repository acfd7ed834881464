import type { ServerResponse } from 'node:http'
import test, { type ExecutionContext } from 'ava'
import { base64url, type JWTPayload, SignJWT } from 'jose'
import { MINUTE } from '../../shared/time.ts'
import {
  CLIENT_ID,
  epoch,
  type FakeProvider,
  fakeProvider,
  type Keys,
  type Lies,
  makeKeys,
  type Reply,
  SUBJECT,
  signToken,
} from '../support/fake-provider.ts'
import { portalWith, type TestPortal } from '../support/portal.ts'
import type { Visitor } from '../support/visitor/visitor.ts'

// A provider that is honest but for one lie. Whatever the lie, the portal shows a calm page and opens no session.

interface Scene extends TestPortal {
  readonly provider: FakeProvider
  readonly mira: Visitor
}

/** So many portals run at once. */
let free = 6
const waiting: (() => void)[] = []

async function takePlace(t: ExecutionContext): Promise<void> {
  if (free > 0) free -= 1
  else await new Promise<void>((resolve) => waiting.push(resolve))
  t.teardown(() => {
    const next = waiting.shift()
    if (next) next()
    else free += 1
  })
}

async function scene(t: ExecutionContext): Promise<Scene> {
  await takePlace(t)
  const provider = await fakeProvider(t)
  const portal = await portalWith(t, { issuer: provider.url })
  return { ...portal, provider, mira: portal.visitor() }
}

const NOT_SIGNED_IN = 'La connexion n’a pas abouti.'
const AWAY = 'La connexion est momentanément indisponible.'
const STALE = 'Cette page a expiré.'

/** Calm page, no session, no cookie of one, nobody kept as a customer, and nothing secret in the log. */
async function refused(t: ExecutionContext, { mira, portal, provider, log }: Scene, heading = NOT_SIGNED_IN) {
  t.is(mira.heading, heading, `${mira.url} ${mira.text}`)
  t.is(mira.status, heading === AWAY ? 503 : 400)
  t.deepEqual(await portal.db('session'), [])
  t.deepEqual(await portal.db('customer'), [])
  t.is(mira.cookie('mybmwfs_session'), undefined)
  const lines = JSON.stringify(log.entries)
  t.deepEqual(
    provider.told.filter((secret) => secret.length > 8 && lines.includes(secret)),
    [],
    'something secret in the log',
  )
  t.notRegex(lines, /eyJ[\w-]{10,}\./)
  t.notRegex(mira.html, /eyJ[\w-]{10,}\./)
}

/** One test for each lie: the name says what is told. */
function refuses(name: string, requirement: string, lies: (of: () => FakeProvider) => Lies, options: Told = {}): void {
  test(`the portal refuses ${name} ${requirement}`, async (t) => {
    const stage = await scene(t)
    stage.provider.lies = lies(() => stage.provider)
    await stage.mira.open(options.from ?? '/login')
    await refused(t, stage, options.heading)
  })
}
interface Told {
  readonly from?: string
  readonly heading?: string
}

const saying = (changes: JWTPayload): Lies => ({ claims: (honest) => ({ ...honest, ...changes }) })
const without = (name: string): Lies => ({
  claims: ({ ...claims }) => {
    delete claims[name]
    return claims
  },
})
const encode = (value: object | string): string =>
  base64url.encode(typeof value === 'string' ? value : JSON.stringify(value))

test('the portal takes the honest provider at its word, so that each refusal below is for the lie alone [R55]', async (t) => {
  const { mira, portal, provider } = await scene(t)
  await mira.open('/login')
  t.is(mira.path, '/home', mira.text)
  t.is((await portal.db('session')).length, 1)
  await mira.open('/login?step_up=1')
  t.is(mira.path, '/home', mira.text)
  t.deepEqual({ ...provider.asked }, { discovery: 1, jwks: 1, pushed: 2, authorization: 2, tokens: 2, userinfo: 2 })
})

// -- what the ID token says

refuses('an ID token of another issuer', '[R55]', () => saying({ iss: 'https://id.example' }))
refuses('an ID token for another app', '[R55]', () => saying({ aud: 'another-app' }))
refuses('an ID token without an audience', '[R55]', () => without('aud'))
refuses('an ID token whose authorised party is another app', '[R55]', () => saying({ azp: 'another-app' }))
refuses('an ID token for several apps that names no authorised party', '[R55]', () =>
  saying({ aud: [CLIENT_ID, 'another-app'] }),
)
refuses('an ID token for several apps whose authorised party is another', '[R55]', () =>
  saying({ aud: [CLIENT_ID, 'another-app'], azp: 'another-app' }),
)
refuses('an expired ID token', '[R55]', () => saying({ iat: epoch() - 700, exp: epoch() - 100 }))
refuses('an ID token without an end', '[R55]', () => without('exp'))
refuses('an ID token whose end is a word', '[R55]', () => saying({ exp: 'never' as never }))
refuses('an ID token that is not valid yet', '[R55]', () => saying({ nbf: epoch() + 300 }))
refuses('an ID token made in the future', '[R55]', () => saying({ iat: epoch() + 300 }))
refuses('an ID token made an hour ago', '[R55]', () => saying({ iat: epoch() - 3600 }))
refuses('an ID token that does not say when it was made', '[R55]', () => without('iat'))
refuses('an ID token without a nonce', '[R54][R55]', () => without('nonce'))
refuses('an ID token with the nonce of another sign-in', '[R54][R55]', () => saying({ nonce: 'another' }))
refuses('an ID token of nobody', '[R55]', () => without('sub'))
refuses('an ID token whose subject is empty', '[R55]', () => saying({ sub: '' }))
refuses('an ID token whose subject is a number', '[R55]', () => saying({ sub: 7 as never }))
refuses('an ID token whose subject is longer than OpenID Connect allows', '[R55]', () => {
  const sub = 'x'.repeat(300)
  return { ...saying({ sub }), userinfo: (honest) => ({ ...honest, sub }) }
})
refuses('an ID token whose subject holds a NUL', '[R55]', () => {
  const sub = 'a-\0-customer'
  return { ...saying({ sub }), userinfo: (honest) => ({ ...honest, sub }) }
})

// -- how it is signed

const signedWith = (sign: NonNullable<Lies['idToken']>): Lies => ({ idToken: sign })

refuses('an ID token with alg none', '[R47][R55]', () =>
  signedWith((claims) => `${encode({ alg: 'none' })}.${encode(claims)}.`),
)
refuses('an ID token with alg none that names a key', '[R47][R55]', () =>
  signedWith((claims) => `${encode({ alg: 'none', kid: 'es' })}.${encode(claims)}.${encode('signature')}`),
)
refuses('an ID token whose signature was taken off', '[R55]', () =>
  signedWith((_, honest) => `${honest.split('.').slice(0, 2).join('.')}.`),
)
refuses('an ID token of two parts', '[R55]', () => signedWith((_, honest) => honest.split('.').slice(0, 2).join('.')))
refuses('an ID token with HS256 by the public key as its secret', '[R47][R55]', (of) =>
  signedWith((claims) =>
    new SignJWT(claims)
      .setProtectedHeader({ alg: 'HS256', kid: 'es' })
      .sign(new TextEncoder().encode(JSON.stringify(of().es256.publicJwk))),
  ),
)
refuses('an ID token with HS256 by the name of the client', '[R47][R55]', () =>
  signedWith((claims) =>
    new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(CLIENT_ID.padEnd(32))),
  ),
)
refuses('an ID token with RS256 where ES256 was agreed', '[R47][R55]', (of) =>
  signedWith((claims) => signToken(claims, of().rs256)),
)
refuses('an ID token by a key that the provider does not publish', '[R47][R55][R56]', () =>
  signedWith(async (claims) => signToken(claims, await makeKeys('ES256', 'foreign'))),
)
refuses('an ID token by a foreign key under the name of a known one', '[R47][R55]', () =>
  signedWith(async (claims) => signToken(claims, await makeKeys('ES256', 'es'))),
)
refuses('an ID token by a foreign key without a name', '[R47][R55]', () =>
  signedWith(async (claims) => signToken(claims, await makeKeys('ES256', 'es'), { kid: undefined })),
)
refuses('an ID token that brings its own key along', '[R47][R55]', () =>
  signedWith(async (claims) => {
    const foreign = await makeKeys('ES256', 'es')
    return signToken(claims, foreign, { jwk: foreign.publicJwk })
  }),
)
refuses('an ID token that says where its key lies', '[R47][R55]', (of) =>
  signedWith(async (claims) => signToken(claims, await makeKeys('ES256', 'x'), { jku: `${of().url}/evil-jwks` })),
)
refuses('an ID token with an extension that must be understood', '[R55]', (of) =>
  signedWith(async (claims) => {
    const header = encode({ alg: 'ES256', kid: 'es', crit: ['exp'], exp: 1 })
    const body = `${header}.${encode(claims)}`
    const signature = await crypto.subtle.sign(
      { name: 'ECDSA', hash: 'SHA-256' },
      of().es256.privateKey,
      new TextEncoder().encode(body),
    )
    return `${body}.${base64url.encode(new Uint8Array(signature))}`
  }),
)
refuses('an ID token whose words were altered after it was signed', '[R55]', () =>
  signedWith((claims, honest) => {
    const [header, , signature] = honest.split('.')
    return `${header}.${encode({ ...claims, sid: 'another' })}.${signature}`
  }),
)
refuses('an ID token whose signature was altered', '[R55]', () =>
  signedWith((_, honest) => `${honest.slice(0, -8)}${honest.endsWith('AAAAAAAA') ? 'BBBBBBBB' : 'AAAAAAAA'}`),
)
refuses('an ID token that is encrypted, which nobody asked for', '[R55]', () =>
  signedWith(() => `${encode({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d`),
)
refuses('an ID token that is no token', '[R55]', () => signedWith(() => '{"sub":"a-customer"}'))

// -- how fresh the sign-in is, if it was asked

const recently: Told = { from: '/login?step_up=1' }
refuses(
  'a sign-in of an hour ago where a fresh one was asked',
  '[R34][R55]',
  () => saying({ auth_time: epoch() - 3600 }),
  recently,
)
refuses(
  'a sign-in that does not say when it was, where a fresh one was asked',
  '[R34][R55]',
  () => without('auth_time'),
  recently,
)
refuses('a sign-in in the future, which would be fresh for long', '[R34][R55]', () =>
  saying({ auth_time: epoch() + 86_400 }),
)
refuses('a sign-in whose instant is a word', '[R34][R55]', () => saying({ auth_time: 'now' as never }))

// -- the way back

const back = (change: (query: URLSearchParams) => void): Lies => ({
  authorization: (honest) => {
    change(honest)
    return honest
  },
})
refuses('the way back from another issuer', '[R48][R55]', () => back((query) => query.set('iss', 'https://id.example')))
refuses('the way back that does not say from whom, though it was announced', '[R48][R55]', () =>
  back((query) => query.delete('iss')),
)
refuses('the way back from two issuers', '[R48][R55]', () => back((query) => query.append('iss', 'https://id.example')))
refuses('the way back with two codes', '[R54]', () => back((query) => query.append('code', 'another')))
refuses('the way back without a code', '[R54]', () => back((query) => query.delete('code')))
refuses('the way back with two states', '[R54]', () => back((query) => query.append('state', 'another')))
refuses('the way back with another state', '[R54]', () => back((query) => query.set('state', 'another')), {
  heading: STALE,
})
refuses('the way back without a state', '[R54]', () => back((query) => query.delete('state')), { heading: STALE })
refuses('the way back with a token in the address', '[R51][R54]', () =>
  back((query) => {
    query.delete('code')
    query.set('id_token', 'a.b.c')
    query.set('access_token', 'a')
  }),
)

test('the portal refuses a way back that was used, and one begun in another browser [R54]', async (t) => {
  const stage = await scene(t)
  let way = ''
  stage.provider.lies = {
    authorization: (honest) => {
      way = `/callback?${honest}`
      return new URLSearchParams({ state: 'lost' })
    },
  }
  const { mira } = stage
  await mira.open('/login')
  const miras = way
  const stranger = await stage.visitor().open(miras)
  t.is(stranger.heading, STALE)
  const other = await stage.visitor().open('/login')
  await other.open(miras)
  await refused(t, { ...stage, mira: other }, STALE)
  t.is(stage.provider.asked.tokens, 0)
  stage.provider.lies = { tokens: () => ({ error: 'invalid_grant' }) }
  await mira.open('/login')
  const used = mira.url
  await refused(t, stage)
  stage.provider.lies = {}
  await mira.open(used)
  await refused(t, stage, STALE)
  t.is(stage.provider.asked.tokens, 1)
})

test('what a provider says of an error is neither shown nor logged as it is [R40][R55]', async (t) => {
  const evil = '"><script>alert(1)</script>\r\nset-cookie: a=b'
  const stage = await scene(t)
  const lies: Lies[] = [
    back((query) => {
      query.delete('code')
      query.set('error', evil)
      query.set('error_description', evil)
      query.set('error_uri', 'javascript:alert(1)')
    }),
    { tokens: () => status(400, { error: evil, error_description: evil }) },
    { tokens: () => status(401, { error: 'invalid_client', error_description: evil }) },
    { userinfo: () => status(403, { error: evil, error_description: evil }) },
  ]
  for (const lie of lies) {
    stage.provider.lies = lie
    await stage.mira.open('/login')
    await refused(t, stage, lie.userinfo ? AWAY : NOT_SIGNED_IN)
    t.notRegex(stage.mira.html, /alert\(1\)|javascript:/)
    t.notRegex(JSON.stringify(stage.log.entries), /alert|script/)
  }
})

// -- what it answers to the portal

const status =
  (code: number, body: object | string, type = typeof body === 'string' ? 'text/html' : 'application/json'): Reply =>
  (response) =>
    response.writeHead(code, { 'content-type': type }).end(typeof body === 'string' ? body : JSON.stringify(body))
const onwards =
  (location: string): Reply =>
  (response) =>
    response.writeHead(302, { location }).end()
const hangUp: Reply = (response) => response.destroy()
/** Begins to answer and never ends. */
const slowly: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('{')
}
/** JSON that goes on and on, as fast as it is read. */
const endlessly: Reply = (response) => {
  const chunk = ' '.repeat(64 * 1024)
  let sent = 0
  response.writeHead(200, { 'content-type': 'application/json' })
  const pour = (): void => {
    while (!response.destroyed && sent < 200) {
      sent += 1
      if (!response.write(chunk)) return void response.once('drain', pour)
    }
    response.end('{}')
  }
  pour()
}
const page = '<!doctype html><title>Welcome</title><script>alert(1)</script>'
const away: Told = { heading: AWAY }
const person = { email: 'mira@example.test', given_name: 'Mira', family_name: 'Solberg' }

const withoutMember =
  (name: string) =>
  ({ ...members }: Record<string, unknown>): Reply => {
    delete members[name]
    return members
  }

refuses('tokens without an ID token', '[R55]', () => ({ tokens: withoutMember('id_token') }))
refuses('tokens without an access token', '[R55]', () => ({ tokens: withoutMember('access_token') }))
refuses('an access token of a kind it does not know', '[R55]', () => ({
  tokens: (honest) => ({ ...honest, token_type: 'mac' }),
}))
refuses('a page in the place of tokens', '[R55]', () => ({ tokens: () => status(200, page) }))
refuses('tokens that are not JSON', '[R55]', () => ({ tokens: () => status(200, 'eyJ', 'application/json') }))
refuses('tokens that are a list', '[R55]', () => ({ tokens: () => [] }))
refuses(
  'a way on to elsewhere in the place of tokens',
  '[R55]',
  (of) => ({
    tokens: () => onwards(`${of().url}/jwks`),
  }),
  away,
)
refuses('a broken page in the place of tokens', '[R55][R60]', () => ({ tokens: () => status(500, page) }), away)
refuses(
  'a server error in the place of tokens',
  '[R55][R60]',
  () => ({
    tokens: () => status(503, { error: 'server_error' }),
  }),
  away,
)
refuses('a provider that hangs up in the place of tokens', '[R60]', () => ({ tokens: () => hangUp }), away)
refuses('a provider that never ends giving tokens', '[R60]', () => ({ tokens: () => slowly }), away)
refuses('tokens without end', '[R60]', () => ({ tokens: () => endlessly }), away)

refuses('the person of another sign-in', '[R55]', () => ({ userinfo: (honest) => ({ ...honest, sub: 'another' }) }))
refuses('a person without a subject', '[R55]', () => ({ userinfo: () => person }))
refuses('a person signed for another app', '[R55]', (of) => ({
  userinfo: () => signedPerson(of(), { aud: 'another-app' }),
}))
refuses('a person signed by a foreign key', '[R55]', (of) => ({
  userinfo: () => signedPerson(of(), { aud: CLIENT_ID }, makeKeys('ES256', 'es')),
}))
refuses('a page in the place of the person', '[R55]', () => ({ userinfo: () => status(200, page) }))
refuses(
  'a provider that breaks in the place of the person',
  '[R60]',
  () => ({ userinfo: () => status(500, page) }),
  away,
)
refuses('a provider that denies the person', '[R55]', () => ({ userinfo: () => status(401, {}) }), away)
refuses('a person without end', '[R60]', () => ({ userinfo: () => endlessly }), away)
refuses('a person whose address is an object', '[R55]', () => ({
  userinfo: (honest) => ({ ...honest, email: { a: 1 } }),
}))
refuses('a person whose name is a list', '[R55]', () => ({
  userinfo: (honest) => ({ ...honest, given_name: ['Mira'] }),
}))
refuses('a person whose name holds a line end', '[R40][R55]', () => ({
  userinfo: (honest) => ({ ...honest, family_name: 'Sol\r\nBcc: a@example.test' }),
}))
refuses('a person whose name holds a NUL', '[R55]', () => ({
  userinfo: (honest) => ({ ...honest, family_name: 'Sol\0berg' }),
}))
refuses('a person whose name is a book', '[R55]', () => ({
  userinfo: (honest) => ({ ...honest, family_name: 'x'.repeat(50_000) }),
}))
refuses('a person without an address', '[R55]', () => ({ userinfo: withoutMember('email') }))

/** What a provider answers that signs its userinfo. */
const signedPerson =
  (provider: FakeProvider, claims: JWTPayload, keys: Promise<Keys> = Promise.resolve(provider.es256)) =>
  async (response: ServerResponse): Promise<void> => {
    const token = await signToken({ iss: provider.url, sub: SUBJECT, ...claims }, await keys)
    response.writeHead(200, { 'content-type': 'application/jwt' }).end(token)
  }

// -- what it says of itself

const describing = (changes: Record<string, unknown>): Lies => ({ discovery: (honest) => ({ ...honest, ...changes }) })

refuses(
  'a provider that describes itself as another issuer',
  '[R56]',
  () => describing({ issuer: 'https://id.example' }),
  away,
)
refuses(
  'a description with a slash too many',
  '[R56]',
  (of) => ({
    discovery: (honest) => ({ ...honest, issuer: `${of().url}/` }),
  }),
  away,
)
refuses('a description without an issuer', '[R56]', () => ({ discovery: withoutMember('issuer') }), away)
refuses('a page in the place of the description', '[R56]', () => ({ discovery: () => status(200, page) }), away)
refuses('a description that lies elsewhere', '[R56]', (of) => ({ discovery: () => onwards(`${of().url}/jwks`) }), away)
refuses('a description without end', '[R56][R60]', () => ({ discovery: () => endlessly }), away)
refuses(
  'a description without an address to sign in at',
  '[R56]',
  () => ({ discovery: withoutMember('authorization_endpoint') }),
  away,
)
refuses('a description without keys', '[R56]', () => ({ discovery: withoutMember('jwks_uri') }), away)
for (const address of ['javascript:alert(1)', 'data:text/html,<script>alert(1)</script>', '//id.example', 7, null]) {
  refuses(
    `to send the browser to ${JSON.stringify(address)}`,
    '[R56]',
    () => describing({ authorization_endpoint: address }),
    away,
  )
}
refuses('a request that was not kept', '[R56]', () => ({ pushed: () => ({ expires_in: 60 }) }), away)
refuses('a page in the place of the kept request', '[R56]', () => ({ pushed: () => status(201, page) }), away)
refuses('a kept request without end', '[R60]', () => ({ pushed: () => endlessly }), away)
refuses('keys without end', '[R60]', () => ({ jwks: () => endlessly }), away)
refuses('a page in the place of keys', '[R56]', () => ({ jwks: () => status(200, page) }))
refuses('a symmetric key among the keys', '[R47][R56]', () => ({
  jwks: () => ({ keys: [{ kty: 'oct', kid: 'es', alg: 'HS256', k: 'AAAA' }] }),
  idToken: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'es' }).sign(new Uint8Array(32)),
}))

test('other keys at every look: what was known stays good, and unknown names make it look once a minute [R56]', async (t) => {
  const stage = await scene(t)
  const { provider, mira } = stage
  await mira.open('/login')
  t.is(mira.path, '/home')
  const before = provider.asked.jwks
  const foreign = await makeKeys('ES256', 'es')
  provider.lies = { jwks: () => ({ keys: [foreign.publicJwk] }), idToken: (claims) => signToken(claims, foreign) }
  const stranger = stage.visitor()
  for (let again = 0; again < 3; again += 1) {
    await stranger.open('/login')
    t.is(stranger.heading, NOT_SIGNED_IN)
  }
  provider.lies = {
    idToken: async (claims) => signToken(claims, await makeKeys('ES256', `new-${provider.asked.tokens}`)),
  }
  for (let again = 0; again < 5; again += 1) {
    await stranger.open('/login')
    t.is(stranger.heading, NOT_SIGNED_IN)
  }
  t.true(provider.asked.jwks - before <= 1, `${provider.asked.jwks} looks`)
  t.is((await stage.portal.db('session')).length, 1)
  provider.lies = {}
  t.is((await stranger.open('/login')).path, '/home')
})

test('after every lie the honest provider is believed again [R55][R60]', async (t) => {
  const stage = await scene(t)
  const { mira, provider, clock } = stage
  const lies: Lies[] = [
    describing({ issuer: 'https://id.example' }),
    { pushed: () => hangUp },
    { tokens: () => status(500, page) },
    saying({ aud: 'another-app' }),
  ]
  for (const lie of lies) {
    provider.lies = lie
    await mira.open(`${stage.url}/login`)
    t.true([NOT_SIGNED_IN, AWAY].includes(mira.heading), mira.text)
    provider.lies = {}
    clock.pass(MINUTE)
    await mira.press(mira.heading === AWAY ? 'Réessayer' : 'Se connecter')
    t.is(mira.path, '/home', mira.text)
    mira.clearCookies()
  }
})

test('signing out works with a provider that names no place for it, or none that answers [R32][R60]', async (t) => {
  const stage = await scene(t)
  const { mira, provider, portal, clock } = stage
  const lies: Lies[] = [{ discovery: withoutMember('end_session_endpoint') }, { jwks: () => endlessly }]
  for (const lie of lies) {
    provider.lies = {}
    await mira.open(`${stage.url}/login`)
    t.is(mira.path, '/home')
    provider.lies = lie
    clock.pass(61 * MINUTE) // time to look at the description again
    await portal.db('session').update({ seen_at: clock.now() })
    await mira.open('/home')
    await mira.press('Déconnexion')
    t.is(mira.heading, 'Vous êtes déconnecté.')
    t.regex(mira.text, /BMW ID ne répond pas/)
    t.deepEqual(await portal.db('session'), [])
  }
})
