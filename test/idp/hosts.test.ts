import test from 'ava'
import { listen } from '../../shared/http/server.ts'
import { people } from '../support/people.ts'
import { type RawAnswer, sendRaw } from '../support/raw.ts'
import { worldWith } from '../support/world.ts'

// Links, redirects, discovery and cookies are made of our public address alone, whatever a request says of hosts.

const DISCOVERY = '/.well-known/openid-configuration'
const pathsOf = (providerUrl: string, url: string): readonly string[] =>
  url === providerUrl
    ? ['/', DISCOVERY, '/signup', '/password/reset?token=a', '/session/end', '/auth?client_id=nobody', '/no-such-page']
    : ['/', '/help', '/home', '/logout', '/callback?state=a&code=b', '/.well-known/jwks.json', '/no-such-page']

/** Each of these is believed by some framework or some proxy. */
const poisons = [
  'X-Forwarded-Host: evil.example',
  'X-Forwarded-Server: evil.example',
  'X-Forwarded-Proto: https',
  'X-Forwarded-Proto: evil',
  'X-Forwarded-Port: 666',
  'X-Forwarded-Prefix: /evil',
  'X-Forwarded-Scheme: evil',
  'X-Forwarded-For: evil.example',
  'X-Original-URL: /evil',
  'X-Original-Host: evil.example',
  'X-Rewrite-URL: /evil',
  'X-Host: evil.example',
  'Forwarded: for=evil;host=evil.example;proto=https',
  'X-HTTP-Host-Override: evil.example',
  'X-HTTP-Method-Override: DELETE',
  'Base-Url: https://evil.example',
  'Destination: https://evil.example',
]

const leads = ({ headers }: RawAnswer): readonly string[] =>
  headers.filter(([name]) => name === 'location' || name === 'set-cookie').map((pair) => pair.join(': '))

test('what a request says of hosts beside Host changes nothing: no link, redirect, cookie or endpoint follows it [R24][R48]', async (t) => {
  const { url, portalUrl } = await worldWith(t)
  for (const product of [url, portalUrl]) {
    const { host } = new URL(product)
    for (const path of pathsOf(url, product)) {
      const honest = await sendRaw(product, [`GET ${path} HTTP/1.1`, `Host: ${host}`])
      const poisoned = await sendRaw(product, [`GET ${path} HTTP/1.1`, `Host: ${host}`, ...poisons])
      t.is(poisoned.status, honest.status, path)
      t.is(poisoned.headers.length, honest.headers.length, path)
      t.notRegex(poisoned.text, /evil|:666|https:\/\/localhost/, path)
      for (const lead of leads(poisoned)) t.notRegex(lead, /domain=/i)
    }
  }
})

test('only our own host is answered: 421 for each other spelling, and nothing of it in the answer [R24][R48]', async (t) => {
  const { url, portalUrl } = await worldWith(t)
  for (const product of [url, portalUrl]) {
    const { host, port } = new URL(product)
    const strangers = [
      'evil.example',
      'localhost',
      'localhost:1',
      `evil.example:${port}`,
      `${host}.evil.example`,
      `evil.${host}`,
      `localhost.:${port}`,
      `localhost.evil.example:${port}`,
      `127.0.0.1:${port}`,
      `[::1]:${port}`,
      `evil@${host}`,
      `${host}@evil.example`,
      `${host}, evil.example`,
      `${host} evil.example`,
      `${host}/evil`,
      `${host}#evil`,
      `${host}?evil`,
      `${host}\\evil`,
      `http://${host}`,
      '',
    ]
    for (const stranger of strangers) {
      for (const path of ['/', DISCOVERY, '/health']) {
        const answer = await sendRaw(product, [`GET ${path} HTTP/1.1`, `Host: ${stranger}`])
        t.is(answer.status, 421, `${stranger} ${path}`)
        t.notRegex(answer.text, /evil/, stranger)
        t.deepEqual(leads(answer), [])
      }
    }
  }
})

