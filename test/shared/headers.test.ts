import test, { type ExecutionContext } from 'ava'
import { openAccountOf, people } from '../support/people.ts'
import { fillIn } from '../support/routes.ts'
import { ID, type Origin, PORTAL, type SecureWorld, type Seen, secureWorld } from '../support/secure.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import type { Answer } from '../support/visitor/wire.ts'
import { cookiesOf } from './everybody.ts'

// Every answer of both products over https: all registered routes and the engine's, well and badly asked.
// One world at a time: their servers share this process's fetch.

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const HTML = { accept: 'text/html' }
const DISCOVERY = ['/.well-known/openid-configuration', '/.well-known/oauth-authorization-server', '/jwks']
const ENGINE = [
  ...DISCOVERY,
  '/auth',
  '/auth/nothing',
  '/token',
  '/token/revocation',
  '/token/introspection',
  '/request',
  '/me',
  '/reg',
  '/reg/nothing',
  '/device',
  '/session/end',
  '/session/end/confirm',
  '/session/end/success',
]

/** Goes through everything a customer can do, so that every page and cookie is seen. */
async function everything(world: SecureWorld): Promise<{ morel: Visitor; ben: Visitor }> {
  await openAccountOf(world.idp, people.morel)
  const ben = await signUp(world)
  const morel = await signIn(world.visitor())
  for (const path of ['/', '/home?lang=en', '/account?lang=fr', '/help', '/contracts/new'])
    await morel.open(PORTAL + path)
  await morel.fill('N° de contrat', 'S0123456789').press('Ajouter ce contrat')
  await morel.open(`${PORTAL}/contracts/new/code`)
  await morel.fill('Code SMS', '12').press('Continuer')
  await morel.open(`${PORTAL}/logout`)
  await morel.open(`${PORTAL}/home`)
  await forgetPassword(world)
  const leaver = await signIn(world.visitor())
  await leaver.press('Déconnexion')
  return { morel, ben }
}

async function signIn(visitor: Visitor): Promise<Visitor> {
  await visitor.open('/login')
  await visitor.press('Connexion') // nothing typed
  visitor.fill('BMW ID (adresse e-mail)', people.morel.email).fill('Mot de passe', 'wrong')
  await visitor.press('Connexion')
  visitor.fill('BMW ID (adresse e-mail)', people.morel.email).fill('Mot de passe', people.morel.password)
  return visitor.check('Rester connecté sur cet appareil').press('Connexion')
}

async function signUp(world: SecureWorld): Promise<Visitor> {
  const { ben } = people
  const visitor = await world.visitor().open(`${ID}/signup`)
  await visitor.press('S’inscrire')
  visitor.choose('Monsieur').fill('Prénom', ben.givenName).fill('Nom', ben.familyName)
  visitor.fill('Adresse e-mail', ben.email).fill('Mot de passe', ben.password)
  await visitor.check('J’accepte les Conditions Générales').press('S’inscrire')
  await visitor.open(`${ID}/signup/address`)
  await world.visitor().open(await world.inbox.lastLink(ben.email))
  return visitor
}

async function forgetPassword(world: SecureWorld): Promise<void> {
  const visitor = await world.visitor().open(`${ID}/password/forgot`)
  const [email] = visitor.html.match(/name="email"/g) ?? []
  if (!email) throw new Error('the form has changed')
  await world.ask(`${ID}/password/forgot`, {
    method: 'POST',
    headers: FORM,
    body: new URLSearchParams({ email: people.morel.email }).toString(),
  })
  await visitor.open(await world.inbox.lastLink(people.morel.email))
}

type Asked = readonly [name: string, answer: Answer]

