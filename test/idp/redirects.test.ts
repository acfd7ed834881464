import test, { type ExecutionContext } from 'ava'
import { base64url } from 'jose'
import { saveClient } from '../../idp/clients/service.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import { type Answer, send } from '../support/visitor/wire.ts'

// Where a browser may be sent is what the app registered, character by character (RFC 9700 §2.1, §4.1, §4.11).

const BACK = 'https://shop.example/account/back'
const BYE = 'https://shop.example/account/bye'

/** An app without PAR, so that everything stands in the address: the easiest to attack. */
async function idpWithShop(t: ExecutionContext): Promise<TestIdp> {
  const world = await idpWith(t)
  const shop = {
    client_id: 'shop',
    client_name: 'A shop',
    redirect_uris: [BACK],
    post_logout_redirect_uris: [BYE],
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    id_token_signed_response_alg: 'ES256',
    scope: 'openid',
  }
  await saveClient(world.idp, shop)
  return world
}

/** Everything that has fooled somebody's comparison of addresses. */
const variantsOf = (address: string): readonly string[] => {
  const { host, pathname: path } = new URL(address)
  const at = (rest: string, scheme = 'https'): string => `${scheme}://${rest}`
  return [
    at(`SHOP.example${path}`),
    at(`${host}${path}`, 'HTTPS'),
    at(`${host}${path}`, 'Https'),
    at(`${host}${path.toUpperCase()}`),
    at(`${host}${path}/`),
    at(`${host}${path}//`),
    at(`${host}/${path}`),
    at(`${host}/`),
    at(host),
    at(`${host}/account`),
    at(`${host}${path}/more`),
    at(`${host}/evil/..${path}`),
    at(`${host}${path}/..`),
    at(`${host}${path}/../evil`),
    at(`${host}${path}/%2e%2e/evil`),
    at(`${host}${path}%2f..%2fevil`),
    at(`${host}${path.replace('/account/', '/account%2f')}`),
    at(`${host}${path.replace('/account/', '/./account/')}`),
    at(`${host}${path.replace('a', '%61')}`),
    at(`${host}${path};a=b`),
    at(`${host}${path}%00`),
    at(`${host}${path}%20`),
    at(`${host}${path} `),
    ` ${at(`${host}${path}`)}`,
    at(`${host}${path}\t`),
    at(`${host}${path}\n`),
    at(`${host}${path}\r\nSet-Cookie: a=evil`),
    at(`${host}${path}\0`),
    at(`${host}${path}?`),
    at(`${host}${path}?a=b`),
    at(`${host}${path}?next=https://evil.example`),
    at(`${host}${path}#`),
    at(`${host}${path}#fragment`),
    at(`${host}.${path}`),
    at(`${host}:443${path}`),
    at(`${host}:8443${path}`),
    at(`${host}:${path}`),
    at(`${host}.evil.example${path}`),
    at(`evil-${host}${path}`),
    at(`evil.${host}${path}`),
    at(`evil.example/${host}${path}`),
    at(`evil.example?${host}${path}`),
    at(`evil.example#${host}${path}`),
    at(`evil.example\\@${host}${path}`),
    at(`${host}\\@evil.example${path}`),
    at(`${host}@evil.example${path}`),
    at(`evil@${host}${path}`),
    at(`evil:evil@${host}${path}`),
    at(`${host}%2eevil.example${path}`),
    at(`${host}%00.evil.example${path}`),
    at(`127.0.0.1${path}`),
    at(`[::1]${path}`),
    at(`[::ffff:7f00:1]${path}`),
    at(`2130706433${path}`),
    at(`ѕhop.example${path}`),
    at(`ｓhop.example${path}`),
    at(`shop。example${path}`),
    at(`xn--hop-xdd.example${path}`),
    at(`shop.еxample${path}`),
    at(`${host}${path}`, 'http'),
    `//${host}${path}`,
    `${host}${path}`,
    path,
    `/\\${host}${path}`,
    at(`/${host}${path}`),
    `https:${host}${path}`,
    `https:/${host}${path}`,
    `javascript://${host}${path}%0aalert(1)`,
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    `view-source:${at(`${host}${path}`)}`,
    `blob:${at(`${host}${path}`)}`,
    `intent://${host}${path}`,
    'about:blank',
    '*',
    at('*.example/account/back'),
    '"><script>alert(1)</script>',
    '',
    'null',
    `${address},https://evil.example`,
    `${address} https://evil.example`,
    `${address}\uff0f..`,
    `${address}\u200b`,
    `${address}\u202e`,
  ]
}

