import test from 'ava'
import type { Knex } from 'knex'
import { fillIn } from '../support/routes.ts'
import { ID, type Origin, PORTAL, type SecureWorld, secureWorld } from '../support/secure.ts'
import { type Everybody, everybody } from './everybody.ts'

// What another site can make a browser send to us, with the visitor's cookies as if SameSite did not exist.

const FORM = 'application/x-www-form-urlencoded'

/** Servers call these, without a browser: they prove themselves by a signature. */
const FOR_SERVERS = ['/backchannel-logout', '/sms/status']

type Headers = Readonly<Record<string, string>>

const fromElsewhere = (origin: Origin): readonly Headers[] => {
  const { host } = new URL(origin)
  const other = origin === ID ? PORTAL : ID
  return [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'Same-Origin' },
    { 'sec-fetch-site': 'same-origin, cross-site' },
    { 'sec-fetch-site': '' },
    { 'sec-fetch-site': 'cross-site', origin, referer: `${origin}/` },
    { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-user': '?1' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: '' },
    { origin: other },
    { origin: `http://${host}` },
    { origin: `${origin}:8443` },
    { origin: `${origin}.evil.example` },
    { origin: `https://evil.example/${host}` },
    { origin: `${origin}/` },
    { origin: origin.toUpperCase() },
    { origin: `https://evil.example, ${origin}` },
    { origin: 'https://evil.example', referer: `${origin}/signup` },
    { referer: 'https://evil.example/' },
    { referer: `https://evil.example/${origin}/` },
    { referer: `https://evil.example?${origin}/` },
    { referer: `https://${host}@evil.example/` },
    { referer: `${origin}.evil.example/` },
    { referer: `http://${host}/` },
    { referer: other },
    { referer: 'about:blank' },
    { referer: '' },
    { referer: '/signup' },
  ]
}

const UPLOAD = 'multipart/form-data; boundary=x'

/** What a page can send without asking first (`enctype`), and what it cannot. */
const otherBodies: readonly (readonly [type: string | undefined, body: string])[] = [
  ['text/plain', 'a=b'],
  ['text/plain; charset=utf-8', 'a=b'],
  [`text/plain; ${FORM}`, 'a=b'],
  [UPLOAD, '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\nb\r\n--x--'],
  ['application/json', '{"a":"b"}'],
  ['application/csp-report', '{"a":"b"}'],
  [`${FORM}x`, 'a=b'],
  ['', 'a=b'],
  [undefined, ''],
]

/** Everything both products have kept, a line for each row. */
async function everythingKept({ idp, portal }: SecureWorld): Promise<string[]> {
  return [...(await rowsOf(idp.db)), ...(await rowsOf(portal.db))]
}

async function rowsOf(db: Knex): Promise<string[]> {
  const tables = await db('sqlite_master').where({ type: 'table' }).orderBy('name').pluck<string[]>('name')
  const lines: string[] = []
  for (const table of tables) {
    const rows = await db(table).select<object[]>('*')
    lines.push(...rows.map((row) => `${table} ${JSON.stringify(row)}`).toSorted())
  }
  return lines
}

const postRoutes = (world: SecureWorld, origin: Origin): readonly string[] =>
  world.routes[origin].filter(({ method }) => method === 'POST').map(({ pattern }) => pattern)

/** An address for a route, and what its form would send: a real one, if a page shows it. */
function targets(world: SecureWorld, { cookies, forms }: Everybody) {
  return ([ID, PORTAL] as const).flatMap((origin) =>
    postRoutes(world, origin)
      .filter((pattern) => !FOR_SERVERS.includes(pattern))
      .map((pattern) => {
        const fits = new RegExp(`^${origin}${pattern.replace(/:\w+/g, '[^/]+')}(\\?|$)`)
        const form = forms.find(({ action }) => fits.test(action))
        const url = form?.action ?? `${origin}${fillIn(pattern)}`
        return {
          origin,
          url,
          cookie: cookies[origin],
          type: pattern.endsWith('/logo') ? UPLOAD : FORM,
          body: new URLSearchParams(form?.fields ?? { a: 'b' }).toString(),
        }
      }),
  )
}

test.serial('each form of ours leads to a route that the matrix below attacks [R35]', async (t) => {
  const world = await secureWorld(t)
  const { forms } = await everybody(world)
  const known = ([ID, PORTAL] as const).flatMap((origin) =>
    postRoutes(world, origin).map((pattern) => origin + pattern),
  )
  const patterns = known.map((route) => new RegExp(`^${route.replace(/:\w+/g, '[^/]+')}(\\?|$)`))
  t.true(forms.length >= 14, `${forms.length} forms`)
  for (const { action, page } of forms)
    t.true(
      patterns.some((pattern) => pattern.test(action)),
      `${page}: ${action}`,
    )
  const reached = new Set(known.filter((_, at) => forms.some(({ action }) => patterns[at]?.test(action))))
  for (const path of [
    '/signup',
    '/signup/resend',
    '/signup/address',
    '/activate',
    '/activate/again',
    '/password/forgot',
    '/password/reset',
    '/interaction/:uid',
  ]) {
    t.true(reached.has(ID + path), path)
  }
  for (const path of ['/logout', '/contracts/new', '/contracts/new/code', '/contracts/new/code/resend']) {
    t.true(reached.has(PORTAL + path), path)
  }
})

