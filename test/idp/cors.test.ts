import test, { type ExecutionContext } from 'ava'
import { signIn, type TestApp, testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import { type Answer, send } from '../support/visitor/wire.ts'

// Whose pages may read what: an app's own, what is answered to that app (ASVS 3.4.2).

const SHOP = 'https://shop.example'
const FLEET = 'https://fleet.example:8443'
const GONE = 'https://gone.example'
const STRANGERS = [
  'https://evil.example',
  'null',
  '*',
  '',
  'https://shop.example.evil.example',
  'https://evil-shop.example',
  'https://sub.shop.example',
  'http://shop.example',
  'https://shop.example:443',
  'https://SHOP.example',
  'https://shop.example/',
  'https://shop_example',
  'https://%.example',
  GONE,
]
const ENDPOINTS = ['/token', '/token/revocation', '/request', '/me']

interface Stage extends TestIdp {
  readonly shop: TestApp
  readonly fleet: TestApp
}

async function stage(t: ExecutionContext): Promise<Stage> {
  const world = await idpWith(t)
  await openAccountOf(world.idp, people.anna)
  const of = (origin: string) => testApp(t, world, { token_endpoint_auth_method: 'none', cors_origins: [origin] })
  const gone = await of(GONE)
  await world.idp.db('client').where({ id: gone.client.client_id }).update({ disabled_at: world.idp.now() })
  return Object.assign(Object.create(world) as TestIdp, { shop: await of(SHOP), fleet: await of(FLEET) })
}

/** What a script of a page gets to see of an answer. */
const readable = ({ headers }: Answer): string | null => headers.get('access-control-allow-origin')

const fromPage = (origin: string): Record<string, string> => (origin === '' ? {} : { origin })

function ask(url: string, origin: string, form?: Readonly<Record<string, string>>, token?: string): Promise<Answer> {
  const body = form && new URLSearchParams(form).toString()
  return send(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      ...fromPage(origin),
      accept: 'application/json',
      'sec-fetch-site': 'cross-site',
      'sec-fetch-mode': 'cors',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined
        ? {}
        : { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(body.length) }),
    },
    ...(body === undefined ? {} : { body }),
  })
}

async function codeOf({ shop, visitor }: Stage) {
  const begun = await shop.begin()
  const anna = await signIn(await visitor().open(begun.address), people.anna)
  const code = new URL(anna.url).searchParams.get('code') ?? ''
  const form = { grant_type: 'authorization_code', client_id: shop.client.client_id, redirect_uri: shop.redirectUri }
  return { ...form, code, code_verifier: begun.verifier }
}

test('a page of an app redeems its code, reads its person and takes its tokens back [R39]', async (t) => {
  const world = await stage(t)
  const { url, shop } = world
  const redeemed = await ask(`${url}/token`, SHOP, await codeOf(world))
  t.is(redeemed.status, 200)
  t.is(readable(redeemed), SHOP)
  t.regex(redeemed.headers.get('access-control-expose-headers') ?? '', /DPoP-Nonce/)
  t.regex(redeemed.headers.get('vary') ?? '', /origin/i)
  t.is(redeemed.headers.get('access-control-allow-credentials'), null)
  const { access_token: token } = JSON.parse(redeemed.body) as { access_token: string }
  const person = await ask(`${url}/me`, SHOP, undefined, token)
  t.is(person.status, 200)
  t.is(readable(person), SHOP)
  const { client_id } = shop.client
  const pushed = await ask(`${url}/request`, SHOP, { client_id, response_type: 'token' })
  t.is(readable(pushed), SHOP, 'why its own request was refused, a page may know')
  t.is(readable(await ask(`${url}/token/revocation`, SHOP, { client_id, token })), SHOP)
  t.is((await ask(`${url}/me`, SHOP, undefined, token)).status, 401)
})

