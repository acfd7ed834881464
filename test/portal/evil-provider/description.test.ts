import test from 'ava'
import { SignJWT } from 'jose'
import { MINUTE } from '../../../shared/time.ts'
import { type Lies, makeKeys, signToken } from '../../support/fake-provider.ts'
import { endlessly, hangUp, onwards, page, status, withoutMember } from './replies.ts'
import { AWAY, away, NOT_SIGNED_IN, refuses, saying, scene } from './scene.ts'

// What the provider says of itself: its description, its keys.

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
