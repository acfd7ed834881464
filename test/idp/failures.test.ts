import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { saveClient } from '../../idp/clients/service.ts'
import type { RuleName } from '../../idp/failures/rules.ts'
import { explain, purgeFailures } from '../../idp/failures/service.ts'
import { DAY } from '../../shared/time.ts'
import { inChromium } from '../journeys/chromium.ts'
import { words } from '../journeys/words.ts'
import { signIn, testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { send } from '../support/visitor/wire.ts'

// Why a request was refused: the visitor reads a reference, whoever builds the app reads the rule.

const { anna, ben } = people
const BACK = 'http://localhost:9/back'
const SECRET = 'a-secret-of-the-shop-that-is-long-enough-000'

interface Shop extends TestIdp {
  readonly owner: string
}

/** Anna builds a shop, with a secret; Ben builds nothing of it. */
async function shopOfAnna(t: ExecutionContext, metadata = {}): Promise<Shop> {
  const world = await idpWith(t)
  const owner = await openAccountOf(world.idp, anna)
  const shop = {
    client_id: 'shop',
    client_secret: SECRET,
    client_name: 'Une boutique',
    redirect_uris: [BACK],
    post_logout_redirect_uris: ['http://localhost:9/bye'],
    token_endpoint_auth_method: 'client_secret_post',
    grant_types: ['authorization_code'],
    scope: 'openid email',
    ...metadata,
  }
  await saveClient(world.idp, shop, owner)
  return { ...world, owner }
}

const asked = (values: Readonly<Record<string, string>>): string =>
  `/auth?${new URLSearchParams({
    client_id: 'shop',
    redirect_uri: BACK,
    response_type: 'code',
    scope: 'openid',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...values,
  })}`

/** As a browser asks. */
const get = (address: string) => send(address, { method: 'GET', headers: { accept: 'text/html' } })

const referenceOn = ({ text }: Visitor): string => /[2-9A-Z]{4}-[2-9A-Z]{2}/.exec(text)?.[0] ?? 'no reference'

const token = async ({ url }: Shop, values: Readonly<Record<string, string>>, headers = {}) => {
  const body = new URLSearchParams({ grant_type: 'authorization_code', redirect_uri: BACK, ...values }).toString()
  const type = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
  const answer = await send(`${url}/token`, { method: 'POST', headers: { ...type, ...headers }, body })
  return JSON.parse(answer.body) as { error: string; error_uri?: string }
}

/** Pushes a request (RFC 9126) in place of sending a browser with it. */
const push = (url: string, values: Readonly<Record<string, string>>) =>
  send(`${url}/request`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: `${asked(values).replace('/auth?', '')}&client_secret=${SECRET}`,
  })

test('the visitor reads a reference, and the owner of the app what was sent beside what is registered, and the fix', async (t) => {
  const world = await shopOfAnna(t)
  const stranger = await world.visitor().open(asked({ redirect_uri: `${BACK}/` }))
  t.is(stranger.status, 400)
  t.notRegex(stranger.text, /redirect_uri|localhost:9/)

  const owner = await world.visitor().open(`/apps/failures/${referenceOn(stranger)}`)
  await signIn(owner, anna)
  t.is(owner.url, `${world.url}/apps/failures/${referenceOn(stranger)}`)
  for (const said of [
    /caractère par caractère/,
    new RegExp(`${BACK}/`),
    /RFC 9700/,
    /Une boutique/,
    /Comment corriger/,
  ]) {
    t.regex(owner.text, said)
  }
})

test('a reference is looked up as it was read out: in small letters, without its dash', async (t) => {
  const world = await shopOfAnna(t)
  const reference = referenceOn(await world.visitor().open(asked({ redirect_uri: 'http://localhost:9/other' })))
  const owner = await signIn(await world.visitor().open('/apps/failures'), anna)
  await owner.fill('Référence', ` ${reference.toLowerCase().replace('-', ' ')} `).press('Chercher')
  t.is(owner.url, `${world.url}/apps/failures/${reference}`)
  await owner.open('/apps/failures')
  await owner.fill('Référence', 'AAAA-AA').press('Chercher')
  t.is(owner.status, 422)
  t.regex(owner.text, /ne trouvons pas cette référence/)
})

test('nobody else reads it: to them there is no such reference', async (t) => {
  const world = await shopOfAnna(t)
  await openAccountOf(world.idp, ben)
  const reference = referenceOn(
    await world.visitor().open(asked({ scope: 'openid profile', redirect_uri: 'http://localhost:9/x' })),
  )
  const other = await signIn(await world.visitor().open(`/apps/failures/${reference}`), ben)
  t.is(other.status, 404)
  await other.open('/apps/failures')
  await other.fill('Référence', reference).press('Chercher')
  t.is(other.status, 422)
})