/** Every route and every endpoint, by every method, as nobody and as somebody, and with what it must refuse. */
async function askAll(world: SecureWorld, who: Readonly<Record<Origin, string>>): Promise<Asked[]> {
  const asked: Asked[] = []
  for (const origin of [ID, PORTAL] as const) {
    const paths = new Set([
      ...world.routes[origin].map(({ pattern }) => fillIn(pattern)),
      '/no/such/page',
      '/favicon.ico',
    ])
    if (origin === ID) for (const path of ENGINE) paths.add(path)
    const ask = async (path: string, method: string, headers: Record<string, string> = {}, body?: string) => {
      const request = { method, headers: { ...HTML, ...headers }, ...(body === undefined ? {} : { body }) }
      asked.push([`${method} ${origin}${path}`, await world.ask(`${origin}${path}`, request)])
    }
    for (const path of paths) {
      const cookie = { cookie: who[origin] }
      await ask(path, 'GET')
      await ask(path, 'HEAD')
      await ask(path, 'OPTIONS')
      await ask(path, 'DELETE')
      if (path !== '/logout') await ask(`${path}?lang=en`, 'GET', cookie)
      await ask(path, 'GET', { accept: 'application/json' })
      await ask(path, 'POST', FORM, '')
      await ask(path, 'POST', { ...FORM, 'sec-fetch-site': 'cross-site' }, 'a=b')
      await ask(path, 'POST', { 'content-type': 'application/json' }, '{}')
      await ask(path, 'POST', FORM, 'a=b&a=c')
      await ask(path, 'POST', FORM, `a=${'x'.repeat(20_000)}`)
      await ask(path, 'GET', { host: 'evil.example' })
    }
  }
  return asked
}

const POLICY =
  /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'( https:\/\/(id|mybmw)\.example\.test)?; frame-ancestors 'none'; base-uri 'none'; object-src 'none'$/

/** What stands in every answer, and what in none. */
const always: Readonly<Record<string, RegExp>> = {
  'content-security-policy': POLICY,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^(same-origin|no-referrer)$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /^camera=\(\), microphone=\(\), geolocation=\(\), /,
  'strict-transport-security': /^max-age=(31536000|63072000); includeSubDomains$/,
}
const never = ['server', 'x-powered-by', 'via', 'x-aspnet-version', 'x-runtime', 'access-control-allow-credentials']

function holds(t: ExecutionContext, { origin, request, status, headers }: Seen): void {
  const name = `${origin} ${request.slice(0, 80)} ${status}`
  const path = (request.split(' ')[1] ?? '').split('?')[0] ?? ''
  for (const [header, pattern] of Object.entries(always)) t.regex(String(headers[header]), pattern, `${name} ${header}`)
  for (const header of never) t.is(headers[header], undefined, `${name} ${header}`)
  const isRead = status < 400 && /^(GET|HEAD) /.test(request)
  const keeps = !isRead
    ? 'no-store'
    : path.startsWith('/assets/')
      ? 'immutable'
      : path === '/.well-known/jwks.json' || path === '/jwks'
        ? 'max-age=600'
        : 'no-store'
  t.true(String(headers['cache-control']).includes(keeps), `${name} ${headers['cache-control']}`)
  const type = headers['content-type'] ?? ''
  if (type !== '')
    t.regex(
      type,
      /^(text\/(html|css|javascript|plain); charset=utf-8|application\/[\w+-]*json(; charset=utf-8)?)$/,
      name,
    )
  const readers = headers['access-control-allow-origin']
  if (!DISCOVERY.includes(path) || origin === PORTAL) t.is(readers, undefined, `${name} is read by other sites`)
}

test.serial(
  'every answer of every route carries the headers that protect it, whatever becomes of it [R36][R37][R38][R39]',
  async (t) => {
    const world = await secureWorld(t)
    const { morel, ben } = await everything(world)
    const who = { [ID]: cookiesOf(ben, ID), [PORTAL]: cookiesOf(morel, PORTAL) }
    const asked = await askAll(world, who)
    await world.visitor().open(`${PORTAL}${world.portal.assets.urls.stylesheet}`)
    for (const { outbox, db } of [world.idp, world.portal]) {
      await outbox.stop()
      Object.assign(outbox, { kick: () => undefined }) // it would complain later, when nobody listens any more
      await db.destroy()
    }
    const broken = await askAll(world, who)
    t.true(world.log.takeErrors().length > 0)

    const statuses = new Set(world.seen.map(({ status }) => status))
    for (const status of [200, 201, 303, 400, 401, 403, 404, 405, 410, 413, 415, 421, 422, 500]) {
      t.true(statuses.has(status), `no answer with ${status} was seen`)
    }
    for (const seen of world.seen) holds(t, seen)
    for (const [name, { body }] of [...asked, ...broken]) {
      t.notRegex(
        body,
        /node_modules|\n\s+at |SQLITE|\.ts:\d|\.js:\d|Unable to acquire|knex/i,
        `${name} tells of our inside`,
      )
    }
    t.is(asked.filter(([name]) => name.startsWith('POST') && name.includes('/signup')).length > 0, true)
  },
)