test.serial('no other site can make a browser post a form: 403, and nothing has changed [R35]', async (t) => {
  const world = await secureWorld(t)
  for (const { origin, url, cookie, type, body } of targets(world, await everybody(world))) {
    const before = await everythingKept(world)
    for (const headers of fromElsewhere(origin)) {
      const request = { method: 'POST', headers: { 'content-type': type, cookie, ...headers }, body }
      const answer = await world.ask(url, request)
      t.is(answer.status, 403, `${url} ${JSON.stringify(headers)}`)
      t.deepEqual(
        answer.setCookies.filter((line) => !line.includes('_lang=')),
        [],
        url,
      )
      t.is(answer.headers.get('location'), null)
    }
    t.deepEqual(await everythingKept(world), before, url)
  }
})

test.serial(
  'a body that no form of ours sends is refused, wherever it comes from: 415, and nothing has changed [R35]',
  async (t) => {
    const world = await secureWorld(t)
    for (const { origin, url, cookie, type: ours } of targets(world, await everybody(world))) {
      const before = await everythingKept(world)
      for (const [type, body] of otherBodies.filter(([other]) => other !== ours)) {
        for (const from of [{ 'sec-fetch-site': 'same-origin', origin }, {}] as const) {
          const headers = { cookie, ...from, ...(type === undefined ? {} : { 'content-type': type }) }
          t.is((await world.ask(url, { method: 'POST', headers, body })).status, 415, `${url} ${type}`)
        }
        const headers = {
          cookie,
          'sec-fetch-site': 'cross-site',
          ...(type === undefined ? {} : { 'content-type': type }),
        }
        t.is((await world.ask(url, { method: 'POST', headers, body })).status, 403, `${url} ${type}`)
      }
      t.deepEqual(await everythingKept(world), before, url)
    }
  },
)

test.serial('nothing is posted by GET, HEAD or an overridden method [R10][R35]', async (t) => {
  const world = await secureWorld(t)
  const crowd = await everybody(world)
  const all = targets(world, crowd)
  const before = await everythingKept(world)
  for (const { url, cookie, body } of all) {
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
      for (const headers of [
        {},
        { 'x-http-method-override': 'POST', 'x-method-override': 'POST', 'x-http-method': 'POST' },
      ]) {
        const address = new URL(url)
        address.search = `${address.search}${address.search ? '&' : '?'}${body}&_method=POST`
        const { status } = await world.ask(address.href, { method, headers: { cookie, ...headers } })
        t.true(status < 500, `${method} ${url} ${status}`)
      }
    }
  }
  for (const [origin, paths] of Object.entries(crowd.pages)) {
    const { cookie } = all.find((target) => target.origin === origin) ?? { cookie: '' }
    // these two begin or end a sign-in, which is kept; the way there is theirs alone
    for (const path of paths.filter((name) => name !== '/login' && name !== '/callback')) {
      for (const method of ['GET', 'HEAD']) {
        const { status } = await world.ask(origin + path, {
          method,
          headers: { cookie, 'sec-fetch-site': 'cross-site' },
        })
        t.true(status < 500, path)
      }
    }
  }
  t.deepEqual(await everythingKept(world), before)
})

test.serial(
  'the same forms from our own pages are taken, so that each refusal above is for their origin alone [R35]',
  async (t) => {
    const world = await secureWorld(t)
    for (const { origin, url, cookie, type, body } of targets(world, await everybody(world))) {
      for (const from of [{ 'sec-fetch-site': 'same-origin' }, { origin }, { referer: `${origin}/` }] as const) {
        const { status, body: page } = await world.ask(url, {
          method: 'POST',
          headers: { 'content-type': type, cookie, ...from },
          body,
        })
        t.false([403, 405, 415].includes(status) || status >= 500, `${url} ${status}`)
        t.notRegex(page, /vient d’un autre site/)
      }
    }
  },
)

test.serial('signing out at the provider needs the secret of its own page [R35]', async (t) => {
  const world = await secureWorld(t)
  const { cookies } = await everybody(world)
  const before = await rowsOf(world.idp.db)
  for (const body of ['', 'logout=yes', 'logout=yes&xsrf=', 'logout=yes&xsrf=0123456789', 'logout=yes&xsrf[]=a']) {
    const headers = { 'content-type': FORM, cookie: cookies[ID] }
    t.is((await world.ask(`${ID}/session/end/confirm`, { method: 'POST', headers, body })).status, 400, body)
  }
  t.deepEqual(await rowsOf(world.idp.db), before)
})