test('an app is told where to read on, in its error response and in its redirect', async (t) => {
  const world = await shopOfAnna(t)
  const answer = await token(world, { client_id: 'shop', client_secret: 'wrong', code: 'x', code_verifier: 'y' })
  t.is(answer.error, 'invalid_client')
  t.regex(answer.error_uri ?? '', new RegExp(`^${world.url}/apps/failures/[2-9A-Z]{4}-[2-9A-Z]{2}$`))
  const visitor = world.visitor()
  const { headers } = await get(world.url + asked({ scope: 'openid profile', state: 's' }))
  const back = new URL(String(headers.get('location')))
  t.is(back.searchParams.get('error'), 'invalid_scope')
  t.regex(back.searchParams.get('error_uri') ?? '', /\/apps\/failures\//)
  await visitor.open(asked({ prompt: 'none', redirect_uri: `${world.url}/` }))
})

test('what is part of an ordinary exchange is no failure', async (t) => {
  const world = await shopOfAnna(t)
  const { headers } = await get(world.url + asked({ prompt: 'none' }))
  const back = new URL(String(headers.get('location')))
  t.is(back.searchParams.get('error'), 'login_required')
  t.false(back.searchParams.has('error_uri'))
  t.is((await world.idp.db('failure')).length, 0)
})

test('an app whose answers come in the fragment is told there', async (t) => {
  const world = await shopOfAnna(t)
  const { headers } = await get(world.url + asked({ response_type: 'token' }))
  const answer = new URLSearchParams(new URL(String(headers.get('location'))).hash.slice(1))
  t.is(answer.get('error'), 'invalid_request')
  t.regex(answer.get('error_uri') ?? '', /\/apps\/failures\//)
})

test('who opens a reference that is not theirs is asked to check it', async (t) => {
  const world = await shopOfAnna(t)
  const owner = await signIn(await world.visitor().open('/apps/failures/AAAA-AA'), anna)
  t.is(owner.status, 404)
  t.regex(owner.text, /ne trouvons pas cette référence/)
})

test('what was sent is said in the language of the page', async (t) => {
  const world = await shopOfAnna(t)
  const { headers } = await get(world.url + asked({}).replace(/&code_challenge.*/, ''))
  const { pathname } = new URL(new URL(String(headers.get('location'))).searchParams.get('error_uri') ?? '')
  const owner = await signIn(await world.visitor().open(pathname), anna)
  t.regex(owner.text, /code_challenge envoyé\s+absent\s+Enregistré ou attendu\s+toujours/)
  await owner.open(`${pathname}?lang=en`)
  t.regex(owner.text, /code_challenge sent\s+not sent\s+Registered or expected\s+always/)
})

/** What goes wrong most, and the rule that the app's builder is told. */
const mistakes: readonly [name: string, expected: RuleName, make: (world: Shop) => Promise<unknown>][] = [
  ['an identifier that nobody has', 'unknownClient', ({ url }) => get(url + asked({ client_id: 'shopp' }))],
  ['another redirect address', 'redirectUri', ({ url }) => get(url + asked({ redirect_uri: `${BACK}?a=b` }))],
  ['a scope too many', 'scope', ({ url }) => get(url + asked({ scope: 'openid profile' }))],
  ['no PKCE', 'pkceMissing', ({ url }) => get(url + asked({ code_challenge: '', code_challenge_method: '' }))],
  ['the implicit flow', 'responseType', ({ url }) => get(url + asked({ response_type: 'id_token' }))],
  ['an unknown way to answer', 'responseMode', ({ url }) => get(url + asked({ response_mode: 'fragment' }))],
  ['a parameter twice', 'twice', ({ url }) => get(`${url}${asked({})}&scope=email`)],
  [
    'a pushed request that is gone',
    'requestUri',
    ({ url }) => get(`${url}/auth?client_id=shop&request_uri=urn:ietf:params:oauth:request_uri:gone`),
  ],
  [
    'another address after signing out',
    'postLogoutRedirectUri',
    ({ url }) => get(`${url}/session/end?client_id=shop&post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A9%2F`),
  ],
  ['a hint that is no token', 'idTokenHint', ({ url }) => get(`${url}/session/end?id_token_hint=nothing`)],
  ['a wrong secret', 'secret', (world) => token(world, { client_id: 'shop', client_secret: 'wrong', code: 'x' })],
  ['no secret', 'authenticationMethod', (world) => token(world, { client_id: 'shop', code: 'x' })],
  [
    'a code that is gone',
    'codeUnknown',
    (world) => token(world, { client_id: 'shop', client_secret: SECRET, code: 'x', code_verifier: 'y'.repeat(43) }),
  ],
  [
    'a grant that is not its',
    'grantType',
    (world) =>
      token(world, { client_id: 'shop', client_secret: SECRET, grant_type: 'refresh_token', refresh_token: 'x' }),
  ],
  [
    'a token of nobody',
    'accessToken',
    ({ url }) =>
      send(`${url}/me`, { method: 'GET', headers: { authorization: 'Bearer nothing', accept: 'application/json' } }),
  ],
  ['another redirect address, pushed', 'redirectUri', ({ url }) => push(url, { redirect_uri: `${BACK}/` })],
  ['no code', 'missing', (world) => token(world, { client_id: 'shop', client_secret: SECRET })],
]

for (const [name, expected, make] of mistakes) {
  test(`the rule is named: ${name}`, async (t) => {
    const world = await shopOfAnna(t)
    await make(world)
    const [row] = await world.idp.db('failure')
    const found = await explain(world.idp.db, String(row?.reference))
    t.is(found?.rule.name, expected, JSON.stringify(row))
  })
}

for (const [name, expected, metadata, verifier] of [
  ['a code with another verifier', 'pkceWrong', {}, 'v'.repeat(43)],
  ['a code without the proof that the app has promised', 'proof', { dpop_bound_access_tokens: true }, undefined],
] as const) {
  test(`the rule is named: ${name}`, async (t) => {
    const world = await idpWith(t)
    await openAccountOf(world.idp, anna)
    const app = await testApp(t, world, metadata)
    const begun = await app.begin()
    const visitor = await signIn(await world.visitor().open(begun.address), anna)
    const parameters = oauth.validateAuthResponse(app.as, app.client, new URL(visitor.url), begun.state)
    await app.redeem({ parameters, verifier: verifier ?? begun.verifier })
    const [row] = await world.idp.db('failure')
    const found = await explain(world.idp.db, String(row?.reference))
    t.is(found?.rule.name, expected, JSON.stringify(row))
  })
}

test('a failure holds nothing that is secret, and nothing of a person', async (t) => {
  const world = await shopOfAnna(t)
  const personal = { login_hint: anna.email, state: 'state-of-the-app', nonce: 'nonce-of-the-app' }
  await get(world.url + asked({ scope: 'openid profile', ...personal }))
  await token(world, {
    client_id: 'shop',
    client_secret: SECRET,
    code: 'code-of-the-app',
    code_verifier: 'verifier-of-the-app',
  })
  const kept = JSON.stringify(await world.idp.db('failure'))
  t.is((await world.idp.db('failure')).length, 2)
  for (const secret of [...Object.values(personal), SECRET, 'code-of-the-app', 'verifier-of-the-app']) {
    t.false(kept.includes(secret), secret)
  }
})

test('who invents identifiers shares one budget with all who do', async (t) => {
  const world = await shopOfAnna(t)
  const invented = (n: number) => get(world.url + asked({ client_id: `invented-${n}` }))
  for (let round = 0; round < 31; round += 1) {
    await Promise.all(Array.from({ length: 10 }, (_, at) => invented(10 * round + at)))
  }
  t.is((await world.idp.db('failure')).length, 300)
  await get(world.url + asked({ scope: 'openid profile' }))
  t.is((await world.idp.db('failure').where({ client_id: 'shop' })).length, 1)
})

test('at most three hundred of one app are kept in an hour, and each for thirty days', async (t) => {
  const world = await shopOfAnna(t)
  await world.idp.db('failure').del()
  const shoot = () => get(world.url + asked({ scope: 'openid profile' }))
  for (let round = 0; round < 31; round += 1) await Promise.all(Array.from({ length: 10 }, shoot))
  t.is((await world.idp.db('failure')).length, 300)
  await purgeFailures(world.idp.db, world.clock.now() + 29 * DAY)
  t.is((await world.idp.db('failure')).length, 300)
  await purgeFailures(world.idp.db, world.clock.now() + 31 * DAY)
  t.is((await world.idp.db('failure')).length, 0)
})

for (const [lang, width, title] of [
  ['fr', 390, 'Pourquoi la demande a été refusée.'],
  ['en', 1280, 'Why the request was refused.'],
] as const) {
  test(`the page can be read by everybody, in ${lang} at ${width} px`, async (t) => {
    const world = await shopOfAnna(t)
    const reference = referenceOn(await world.visitor().open(asked({ redirect_uri: `${BACK}/elsewhere?and=more` })))
    const owner = await inChromium(t, { lang, width, inspected: true })
    await owner.open(`${world.url}/apps/failures/${reference}`)
    await owner.arriveAt(words[lang].headings.signIn)
    await owner.fill(words[lang].bmwId, anna.email)
    await owner.fill(words[lang].password, anna.password)
    await owner.press(words[lang].signIn)
    await owner.arriveAt(title)
    await owner.open(`${world.url}/apps/failures`)
    await owner.arriveAt(lang === 'fr' ? 'Comprendre un refus.' : 'Understand a refusal.')
    t.deepEqual([...new Set(owner.findings)], [])
  })
}
