import { randomUUID } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import type { JWTPayload } from 'jose'
import { fromRoot } from '../../shared/root.ts'
import { epoch, type FakeProvider, fakeProvider, makeKeys, signToken } from '../support/fake-provider.ts'

// What Carnet de route makes of logout tokens (OpenID Connect Back-Channel Logout 1.0 §2.6).

interface Receiver {
  readLogoutToken(token: string): Promise<{ readonly sub?: string; readonly sid?: string }>
}
const { createProvider } = (await import(fromRoot('test', 'apps', 'roadbook', 'provider.js'))) as {
  createProvider(settings: Readonly<Record<string, string>>): Receiver
}

type Changes = Readonly<Record<string, unknown>>

const claims = ({ url }: FakeProvider, changes: Changes = {}): JWTPayload => ({
  iss: url,
  aud: 'roadbook',
  sub: 'somebody',
  sid: 'a-session',
  iat: epoch(),
  exp: epoch() + 120,
  jti: randomUUID(),
  events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  ...changes,
})
const LOGOUT = { typ: 'logout+jwt' }

async function scene(t: ExecutionContext) {
  const provider = await fakeProvider(t)
  const names = { url: 'http://localhost:9', clientId: 'roadbook', clientSecret: 'none' }
  const receiver = createProvider({ ...names, issuer: provider.url })
  const say = (changes: Changes) => signToken(claims(provider, changes), provider.es256, LOGOUT)
  return { provider, receiver, say }
}

test('the second app takes a logout token once', async (t) => {
  const { receiver, say } = await scene(t)
  const token = await say({})
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => receiver.readLogoutToken(token)))
  const taken = tries.filter((one) => one.status === 'fulfilled').map(({ value }) => value)
  t.deepEqual(taken, [{ sub: 'somebody', sid: 'a-session' }])
})

test('the second app refuses a logout token that is not good in every way', async (t) => {
  const { provider, receiver, say } = await scene(t)
  const wrong: Readonly<Record<string, string>> = {
    'of another issuer': await say({ iss: 'http://localhost:1' }),
    'for another app': await say({ aud: 'another' }),
    'that has ended': await say({ iat: epoch() - 300, exp: epoch() - 200 }),
    'without an end': await say({ exp: undefined }),
    'made long ago': await say({ iat: epoch() - 300 }),
    'made never': await say({ iat: undefined }),
    'with a nonce': await say({ nonce: 'n' }),
    'without an event': await say({ events: undefined }),
    'of another event': await say({ events: { other: {} } }),
    'whose event is a word': await say({ events: { 'http://schemas.openid.net/event/backchannel-logout': 'yes' } }),
    'without an id': await say({ jti: undefined }),
    'about nobody': await say({ sub: undefined, sid: undefined }),
    'of the type of ID tokens': await signToken(claims(provider), provider.es256, { typ: 'JWT' }),
    'with RS256 where ES256 was agreed': await signToken(claims(provider), provider.rs256, LOGOUT),
    'by another key': await signToken(claims(provider), await makeKeys('ES256', 'es'), LOGOUT),
    'that is none': 'none',
  }
  for (const [what, token] of Object.entries(wrong))
    await t.throwsAsync(receiver.readLogoutToken(token), undefined, what)
})
