import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import test, { type ExecutionContext } from 'ava'
import { createJar } from '../../shared/http/cookies.ts'
import { listen } from '../../shared/http/server.ts'
import { idpWith } from '../support/serve.ts'
import { send } from '../support/visitor/wire.ts'

type Headers = Readonly<Record<string, string>>

async function provider(t: ExecutionContext, env: Headers = {}) {
  const world = await idpWith(t, { env })
  const ask = (path: string, headers: Headers = {}, method = 'GET', body?: string) =>
    send(`${world.url}${path}`, { method, headers, ...(body === undefined ? {} : { body }) })
  return { ...world, ask, host: new URL(world.url).host }
}

test('only our own host is answered, whoever tells another one [R24][R48]', async (t) => {
  const { ask, host, url } = await provider(t)
  const { hostname, port } = new URL(url)
  for (const wrong of ['evil.example', hostname, `evil.example:${port}`, `${host}.evil.example`, `evil@${host}`]) {
    t.is((await ask('/', { host: wrong })).status, 421, wrong)
    t.not((await ask('/.well-known/openid-configuration', { host: wrong })).status, 200, wrong)
  }
  for (const name of ['x-forwarded-host', 'x-host', 'forwarded', 'x-original-host', 'x-forwarded-server']) {
    const { status, body } = await ask('/.well-known/openid-configuration', { [name]: 'evil.example' })
    t.is(status, 200)
    t.false(body.includes('evil'), name)
  }
})

test('a request that names no host, two, or another one in its first line is not answered', async (t) => {
  const { url, host } = await provider(t)
  const { port } = new URL(url)
  const firstLine = async (request: string): Promise<string> => {
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(request)
    return (await text(socket)).split('\r\n')[0] ?? ''
  }
  t.regex(await firstLine('GET / HTTP/1.1\r\nConnection: close\r\n\r\n'), /^HTTP\/1.1 400/)
  t.regex(await firstLine('GET / HTTP/1.0\r\n\r\n'), /^HTTP\/1.1 421/)
  t.regex(await firstLine('GET / HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n'), /^HTTP\/1.1 421/)
  const two = `GET /.well-known/openid-configuration HTTP/1.1\r\nHost: evil.example\r\nHost: ${host}\r\nConnection: close\r\n\r\n`
  t.notRegex(await firstLine(two), / 200 /)
  const absolute = `GET http://evil.example/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`
  t.notRegex(await firstLine(absolute), / 200 /)
})

test('nobody but a listed proxy says where a request came from [R20]', async (t) => {
  const heardBy = async (trustedProxies: readonly string[], headers: Headers) => {
    const options = { port: 0, host: '127.0.0.1', publicUrl: 'https://id.example', trustedProxies }
    const server = await listen((request, response) => response.end(JSON.stringify(request.headers)), options)
    const { body } = await send(`http://127.0.0.1:${server.port}/`, { method: 'GET', headers })
    await server.close()
    const { host: _, connection: __, ...heard } = JSON.parse(body) as Record<string, string>
    return heard
  }
  const told = (ip: string) => ({ 'x-forwarded-for': ip, 'x-forwarded-proto': 'https' })
  const claims = {
    'x-forwarded-for': '203.0.113.9, 198.51.100.7',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
    forwarded: 'for=203.0.113.9',
    'x-original-url': '/admin',
  }
  t.deepEqual(await heardBy([], claims), told('127.0.0.1'))
  t.deepEqual(await heardBy(['10.0.0.0/8'], claims), told('127.0.0.1'))
  t.deepEqual(await heardBy(['127.0.0.0/8'], claims), told('198.51.100.7'), 'the one that the proxy itself saw')
  t.deepEqual(await heardBy(['127.0.0.1', '::1'], {}), told('127.0.0.1'))
})

const HEADERS: Headers = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}

test('every answer carries the headers that protect it [R36][R37]', async (t) => {
  const { ask, idp, log } = await provider(t)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const answers = {
    200: await ask('/'),
    400: await ask('/auth?client_id=nobody'),
    403: await ask('/interaction/x', { ...form, 'sec-fetch-site': 'cross-site' }, 'POST', ''),
    404: await ask('/nowhere'),
    410: await ask('/interaction/gone'),
    405: await ask('/health', form, 'POST', ''),
    421: await ask('/', { host: 'evil.example' }),
  }
  await idp.db.schema.renameTable('client', 'gone')
  const broken = await ask('/')
  await idp.db.schema.renameTable('gone', 'client')
  t.is(log.takeErrors().length, 1)

  for (const [status, answer] of [...Object.entries(answers), ['500', broken] as const]) {
    t.is(answer.status, Number(status))
    for (const [name, value] of Object.entries(HEADERS)) t.is(answer.headers.get(name), value, `${status} ${name}`)
    const policy = answer.headers.get('content-security-policy') ?? ''
    t.regex(policy, /default-src 'none'/, status)
    t.regex(policy, /frame-ancestors 'none'/, status)
    t.notRegex(policy, /unsafe|\*/, status)
    t.is(answer.headers.get('x-powered-by'), null)
    t.is(answer.headers.get('strict-transport-security'), null, 'not over http')
  }
  t.regex(answers[405].headers.get('allow') ?? '', /GET/)
  t.regex(broken.body, /Référence/)
  t.notRegex(broken.body, /SQLITE|no such table|at /, 'nothing from inside')
})

