import { base64url, SignJWT } from 'jose'
import { CLIENT_ID, type Lies, makeKeys, signToken } from '../../support/fake-provider.ts'
import { encode, refuses } from './scene.ts'

// How the ID token is signed.

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