test('a page of any other site learns nothing, and its request does nothing [R39]', async (t) => {
  const world = await stage(t)
  const { url, shop } = world
  const form = await codeOf(world)
  const { client_id } = form
  for (const origin of [...STRANGERS, FLEET]) {
    const asked = [
      await ask(`${url}/token`, origin, { ...form, code: 'wrong' }),
      await ask(`${url}/token/revocation`, origin, { client_id, token: 'none' }),
      await ask(`${url}/request`, origin, { client_id }),
    ]
    for (const answer of asked) t.is(readable(answer), null, `${origin} ${answer.body}`)
    if (origin !== '') t.is((await ask(`${url}/token`, origin, form)).status, 400, `${origin} redeems nothing`)
  }
  const redeemed = await ask(`${url}/token`, SHOP, form)
  const { access_token: token } = JSON.parse(redeemed.body) as { access_token: string }
  for (const origin of [...STRANGERS, FLEET]) {
    const answer = await ask(`${url}/me`, origin, undefined, token)
    t.is(readable(answer), null, origin)
    if (origin !== '') t.notRegex(answer.body, /Anna|anna@/, origin)
  }
  t.is((await ask(`${url}/me`, SHOP, undefined, token)).status, 200, shop.client.client_id)
})

test('errors before the app is known are read by pages of apps only [R39]', async (t) => {
  const { url } = await stage(t)
  for (const endpoint of ENDPOINTS) {
    const form = endpoint === '/me' ? undefined : { client_id: 'nobody' }
    for (const origin of [SHOP, FLEET])
      t.is(readable(await ask(`${url}${endpoint}`, origin, form, 'x')), origin, endpoint)
    for (const origin of STRANGERS)
      t.is(readable(await ask(`${url}${endpoint}`, origin, form, 'x')), null, endpoint + origin)
  }
})

test('a page of an app may ask beforehand, by its own origin alone; nobody else may [R39]', async (t) => {
  const { url } = await stage(t)
  const preflight = (path: string, origin: string) =>
    send(`${url}${path}`, {
      method: 'OPTIONS',
      headers: {
        ...fromPage(origin),
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,dpop',
      },
    })
  for (const endpoint of ENDPOINTS) {
    const { headers } = await preflight(endpoint, SHOP)
    t.is(headers.get('access-control-allow-origin'), SHOP, endpoint)
    t.regex(headers.get('access-control-allow-methods') ?? '', /POST/)
    t.is(headers.get('access-control-allow-headers'), 'authorization,dpop')
    for (const origin of STRANGERS) {
      const refused = await preflight(endpoint, origin)
      for (const [name] of refused.headers) t.notRegex(name, /^access-control-/, `${endpoint} ${origin}`)
    }
  }
})

test('discovery and keys are read by anybody, pages by nobody [R39]', async (t) => {
  const { url } = await stage(t)
  for (const origin of [SHOP, ...STRANGERS]) {
    for (const path of ['/jwks', '/.well-known/openid-configuration', '/.well-known/oauth-authorization-server']) {
      t.true(['*', origin].includes(readable(await ask(`${url}${path}`, origin)) ?? 'nobody'), `${path} ${origin}`)
    }
    for (const path of ['/', '/auth?client_id=x', '/session/end', '/signup', '/no/such/page']) {
      t.is(readable(await ask(`${url}${path}`, origin)), null, `${path} ${origin}`)
    }
  }
})

test('an app cannot be registered with an origin that is none [R39]', async (t) => {
  const world = await idpWith(t)
  for (const origin of ['*', 'null', 'https://shop.example/', 'https://SHOP.example', 'shop.example', 'file://', 7]) {
    const app = await testApp(t, world, { cors_origins: [origin] })
    await t.throwsAsync(app.begin(), { message: /./ }, String(origin))
  }
  for (const origins of [[], ['http://localhost:5173'], [SHOP, FLEET]]) {
    t.truthy(await (await testApp(t, world, { cors_origins: origins })).begin())
  }
})