test('an absolute request target counts for more than Host, a second Host for nothing [R24][R48]', async (t) => {
  const { url, portalUrl } = await worldWith(t)
  for (const product of [url, portalUrl]) {
    const { host } = new URL(product)
    const path = product === url ? DISCOVERY : '/'
    const ask = (target: string, ...hosts: string[]) =>
      sendRaw(product, [`GET ${target} HTTP/1.1`, ...hosts.map((name) => `Host: ${name}`)])
    for (const scheme of ['http', 'https', 'HTTP']) {
      const answer = await ask(`${scheme}://evil.example${path}`, host)
      t.is(answer.status, 421, scheme)
      t.notRegex(answer.text, /evil/)
    }
    t.is((await ask(`http://${host}@evil.example${path}`, host)).status, 421)
    t.is((await ask(`http://evil.example:80${path}`, host)).status, 421)
    const own = await ask(`http://${host}${path}`, 'evil.example')
    t.is(own.status, 200)
    t.notRegex(own.text, /evil/)
    const asUser = await ask(`http://evil@${host}${path}`, host)
    t.notRegex(asUser.text, /evil/)
    t.is((await ask(path, host, 'evil.example')).status, 400)
    t.is((await ask(path, 'evil.example', host)).status, 400)
    t.is((await ask(path, host, host)).status, 400)
    t.is((await ask(path)).status, 400)
    for (const target of [
      '*',
      'http://[',
      'http:///',
      'ftp://evil.example/',
      'evil.example:80',
      'javascript:alert(1)',
    ]) {
      const answer = await ask(target, host)
      t.is(answer.status, 400, target)
      t.notRegex(answer.text, /evil|alert/, target)
    }
  }
})

test('odd paths are pages that do not exist, and their links stay on the site [R43][R89]', async (t) => {
  const { url, portalUrl } = await worldWith(t)
  const odd = [
    '//evil.example',
    '//evil.example/%2f..',
    '///',
    '//[',
    '/\\evil.example',
    '/\\[',
    '/%',
    '/%00',
    '/%0d%0aa:b',
    '/%ff',
    '/.//evil.example',
    '/;a=b',
    '/..;/home',
  ]
  for (const product of [url, portalUrl]) {
    for (const path of odd) {
      const answer = await sendRaw(product, [`GET ${path} HTTP/1.1`, `Host: ${new URL(product).host}`])
      t.is(answer.status, 404, path)
      t.deepEqual(leads(answer), [])
      t.notRegex(answer.body, /href="(?:\/\/|\/\\|https?:\/\/evil)/, path)
    }
  }
})

test('the link in a mail leads to our own address, whatever the request that asked for it said [R24]', async (t) => {
  const { url, inbox } = await worldWith(t)
  const { host } = new URL(url)
  const asked = [['Host', host], ...poisons.map((line) => line.split(': '))]
  const form = new URLSearchParams({
    civility: 'madame',
    givenName: 'Mira',
    familyName: 'Solberg',
    email: 'mira@example.test',
    password: people.anna.password,
    terms: 'on',
  }).toString()
  const answer = await sendRaw(
    url,
    [
      'POST /signup HTTP/1.1',
      ...asked.map(([name, value]) => `${name}: ${value}`),
      'Content-Type: application/x-www-form-urlencoded',
      `Content-Length: ${form.length}`,
    ],
    form,
  )
  t.is(answer.status, 303, answer.body)
  t.notRegex(answer.text, /evil/)
  const mail = await inbox.last('mira@example.test')
  t.true(mail.links.length > 0)
  for (const link of mail.links) t.is(new URL(link).origin, url)
  t.notRegex(JSON.stringify(mail), /evil/)
})

test('whence somebody comes is what the trusted proxy says last, and nobody else is believed [R20]', async (t) => {
  const seen = async (trustedProxies: readonly string[], forwarded: readonly string[]) => {
    const server = await listen((request, response) => response.end(JSON.stringify(request.headers)), {
      port: 0,
      host: '127.0.0.1',
      publicUrl: 'https://id.example',
      trustedProxies,
    })
    const lines = forwarded.map((value) => `X-Forwarded-For: ${value}`)
    const { body } = await sendRaw(`http://127.0.0.1:${server.port}`, [
      'GET / HTTP/1.1',
      'Host: id.example',
      'X-Forwarded-Proto: http',
      'X-Real-IP: 203.0.113.9',
      ...lines,
    ])
    await server.close()
    const headers = JSON.parse(/\{.*\}/.exec(body)?.[0] ?? '{}') as Record<string, string>
    t.is(headers['x-forwarded-proto'], 'https')
    return headers['x-forwarded-for']
  }
  t.is(await seen([], ['203.0.113.1']), '127.0.0.1')
  t.is(await seen(['10.0.0.0/8'], ['203.0.113.1']), '127.0.0.1')
  t.is(await seen(['127.0.0.1'], ['203.0.113.1']), '203.0.113.1')
  t.is(await seen(['127.0.0.0/8'], ['evil, 203.0.113.1']), '203.0.113.1')
  t.is(await seen(['127.0.0.1'], ['203.0.113.1', '203.0.113.2']), '203.0.113.2')
  t.is(await seen(['127.0.0.1'], ['2001:db8::1']), '2001:db8::1')
  t.is(await seen(['127.0.0.1'], ['evil']), '127.0.0.1')
  t.is(await seen(['127.0.0.1'], []), '127.0.0.1')
})