test.serial(
  'over https every cookie is Secure, HttpOnly, SameSite=Lax, for one host, under 4096 bytes [R30]',
  async (t) => {
    const world = await secureWorld(t)
    await everything(world)
    const cookies = world.seen.flatMap(({ headers }) => headers['set-cookie'] ?? [])
    const names = new Set(cookies.map((cookie) => cookie.split('=')[0]))
    for (const name of [
      'bmwid_session',
      'bmwid_session.sig',
      'bmwid_device',
      'bmwid_lang',
      'bmwid_app',
      'bmwid_signup',
      'bmwid_reset',
      'mybmwfs_session',
      'mybmwfs_browser',
      'mybmwfs_lang',
    ]) {
      t.true(names.has(`__Host-${name}`), `${name} was not seen`)
    }
    for (const name of ['bmwid_interaction', 'bmwid_resume']) t.true(names.has(`__Secure-${name}`), name)
    for (const cookie of cookies) {
      const attributes = cookie
        .split('; ')
        .slice(1)
        .map((attribute) => attribute.toLowerCase())
      t.regex(cookie, /^__(Host|Secure)-(bmwid|mybmwfs)_[a-z]+(\.sig)?=[\w.-]*;/, cookie)
      for (const needed of ['secure', 'httponly', 'samesite=lax']) t.true(attributes.includes(needed), cookie)
      t.false(
        attributes.some((attribute) => attribute.startsWith('domain')),
        cookie,
      )
      if (cookie.startsWith('__Host-')) t.true(attributes.includes('path=/'), cookie)
      t.true(cookie.length < 4096, cookie)
    }
  },
)

test.serial('a shared cache finds nothing of a customer under an address that looks like a file [R38]', async (t) => {
  const world = await secureWorld(t)
  await openAccountOf(world.idp, people.morel)
  const morel = await signIn(world.visitor())
  const headers = { ...HTML, cookie: cookiesOf(morel, PORTAL) }
  const endings = [
    '/a.css',
    ';.js',
    ';a.css',
    '%0a',
    '%0a.css',
    '%00.js',
    '%23.css',
    '%3f.css',
    '%2fa.css',
    '.css',
    '.json',
    '/..%2fa.css',
    '/%2e%2e/assets/a.css',
    '/',
    '//',
    '?a.css',
    '%20',
    '~',
  ]
  for (const page of ['/home', '/account', '/contracts/S0123456789', '/contracts/new', '/help']) {
    for (const ending of endings) {
      const { status, headers: got } = await world.ask(`${PORTAL}${page}${ending}`, { headers })
      t.true(status < 500, `${page}${ending} ${status}`)
      t.is(got.get('cache-control'), 'no-store', `${page}${ending}`)
      t.is(got.get('x-content-type-options'), 'nosniff')
      const isPage = ending === '/' || ending.startsWith('?')
      if (!isPage) t.not(status, 200, `${page}${ending}`)
    }
  }
  for (const path of [
    '/assets/../home',
    '/assets/..%2fhome',
    '/assets/%2e%2e/home',
    '/assets//home',
    '/assets/home',
    '/assets/style.css',
  ]) {
    const { headers: got } = await world.ask(`${PORTAL}${path}`, { headers })
    t.is(got.get('cache-control'), 'no-store', path)
  }
})

test.serial('pages of other sites read discovery and keys, and nothing else of ours [R39]', async (t) => {
  const world = await secureWorld(t)
  for (const origin of ['https://evil.example', 'null', PORTAL, `${ID}.evil.example`]) {
    for (const path of DISCOVERY) {
      const { headers } = await world.ask(`${ID}${path}`, { headers: { origin } })
      t.true([origin, '*'].includes(headers.get('access-control-allow-origin') ?? ''), path)
      t.is(headers.get('access-control-allow-credentials'), null)
    }
    const preflight = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    }
    for (const path of ENGINE.filter((endpoint) => !DISCOVERY.includes(endpoint))) {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const request = {
          method,
          headers: { ...FORM, ...preflight, authorization: 'Bearer nothing' },
          body: 'client_id=x',
        }
        const { headers } = await world.ask(`${ID}${path}`, request)
        for (const [name] of headers) t.notRegex(name, /^access-control-/, `${method} ${path}`)
      }
    }
    for (const product of [ID, PORTAL] as const) {
      for (const { method, pattern } of world.routes[product]) {
        const answer = await world.ask(`${product}${fillIn(pattern)}`, { method, headers: { ...FORM, ...preflight } })
        for (const [name] of answer.headers) t.notRegex(name, /^access-control-/, pattern)
      }
    }
  }
})
