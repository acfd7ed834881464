import type { ServerResponse } from 'node:http'
import type { JWTPayload } from 'jose'
import { CLIENT_ID, type FakeProvider, type Keys, makeKeys, SUBJECT, signToken } from '../../support/fake-provider.ts'
import { endlessly, hangUp, onwards, page, slowly, status, withoutMember } from './replies.ts'
import { away, refuses } from './scene.ts'

// What the provider answers to the portal: tokens, and the person.

const person = { email: 'mira@example.test', given_name: 'Mira', family_name: 'Solberg' }

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
