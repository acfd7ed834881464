import { randomBytes } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import * as oauth from 'oauth4webapi'
import { insecure, proofs, signIn, type TestApp, testApp, withNonce } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import { type Answer, send } from '../support/visitor/wire.ts'

// Tokens that are worth nothing without the key they were given to (RFC 9449).

const SPA = { token_endpoint_auth_method: 'none', grant_types: ['authorization_code', 'refresh_token'] }

interface Stage extends TestIdp {
  readonly app: TestApp
  readonly DPoP: oauth.DPoPHandle
  readonly sub: string
}

async function stage(t: ExecutionContext, metadata: Readonly<Record<string, unknown>> = SPA): Promise<Stage> {
  const world = await idpWith(t)
  const sub = await openAccountOf(world.idp, people.anna)
  const DPoP = await proofs()
  return Object.assign(Object.create(world) as TestIdp, { app: await testApp(t, world, metadata, { DPoP }), DPoP, sub })
}

async function tokensOf({ app, visitor }: Stage): Promise<oauth.TokenEndpointResponse> {
  const begun = await app.begin()
  const anna = await signIn(await visitor().open(begun.address), people.anna)
  return app.finish(begun, anna.url)
}

const personOf = ({ app, sub }: Stage, token: string, DPoP?: oauth.DPoPHandle) =>
  withNonce(async () => {
    const answer = await oauth.userInfoRequest(app.as, app.client, token, { ...insecure, ...(DPoP ? { DPoP } : {}) })
    return oauth.processUserInfoResponse(app.as, app.client, sub, answer)
  })

const refresh = ({ app }: Stage, token: string, DPoP?: oauth.DPoPHandle) =>
  withNonce(async () => {
    const options = { ...insecure, ...(DPoP ? { DPoP } : {}) }
    const answer = await oauth.refreshTokenGrantRequest(app.as, app.client, app.auth, token, options)
    return oauth.processRefreshTokenResponse(app.as, app.client, answer)
  })

/** A proof written by hand, to be wrong in one thing. */
async function handmade(alg: 'ES256' | 'RS256' = 'ES256') {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = await exportJWK(publicKey)
  const prove = (claims: Record<string, unknown>, header: Record<string, unknown> = {}) =>
    new SignJWT({ jti: crypto.randomUUID(), iat: Math.floor(Date.now() / 1000), ...claims })
      .setProtectedHeader({ alg, typ: 'dpop+jwt', jwk, ...header })
      .sign(privateKey)
  return { prove, thumbprint: await calculateJwkThumbprint(jwk), privateJwk: await exportJWK(privateKey) }
}

const hash = async (token: string): Promise<string> =>
  Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(token))).toString('base64url')

test('a token that was given to a key is good with a proof by that key, and with nothing else', async (t) => {
  const world = await stage(t)
  const { access_token, token_type } = await tokensOf(world)
  t.is(token_type, 'dpop')
  t.is((await personOf(world, access_token, world.DPoP)).email, people.anna.email)
  const stranger = await proofs()
  for (const proof of [stranger, undefined]) {
    const error = await t.throwsAsync(personOf(world, access_token, proof), {
      instanceOf: oauth.WWWAuthenticateChallengeError,
    })
    t.is(error.status, 401)
    t.is(error.cause[0]?.parameters.error, 'invalid_token')
  }
})

test('a public app’s refresh token is bound to its key, through each renewal', async (t) => {
  const world = await stage(t)
  const { refresh_token: first = '' } = await tokensOf(world)
  const stranger = await proofs()
  for (const proof of [stranger, undefined]) {
    await t.throwsAsync(refresh(world, first, proof), { message: /.*/, instanceOf: oauth.ResponseBodyError })
  }
  const { refresh_token: second = '', access_token } = await refresh(world, first, world.DPoP)
  t.is((await personOf(world, access_token, world.DPoP)).email, people.anna.email)
  const error = await t.throwsAsync(refresh(world, second, stranger), { instanceOf: oauth.ResponseBodyError })
  t.is(error.error, 'invalid_grant')
  t.is((await refresh(world, second, world.DPoP)).token_type, 'dpop')
})