test('what the engine answers to programs is protected too', async (t) => {
  const { ask } = await provider(t)
  for (const path of ['/.well-known/openid-configuration', '/jwks']) {
    const { status, headers } = await ask(path)
    t.is(status, 200)
    t.is(headers.get('x-content-type-options'), 'nosniff')
    t.is(headers.get('access-control-allow-credentials'), null)
  }
  for (const path of ['/token', '/request', '/me', '/token/revocation']) {
    const { headers } = await ask(path, { origin: 'https://evil.example', authorization: 'Bearer x' }, 'POST', '')
    t.is(headers.get('access-control-allow-credentials'), null, path)
    t.is(headers.get('x-content-type-options'), 'nosniff')
  }
})

test('what a browser sends from another site is refused, by whatever tells us [R35]', async (t) => {
  const { ask, url } = await provider(t)
  const other = 'https://evil.example'
  const matrix: readonly (readonly [Headers, boolean])[] = [
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'none' }, true],
    [{ 'sec-fetch-site': 'same-site' }, false],
    [{ 'sec-fetch-site': 'cross-site' }, false],
    [{ 'sec-fetch-site': 'Same-Origin' }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: url }, false],
    [{ origin: url }, true],
    [{ origin: other }, false],
    [{ origin: 'null' }, false],
    [{ origin: other, referer: `${url}/` }, false],
    [{ referer: `${url}/signup` }, true],
    [{ referer: `${other}/${url}` }, false],
    [{ referer: `${url}.evil.example/` }, false],
    [{ referer: 'nonsense' }, false],
    [{}, true],
  ]
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  for (const [headers, passes] of matrix) {
    const { status } = await ask('/interaction/none', { ...form, ...headers }, 'POST', '')
    t.is(status, passes ? 410 : 403, JSON.stringify(headers))
    t.not((await ask('/', headers)).status, 403, 'reading is free')
  }
  for (const method of ['PUT', 'DELETE', 'PATCH']) {
    t.is((await ask('/interaction/none', { 'sec-fetch-site': 'cross-site' }, method)).status, 405, method)
  }
})

test('a program that prefers JSON is told so, as RFC 9457 has it', async (t) => {
  const { ask } = await provider(t)
  const { status, headers, body } = await ask('/nowhere', { accept: 'application/json' })
  t.is(status, 404)
  t.regex(headers.get('content-type') ?? '', /^application\/problem\+json/)
  t.like(JSON.parse(body), { type: 'about:blank', status: 404, title: 'Cette page n’existe pas.' })
})

test('requests are logged by their route, never by their address [R76]', async (t) => {
  const { ask, log } = await provider(t)
  await ask('/interaction/secret-uid?token=abc')
  const entry = log.entries.find(({ message }) => message === 'request')
  t.like(entry?.fields, { method: 'GET', route: '/interaction/:uid', status: 410 })
  t.notRegex(JSON.stringify(log.entries), /secret-uid|abc/)
})

test('a breakdown is logged with its reference', async (t) => {
  const { ask, idp, log } = await provider(t)
  await idp.db.schema.renameTable('client', 'gone')
  const { body } = await ask('/')
  await idp.db.schema.renameTable('gone', 'client')
  const [bug] = log.takeErrors()
  t.true(body.includes(String(bug?.fields['requestId'])))
})

test('a database that is away is logged with the reason, under the reference that the answer has', async (t) => {
  const { ask, idp, log } = await provider(t)
  const full = Object.assign(new Error('SQLITE_FULL: database or disk is full'), { code: 'SQLITE_FULL' })
  idp.db.on('query', () => {
    throw full
  })
  const { status, body } = await ask('/logos/none.png', { accept: 'application/json' })
  idp.db.removeAllListeners('query')
  t.is(status, 503)
  const told = log.entries.find(({ level }) => level === 'warn')
  t.is(told?.fields['err'], full)
  t.is((JSON.parse(body) as { instance: string }).instance, String(told?.fields['requestId']))
})

test('over https cookies are for one host only and never leave it unprotected [R30]', (t) => {
  const written: unknown[][] = []
  const ctx = { cookies: { get: () => undefined, set: (...args: unknown[]) => written.push(args) } } as never
  createJar('bmwid', 'https://id.example').write(ctx, 'device', 'x', { maxAge: 1 })
  createJar('bmwid', 'http://localhost:3000').write(ctx, 'device', 'x')
  t.like(written[0]?.[2], { httpOnly: true, sameSite: 'lax', path: '/', secure: true })
  t.is(written[0]?.[0], '__Host-bmwid_device')
  t.is(written[1]?.[0], 'bmwid_device')
})