const request = (changes: Readonly<Record<string, string>>): URLSearchParams =>
  new URLSearchParams({
    client_id: 'shop',
    redirect_uri: BACK,
    response_type: 'code',
    scope: 'openid',
    state: 'the-state-of-evil',
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
    ...changes,
  })

const get = (world: TestIdp, path: string, query: URLSearchParams | string, accept = 'text/html'): Promise<Answer> =>
  send(`${world.url}${path}?${query}`, { method: 'GET', headers: { accept } })

const post = (world: TestIdp, path: string, form: URLSearchParams): Promise<Answer> =>
  send(`${world.url}${path}`, {
    method: 'POST',
    body: form.toString(),
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': `${Buffer.byteLength(`${form}`)}`,
    },
  })

/** A page that leads nowhere and shows nothing of the address. */
function staysHere(t: ExecutionContext, answer: Answer, name: string): void {
  t.is(answer.status, 400, `${name}: ${answer.body}`)
  t.is(answer.headers.get('location'), null, name)
  t.is(answer.headers.get('refresh'), null, name)
  t.notRegex(answer.body, /shop\.|evil|example|alert|the-state-of-evil|http-equiv/i, name)
  for (const [header, value] of answer.headers) t.notRegex(value, /evil|example|alert/i, `${name} ${header}`)
}

test('the registered address is taken, so that each refusal below is for the variant alone [R43]', async (t) => {
  const world = await idpWithShop(t)
  const answer = await get(world, '/auth', request({}))
  t.is(answer.status, 303)
  t.regex(answer.headers.get('location') ?? '', /^\/interaction\/[\w-]+$/)
  t.is((await post(world, '/request', request({}))).status, 201)
  t.is(
    (await get(world, '/session/end', new URLSearchParams({ client_id: 'shop', post_logout_redirect_uri: BYE })))
      .status,
    200,
  )
  t.true(new Set(variantsOf(BACK)).size >= 80)
})

test('over 80 variants of redirect_uri: none is redirected to, none is shown, in the address or pushed [R43]', async (t) => {
  const world = await idpWithShop(t)
  for (const variant of variantsOf(BACK)) {
    const name = JSON.stringify(variant)
    staysHere(t, await get(world, '/auth', request({ redirect_uri: variant })), name)
    staysHere(t, await post(world, '/request', request({ redirect_uri: variant })), name)
  }
})

test('a redirect_uri said twice, or as a list or an object, is none [R43]', async (t) => {
  const world = await idpWithShop(t)
  const evil = 'https://evil.example/back'
  const others: URLSearchParams[] = []
  for (const [first, second] of [
    [BACK, evil],
    [evil, BACK],
    [BACK, BACK],
  ] as const) {
    const query = request({ redirect_uri: first })
    query.append('redirect_uri', second)
    others.push(query)
  }
  for (const name of ['redirect_uri[]', 'redirect_uri[0]', 'redirect_uri[a]', 'Redirect_uri', 'redirect_uri ', '']) {
    const query = request({})
    query.delete('redirect_uri')
    if (name) query.append(name, evil)
    others.push(query)
  }
  for (const query of others) {
    staysHere(t, await get(world, '/auth', query), query.toString())
    staysHere(t, await post(world, '/request', query), query.toString())
  }
})