test('a code that was asked for with a key is redeemed with that key only', async (t) => {
  const world = await stage(t)
  const { app, visitor } = world
  const begun = await app.begin()
  const anna = await signIn(await visitor().open(begun.address), people.anna)
  const parameters = oauth.validateAuthResponse(app.as, app.client, new URL(anna.url), begun.state)
  const stranger = await proofs()
  const redeem = () =>
    withNonce(async () => {
      const options = { ...insecure, DPoP: stranger }
      const { as, client, auth, redirectUri } = app
      const answer = await oauth.authorizationCodeGrantRequest(
        as,
        client,
        auth,
        parameters,
        redirectUri,
        begun.verifier,
        options,
      )
      return oauth.processAuthorizationCodeResponse(as, client, answer)
    })
  const error = await t.throwsAsync(redeem(), { instanceOf: oauth.ResponseBodyError })
  t.is(error.error, 'invalid_grant')
})

test('who must have bound tokens gets no other', async (t) => {
  const world = await idpWith(t)
  const service = {
    token_endpoint_auth_method: 'client_secret_basic',
    client_secret: 'a-secret-of-forty-three-characters-or-so-ok',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    dpop_bound_access_tokens: true,
  }
  const app = await testApp(t, world, service)
  const ask = async (options: object) => {
    const answer = await oauth.clientCredentialsGrantRequest(app.as, app.client, app.auth, {}, options)
    return oauth.processClientCredentialsResponse(app.as, app.client, answer)
  }
  const error = await t.throwsAsync(ask(insecure), { instanceOf: oauth.ResponseBodyError })
  t.is(error.error, 'invalid_grant')
  const DPoP = await proofs()
  t.is((await withNonce(() => ask({ ...insecure, DPoP }))).token_type, 'dpop')
})

