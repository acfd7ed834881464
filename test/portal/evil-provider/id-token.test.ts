import test from 'ava'
import { CLIENT_ID, epoch } from '../../support/fake-provider.ts'
import { refuses, saying, scene, type Told, without } from './scene.ts'

// What the ID token says.

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
