import { randomUUID } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import { base64url, type JWTPayload, SignJWT } from 'jose'
import { MINUTE } from '../../shared/time.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import {
  CLIENT_ID,
  epoch,
  type FakeProvider,
  fakeProvider,
  makeKeys,
  SUBJECT,
  signToken,
} from '../support/fake-provider.ts'
import { portalWith, type TestPortal } from '../support/portal.ts'
import { type Answer, send } from '../support/visitor/wire.ts'

// OpenID Connect Back-Channel Logout 1.0 §2.6: a token that is not good in every way ends nothing.

interface Scene extends TestPortal {
  readonly provider: FakeProvider
}

/** A portal where Mira is signed in. */
async function scene(t: ExecutionContext, database?: DatabaseKind): Promise<Scene> {
  const provider = await fakeProvider(t)
  const portal = await portalWith(t, { issuer: provider.url, ...(database ? { database } : {}) })
  t.is((await portal.visitor().open('/login')).path, '/home')
  return { ...portal, provider }
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

const goodClaims = (provider: FakeProvider): JWTPayload => ({
  iss: provider.url,
  aud: CLIENT_ID,
  sub: SUBJECT,
  sid: 'a-session',
  iat: epoch(),
  exp: epoch() + 120,
  jti: randomUUID(),
  events: { [EVENT]: {} },
})

const LOGOUT = { typ: 'logout+jwt' }
const good = (provider: FakeProvider): Promise<string> => signToken(goodClaims(provider), provider.es256, LOGOUT)

const tell = (portal: TestPortal, token: string, through?: string): Promise<Answer> =>
  tellRaw(portal, `logout_token=${encodeURIComponent(token)}`, { through })

const tellRaw = (
  { url }: TestPortal,
  body: string,
  { through, type = 'application/x-www-form-urlencoded' }: { through?: string | undefined; type?: string } = {},
): Promise<Answer> =>
  send(`${url}/backchannel-logout`, {
    method: 'POST',
    body,
    through,
    headers: { 'content-type': type, 'content-length': String(Buffer.byteLength(body)) },
  })

const sessions = async ({ portal }: TestPortal): Promise<number> => (await portal.db('session')).length

type Make = (provider: FakeProvider) => Promise<string> | string
const saying =
  (changes: JWTPayload): Make =>
  (provider) =>
    signToken({ ...goodClaims(provider), ...changes }, provider.es256, LOGOUT)
const without =
  (name: string): Make =>
  (provider) => {
    const claims = goodClaims(provider)
    delete claims[name]
    return signToken(claims, provider.es256, LOGOUT)
  }
const encode = (value: object): string => base64url.encode(JSON.stringify(value))

const wrong: Readonly<Record<string, Make>> = {
  'without a type': (provider) => signToken(goodClaims(provider), provider.es256),
  'of the type of ID tokens': (provider) => signToken(goodClaims(provider), provider.es256, { typ: 'JWT' }),
  'with alg none': (provider) => `${encode({ alg: 'none', ...LOGOUT })}.${encode(goodClaims(provider))}.`,
  'with HS256 by the public key': (provider) =>
    new SignJWT(goodClaims(provider))
      .setProtectedHeader({ alg: 'HS256', kid: 'es', ...LOGOUT })
      .sign(new TextEncoder().encode(JSON.stringify(provider.es256.publicJwk))),
  'with RS256 where ES256 was agreed': (provider) => signToken(goodClaims(provider), provider.rs256, LOGOUT),
  'by a key that is not published': async (provider) =>
    signToken(goodClaims(provider), await makeKeys('ES256', 'foreign'), LOGOUT),
  'by a foreign key under a known name': async (provider) =>
    signToken(goodClaims(provider), await makeKeys('ES256', 'es'), LOGOUT),
  'by a key that it brings along': async (provider) => {
    const foreign = await makeKeys('ES256', 'x')
    return signToken(goodClaims(provider), foreign, { ...LOGOUT, jwk: foreign.publicJwk })
  },
  'with an altered signature': async (provider) => `${(await good(provider)).slice(0, -8)}AAAAAAAA`,
  'without its signature': async (provider) => `${(await good(provider)).split('.').slice(0, 2).join('.')}.`,
  'altered after it was signed': async (provider) => {
    const [header, , signature] = (await saying({ sub: 'another' })(provider)).split('.')
    return `${header}.${encode(goodClaims(provider))}.${signature}`
  },
  'of another issuer': saying({ iss: 'https://id.example' }),
  'without an issuer': without('iss'),
  'for another app': saying({ aud: 'another-app' }),
  'without an audience': without('aud'),
  'that has expired': saying({ iat: epoch() - 100, exp: epoch() - 60 }),
  'without an end': without('exp'),
  'made three minutes ago': saying({ iat: epoch() - 180, exp: epoch() + 600 }),
  'made in three minutes': saying({ iat: epoch() + 180, exp: epoch() + 600 }),
  'that does not say when it was made': without('iat'),
  'that is not valid yet': saying({ nbf: epoch() + 100 }),
  'without a jti': without('jti'),
  'with an empty jti': saying({ jti: '' }),
  'with a number for its jti': saying({ jti: 7 as never }),
  'without an event': without('events'),
  'of another event': saying({ events: { 'http://schemas.openid.net/event/else': {} } }),
  'whose event is a word': saying({ events: { [EVENT]: 'yes' } }),
  'whose event is a list': saying({ events: { [EVENT]: [] } }),
  'whose events are a list': saying({ events: [EVENT] }),
  'with a nonce': saying({ nonce: 'a' }),
  'with an empty nonce': saying({ nonce: null }),
  'of neither a subject nor a session': (provider) => {
    const { sub: _sub, sid: _sid, ...claims } = goodClaims(provider)
    return signToken(claims, provider.es256, LOGOUT)
  },
  'whose subject is a list': saying({ sub: [SUBJECT] as never }),
  'whose session is a number': saying({ sid: 7 }),
  'whose subject holds a NUL': saying({ sub: 'a\0b' }),
  'that is an ID token': (provider) =>
    signToken({ iss: provider.url, aud: CLIENT_ID, sub: SUBJECT, iat: epoch(), exp: epoch() + 60 }, provider.es256),
  'that is no token': () => 'a.b.c',
  'that is empty': () => '',
}

test('a logout token is refused and ends nothing, in each of 38 ways of being wrong [R58]', async (t) => {
  const portal = await scene(t)
  t.is(Object.keys(wrong).length, 38)
  for (const [name, make] of Object.entries(wrong)) {
    const answer = await tell(portal, await make(portal.provider))
    t.is(answer.status, 400, `a logout token ${name}`)
    t.is(answer.headers.get('cache-control'), 'no-store')
    await portal.portal.db('budget').delete() // beyond 30 a minute one waits
    t.is(await sessions(portal), 1, `a logout token ${name}`)
  }
  t.deepEqual(await portal.portal.db('used_logout_token'), [], 'a wrong token uses up no jti')
  t.notRegex(JSON.stringify(portal.log.entries), /eyJ[\w-]{10,}\./)
})

test('a good logout token ends one session by its sid, or all of a subject, and is good once [R58]', async (t) => {
  for (const name of ['sub', 'sid']) {
    const portal = await scene(t)
    const token = await without(name)(portal.provider)
    const answer = await tell(portal, token)
    t.is(answer.status, 200)
    t.is(answer.headers.get('cache-control'), 'no-store')
    t.is(await sessions(portal), 0)
    t.is((await portal.visitor().open('/login')).path, '/home')
    t.is((await tell(portal, token)).status, 400, 'replayed')
    t.is(await sessions(portal), 1)
  }
})

test('a logout token for a session or a subject that is not here is taken and ends nothing: it tells nobody who is [R58]', async (t) => {
  const portal = await scene(t)
  for (const changes of [{ sid: 'another' }, { sub: 'another', sid: undefined }, { sub: undefined, sid: 'another' }]) {
    const answer = await tell(portal, await saying(changes as JWTPayload)(portal.provider))
    t.is(answer.status, 200)
    t.is(answer.body, '{}')
  }
  t.is(await sessions(portal), 1)
})

test('a logout token with the session of one and the subject of another ends neither [R58]', async (t) => {
  const portal = await scene(t)
  t.is((await tell(portal, await saying({ sub: 'another' })(portal.provider))).status, 200)
  t.is(await sessions(portal), 1)
})

test('a logout token comes as the one field of a form, by POST [R58][R35]', async (t) => {
  const portal = await scene(t)
  const token = await good(portal.provider)
  const field = `logout_token=${token}`
  t.is((await tellRaw(portal, JSON.stringify({ logout_token: token }), { type: 'application/json' })).status, 415)
  t.is((await tellRaw(portal, field, { type: 'text/plain' })).status, 415)
  t.is((await tellRaw(portal, `${field}&${field}`)).status, 400)
  t.is((await tellRaw(portal, '')).status, 400)
  t.is((await tellRaw(portal, `${field}&more=${'x'.repeat(20_000)}`)).status, 413)
  t.is((await send(`${portal.url}/backchannel-logout?${field}`, { method: 'GET', headers: {} })).status, 405)
  t.is(await sessions(portal), 1)
})

test('thirty bad logout tokens a minute are recorded, more are not even that; a good one is always obeyed [R58]', async (t) => {
  const portal = await scene(t)
  for (let n = 0; n < 30; n += 1) t.is((await tell(portal, 'a.b.c')).status, 400)
  const more = await tell(portal, 'a.b.c')
  t.is(more.status, 429)
  t.regex(more.headers.get('retry-after') ?? '', /^\d+$/)
  const refusals = await portal.portal.db('audit_event').where({ action: 'session.logoutRefused' })
  t.is(refusals.length, 30)
  t.is((await tell(portal, await good(portal.provider))).status, 200)
  t.is(await sessions(portal), 0)
  portal.clock.pass(MINUTE)
  t.is((await tell(portal, 'a.b.c')).status, 400)
})

for (const database of DATABASES) {
  test.serial(
    `of one logout token sent twenty times at once to two processes, exactly one is taken, on ${database} [R58]`,
    async (t) => {
      const portal = await scene(t, database)
      const other = await portal.otherProcess()
      await tell(portal, 'a.b.c', other) // both know the provider's keys
      for (let round = 0; round < 3; round += 1) {
        await portal.portal.db('budget').delete()
        const token = await good(portal.provider)
        const answers = await Promise.all(
          Array.from({ length: 20 }, (_, at) => tell(portal, token, at % 2 === 0 ? portal.url : other)),
        )
        const count = (status: number): number => answers.filter((answer) => answer.status === status).length
        t.deepEqual([count(200), count(400)], [1, 19])
      }
      const obeyed = await portal.portal.db('audit_event').where({ action: 'session.endedByProvider' })
      t.is(obeyed.length, 3)
      t.is(await sessions(portal), 0)
    },
  )
}