/** A token of Anna's that is bound to a key we write proofs with, and the nonce that was given last. */
async function bound(t: ExecutionContext) {
  const world = await stage(t)
  const { app, visitor, url } = world
  const hand = await handmade()
  const begun = await app.begin({ dpop_jkt: hand.thumbprint }).catch(() => undefined)
  t.is(begun, undefined, 'a thumbprint that is not the proof’s is refused at once')
  const plain = await testApp(t, world, SPA)
  const own = await plain.begin({ dpop_jkt: hand.thumbprint })
  const anna = await signIn(await visitor().open(own.address), people.anna)
  const code = new URL(anna.url).searchParams.get('code') ?? ''
  const ask = async (
    path: string,
    method: string,
    proof: string | undefined,
    more: { token?: string; body?: string },
  ) =>
    send(`${url}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(proof === undefined ? {} : { dpop: proof }),
        ...(more.token === undefined ? {} : { authorization: `DPoP ${more.token}` }),
        ...(more.body === undefined
          ? {}
          : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(more.body.length) }),
      },
      ...(more.body === undefined ? {} : { body: more.body }),
    })
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    client_id: plain.client.client_id,
    redirect_uri: plain.redirectUri,
    code,
    code_verifier: own.verifier,
  }).toString()
  const redeem = async (nonce?: string) =>
    ask('/token', 'POST', await hand.prove({ htm: 'POST', htu: `${url}/token`, ...(nonce ? { nonce } : {}) }), { body })
  const first = await redeem()
  const nonce = first.headers.get('dpop-nonce') ?? ''
  const second = await redeem(nonce)
  const { access_token: token } = JSON.parse(second.body) as { access_token: string }
  return { world, hand, ask, nonce, token, first, second }
}

const errorOf = ({ body }: Answer): unknown => (JSON.parse(body) as { error?: unknown }).error

test('a proof without our nonce is told one, and the code is still good', async (t) => {
  const { first, second, nonce } = await bound(t)
  t.is(first.status, 400)
  t.is(errorOf(first), 'use_dpop_nonce')
  t.regex(nonce, /^[\w-]{43}$/)
  t.is(second.status, 200)
})

test('all processes know each other’s nonces, also while secrets are replaced; any other is answered with one of ours', async (t) => {
  const { world, hand, nonce, token } = await bound(t)
  const fresh = randomBytes(32).toString('base64url')
  const other = await world.otherProcess({ IDP_SECRETS: `${fresh},${world.env['IDP_SECRETS']}` })
  const claims = { htm: 'GET', htu: `${world.url}/me`, ath: await hash(token) }
  const ask = async (known: string, through?: string) =>
    send(`${world.url}/me`, {
      method: 'GET',
      through,
      headers: {
        accept: 'application/json',
        authorization: `DPoP ${token}`,
        dpop: await hand.prove({ ...claims, nonce: known }),
      },
    })
  t.is((await ask(nonce, other.address)).status, 200)
  const answer = await ask('A'.repeat(43))
  t.is(answer.status, 401)
  t.regex(answer.headers.get('www-authenticate') ?? '', /error="use_dpop_nonce"/)
  const told = answer.headers.get('dpop-nonce') ?? ''
  t.is((await ask(told, other.address)).status, 200)
})

test('a proof is for one method, one address, one token and one time, by a key that can be checked', async (t) => {
  const { world, hand, ask, nonce, token } = await bound(t)
  const right = { htm: 'GET', htu: `${world.url}/me`, ath: await hash(token), nonce }
  const me = (proof: string) => ask('/me', 'GET', proof, { token })
  t.is(
    (await me(await hand.prove({ ...right, htu: `${right.htu}?a=b#c` }))).status,
    200,
    'query and fragment are ignored',
  )
  const wrong: Readonly<Record<string, unknown>>[] = [
    { htm: 'POST' },
    { htm: 'get' },
    { htm: undefined },
    { htu: `${world.url}/token` },
    { htu: `${world.url}/me/` },
    { htu: 'https://evil.example/me' },
    { htu: undefined },
    { ath: undefined },
    { ath: await hash(`${token}x`) },
    { jti: undefined },
    { iat: undefined },
    { nonce: 7 },
  ]
  for (const change of wrong) {
    const answer = await me(await hand.prove({ ...right, ...change }))
    t.is(answer.status, 401, JSON.stringify(change))
    t.is(errorOf(answer), 'invalid_dpop_proof', JSON.stringify(change))
  }
  const rsa = await handmade('RS256')
  for (const [name, proof] of [
    ['RS256', await rsa.prove(right)],
    ['another type', await hand.prove(right, { typ: 'jwt' })],
    ['a private key in it', await hand.prove(right, { jwk: hand.privateJwk })],
    ['no key in it', await hand.prove(right, { jwk: undefined })],
    ['altered', (await hand.prove(right)).replace(/.{6}$/, 'AAAAAA')],
    ['nobody’s signature', `${Buffer.from('{"alg":"none","typ":"dpop+jwt"}').toString('base64url')}.e30.`],
    ['no JWT', 'x'],
    ['two', `${await hand.prove(right)}, ${await hand.prove(right)}`],
  ] as const) {
    const answer = await me(proof)
    t.is(answer.status, 401, name)
    t.is(errorOf(answer), 'invalid_dpop_proof', name)
  }
  const used = await hand.prove(right)
  t.is((await me(used)).status, 200)
  t.is((await me(used)).status, 401, 'replayed')
  const stranger = await handmade()
  t.is(errorOf(await me(await stranger.prove(right))), 'invalid_token')
  t.is(errorOf(await ask('/me', 'GET', undefined, { token })), 'invalid_request')
})