test('whatever else is wrong, an error never goes to an address that is not registered, and to the registered one as it is [R43][R17]', async (t) => {
  const world = await idpWithShop(t)
  const wrong: Readonly<Record<string, string>>[] = [
    { scope: 'openid evil' },
    { response_type: 'token' },
    { response_type: 'id_token' },
    { response_type: 'none' },
    { response_type: '' },
    { response_mode: 'fragment' },
    { response_mode: 'form_post' },
    { response_mode: 'web_message' },
    { response_mode: 'evil' },
    { prompt: 'none' },
    { prompt: 'none', login_hint: 'anna@example.test' },
    { prompt: 'none login' },
    { max_age: '-1' },
    { code_challenge: '' },
    { code_challenge_method: 'plain' },
    { request: 'a.b.c' },
    { request_uri: 'https://evil.example/request' },
    { request_uri: 'urn:ietf:params:oauth:request_uri:evil' },
    { registration: '{}' },
    { id_token_hint: 'a.b.c' },
    { claims: '{' },
    { resource: 'https://evil.example' },
    { nonce: '\0' },
  ]
  for (const changes of wrong) {
    const name = JSON.stringify(changes)
    for (const uri of ['https://evil.example/back', `${BACK}?a=b`, 'javascript:alert(1)']) {
      staysHere(t, await get(world, '/auth', request({ ...changes, redirect_uri: uri })), name)
    }
    const honest = await get(world, '/auth', request(changes))
    const to = honest.headers.get('location')
    t.true(honest.status < 500, `${name} ${honest.status}`)
    if (to?.startsWith('/')) t.regex(to, /^\/interaction\//, name)
    else if (to !== null) t.true(to.startsWith(`${BACK}?`) || to.startsWith(`${BACK}#`), `${name} ${to}`)
    const form = /<form[^>]* action="([^"]*)"/.exec(honest.body)?.[1]
    if (form !== undefined) t.is(form, BACK, name)
  }
  staysHere(t, await get(world, '/auth', request({ client_id: 'nobody' })), 'an app that is not there')
  staysHere(t, await get(world, '/auth', request({ client_id: '' })), 'no app')
  staysHere(
    t,
    await get(world, '/auth', request({ client_id: 'nobody', redirect_uri: 'https://evil.example' })),
    'neither',
  )
})

test('over 80 variants of post_logout_redirect_uri: none is redirected to, none is shown [R43]', async (t) => {
  const world = await idpWithShop(t)
  for (const variant of variantsOf(BYE).filter(Boolean)) {
    const name = JSON.stringify(variant)
    const query = new URLSearchParams({
      client_id: 'shop',
      post_logout_redirect_uri: variant,
      state: 'the-state-of-evil',
    })
    staysHere(t, await get(world, '/session/end', query), name)
  }
})

test('without an app, or with a hint that nobody signed, post_logout_redirect_uri leads nowhere [R43]', async (t) => {
  const world = await idpWithShop(t)
  const encode = (value: object): string => base64url.encode(JSON.stringify(value))
  const claims = { iss: world.url, aud: 'shop', sub: 'a', iat: 1, exp: 4_000_000_000 }
  const hints = [
    `${encode({ alg: 'none' })}.${encode(claims)}.`,
    `${encode({ alg: 'ES256' })}.${encode(claims)}.AAAA`,
    `${encode({ alg: 'HS256' })}.${encode(claims)}.AAAA`,
    'a.b.c',
    '%00',
  ]
  for (const hint of hints) {
    for (const uri of [BYE, 'https://evil.example/bye']) {
      const query = new URLSearchParams({ id_token_hint: hint, post_logout_redirect_uri: uri })
      staysHere(t, await get(world, '/session/end', query), `${hint} ${uri}`)
    }
  }
  for (const uri of [BYE, 'https://evil.example/bye', 'javascript:alert(1)']) {
    const visitor = await world.visitor().open(`/session/end?${new URLSearchParams({ post_logout_redirect_uri: uri })}`)
    t.notRegex(visitor.html, /shop\.|evil|alert/)
    t.notRegex(visitor.headers.get('content-security-policy') ?? '', /shop|evil/)
    await visitor.press('Continuer')
    t.is(visitor.url, `${world.url}/session/end/success`)
    t.is(visitor.heading, 'Vous êtes déconnecté.')
  }
  for (const query of ['client_id=shop&client_id=evil', 'post_logout_redirect_uri=a&post_logout_redirect_uri=b']) {
    staysHere(t, await get(world, '/session/end', query), query)
  }
  t.is((await get(world, '/session/end/success', 'client_id=evil')).status, 400)
})
