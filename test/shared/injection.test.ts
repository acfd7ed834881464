import test, { type ExecutionContext } from 'ava'
import type { Browser, Page } from 'playwright-core'
import { saveClient } from '../../idp/clients/service.ts'
import { connectBrowser } from '../support/browser.ts'
import { openAccountOf, type Person, people } from '../support/people.ts'
import { ID, PORTAL, type SecureWorld, secureWorld } from '../support/secure.ts'
import { readPage } from '../support/visitor/page.ts'
import type { Answer } from '../support/visitor/wire.ts'
import { worldWith } from '../support/world.ts'
import { everybody } from './everybody.ts'

// What is typed is text, wherever it is shown, sent or kept. On PostgreSQL, which takes less than SQLite does.

const SCRIPT = '<script>window.evil=1;alert(1)</script>'
const payloads: readonly string[] = [
  `"><evil-node></evil-node>${SCRIPT}`,
  `'><img src=x onerror="window.evil=1;alert(1)">`,
  `</title></textarea></style>${SCRIPT}<!--`,
  '" autofocus onfocus="window.evil=1" data-evil="',
  "' onmouseover='window.evil=1' data-evil='",
  '` onclick=`alert(1)` data-evil=`',
  'javascript:alert(1)//',
  'data:text/html,<script>alert(1)</script>',
  'a\r\nX-Evil: 1\r\nSet-Cookie: evil=1\r\n\r\n<evil-node>',
  'a\nBcc: evil@example.test',
  '%0d%0aX-Evil:%201',
  '\u0000',
  'a\u0000b',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: what template engines would reckon out
  '{{1337*1337}}${1337*1337}<%=1337*1337%>#{1337*1337}[[1337*1337]]',
  "' or '1'='1' --",
  "'; drop table account; --",
  '"; select pg_sleep(10); --',
  '\\',
  '%',
  '_%\\%',
  '\u202egro.elpmaxe\u202c\u2066\u200b\ufeff',
  '🚗💥𝕏\u{10FFFF}',
  '\ufffe\uffff',
  'a'.repeat(5000),
  '../../../../etc/passwd',
  '__proto__',
  '[object Object]',
  '0',
  '-1',
  '1e309',
  'NaN',
  '=cmd|calc!A1',
]

const FORM = { 'content-type': 'application/x-www-form-urlencoded' }

/** A page that is made of our own elements alone, under headers that are ours alone. */
function isCalm(t: ExecutionContext, { status, headers, setCookies, body }: Answer, name: string): void {
  t.true(status < 500, `${name} ${status}`)
  t.false(headers.has('x-evil'), name)
  t.notRegex(`${setCookies.join('\n')} ${headers.get('location') ?? ''}`, /evil=|[\r\n\0](?!__)|<|javascript:/i, name)
  t.false(body.includes(String(1337 * 1337)), name)
  if (!headers.get('content-type')?.includes('html')) return
  for (const { name: tag, attribs, children } of readPage(body).elements) {
    t.not(tag, 'evil-node', name)
    for (const [attribute, value] of Object.entries(attribs)) {
      t.notRegex(attribute, /^on|evil/, `${name} <${tag}>`)
      if (['href', 'src', 'action', 'formaction'].includes(attribute)) {
        t.regex(
          value,
          /^(\/(?![/\\])|#|https:\/\/(id|mybmw)\.example\.test\/|tel:|mailto:|otpauth:\/\/totp\/BMW%20ID:|data:image\/svg\+xml,%3Csvg)/,
          name,
        )
      }
    }
    if (tag === 'script') t.true(attribs['src']?.startsWith('/assets/') && children.length === 0, name)
  }
}

/** So that no limit hides what lies behind it. */
async function forgetLimits({ idp, portal }: SecureWorld): Promise<void> {
  await idp.db('budget').delete()
  await idp.db('login_throttle').delete()
  await portal.db('budget').delete()
}

/** Some at a time: many answers come no sooner than they may. */
async function each<T>(all: readonly T[], act: (one: T) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += 8) await Promise.all(all.slice(at, at + 8).map(act))
}

test.serial(
  'whatever is typed into whichever field, nothing breaks and nothing of it becomes markup or a header [R40][R89]',
  async (t) => {
    const world = await secureWorld(t, 'postgres')
    const { forms, cookies, account } = await everybody(world)
    t.true(account.forms.length >= 5, account.forms.map(({ action }) => action).join(' '))
    const owned = forms.map((form) => ({ ...form, cookie: cookies[form.action.startsWith(ID) ? ID : PORTAL] }))
    const own = account.forms.map((form) => ({ ...form, cookie: account.cookie }))
    let tried = 0
    for (const { action, fields, cookie } of [...owned, ...own]) {
      for (const field of [...Object.keys(fields), 'nothing-of-ours']) {
        await forgetLimits(world)
        await each(payloads, async (payload) => {
          const body = new URLSearchParams({ ...fields, [field]: payload }).toString()
          const headers = { ...FORM, accept: 'text/html', cookie }
          const answer = await world.ask(action, { method: 'POST', headers, body })
          isCalm(t, answer, `${action} ${field} ${JSON.stringify(payload.slice(0, 60))}`)
          tried += 1
        })
      }
    }
    t.true(tried > 1200, `${tried} tries`)
    const { status } = await world.ask(`${ID}/account`, { headers: { accept: 'text/html', cookie: account.cookie } })
    t.is(status, 200, 'still signed in, so that every form was judged')
  },
)

const PARAMETERS =
  'lang client_id uid token return_to number because again sign-in code state iss error error_description login_hint ui_locales id_token_hint post_logout_redirect_uri logout_hint request_uri redirect_uri scope response_type response_mode prompt nonce max_age acr_values claims request registration display'.split(
    ' ',
  )

test.serial(
  'whatever stands in an address or a cookie, nothing breaks and nothing of it becomes markup or a header [R40][R89]',
  async (t) => {
    const world = await secureWorld(t, 'postgres')
    const { pages, cookies } = await everybody(world)
    const engine = ['/auth', '/session/end', '/session/end/success', '/me', '/jwks']
    for (const origin of [ID, PORTAL] as const) {
      const names = [...new Set(cookies[origin].split('; ').map((pair) => pair.split('=')[0] ?? ''))]
      const paths = [
        ...new Set([...pages[origin].map((path) => path.split('?')[0] ?? ''), ...(origin === ID ? engine : [])]),
      ]
      for (const payload of payloads) {
        await forgetLimits(world)
        const query = new URLSearchParams(PARAMETERS.map((name) => [name, payload])).toString()
        const cookie = names.map((name) => `${name}=${encodeURIComponent(payload)}`).join('; ')
        const parts = world.routes[origin].filter(({ method, pattern }) => method === 'GET' && pattern.includes(':'))
        const inPath = parts.map(({ pattern }) => pattern.replace(/:\w+/g, encodeURIComponent(payload)))
        if (query.length > 15_000) continue // beyond what the server reads at all: 431
        const asked = [...paths.map((path) => `${path}?${query}`), ...inPath]
        for (const path of asked) {
          const name = `${path.split('?')[0]} ${JSON.stringify(payload.slice(0, 60))}`
          const headers = { accept: 'text/html', cookie: cookies[origin] }
          isCalm(t, await world.ask(origin + path, { headers }), name)
        }
        for (const path of paths) {
          const headers = { accept: 'text/html', ...(cookie.length < 15_000 ? { cookie } : {}) }
          isCalm(t, await world.ask(origin + path, { headers }), `${path} by cookie`)
        }
      }
    }
  },
)

test.serial(
  'what an app says in its request is text on our pages, and goes back to it as it came [R40][R49]',
  async (t) => {
    const world = await secureWorld(t, 'postgres')
    const back = 'https://shop.example/back'
    const shop = {
      client_id: 'shop',
      client_name: payloads[0],
      client_uri: 'https://shop.example',
      redirect_uris: [back],
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      response_types: ['code'],
      id_token_signed_response_alg: 'ES256',
      scope: 'openid',
    }
    await saveClient(world.idp, shop)
    for (const payload of payloads.filter((text) => text.length < 1000)) {
      const name = JSON.stringify(payload)
      const right = {
        client_id: 'shop',
        redirect_uri: back,
        response_type: 'code',
        scope: 'openid',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      }
      const query = new URLSearchParams({
        ...right,
        login_hint: payload,
        state: payload,
        nonce: payload,
        ui_locales: payload,
      })
      const begun = await world.ask(`${ID}/auth?${query}`, { headers: { accept: 'text/html' } })
      t.true(begun.status === 303 || begun.status === 400, `${name} ${begun.status}`)
      const location = begun.headers.get('location')
      if (location?.startsWith('/')) {
        const cookie = begun.setCookies.map((line) => line.split(';')[0]).join('; ')
        isCalm(t, await world.ask(ID + location, { headers: { accept: 'text/html', cookie } }), name)
      }
      const refused = await world.ask(`${ID}/auth?${new URLSearchParams({ ...right, state: payload, prompt: 'none' })}`)
      t.is(refused.status, 303, name)
      t.notRegex(refused.headers.get('location') ?? '', /[\r\n\0<>" ]/)
      t.is(new URL(refused.headers.get('location') ?? '').searchParams.get('state'), payload, name)
      t.is(refused.setCookies.filter((line) => line.startsWith('evil')).length, 0)
    }
    for (const path of ['/signup?client_id=shop', '/password/forgot?client_id=shop', '/activate/done?client_id=shop']) {
      const { body } = await world.ask(ID + path)
      t.notRegex(body, /<evil-node>|<script>window/, path)
    }
  },
)

const evilPerson: Person = {
  civility: 'madame',
  givenName: `<img src=x onerror="window.evil=1;alert(1)">`,
  familyName: `"><evil-node>${SCRIPT}`,
  email: 'mallory@example.test',
  password: people.anna.password,
}

let browser: Browser
test.before(async () => {
  browser = await connectBrowser()
})
test.after.always(() => browser.close())

/** A tab that tells what happened in it beside what should. */
async function watched(): Promise<{ page: Page; events: string[] }> {
  const context = await browser.newContext({ locale: 'fr-FR' })
  const page = await context.newPage()
  const events: string[] = []
  page.on('dialog', (dialog) => {
    events.push(`dialog ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('console', (message) => {
    if (/Content Security Policy|Refused to/.test(message.text())) events.push(message.text())
  })
  page.on('pageerror', (error) => events.push(error.message))
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/x') events.push(`an image of somebody else: ${request.url()}`)
  })
  return { page, events }
}

/** No script of others has run, and none even stands there for the policy to stop. */
async function isClean(t: ExecutionContext, { page, events }: Awaited<ReturnType<typeof watched>>, name: string) {
  const strange = await page.evaluate(() => ({
    evil: 'evil' in window,
    inline: document.querySelectorAll('script:not([src])').length,
    foreign: [...document.querySelectorAll('script[src]')].filter(
      (script) => !script.getAttribute('src')?.startsWith('/assets/'),
    ).length,
    nodes: document.querySelectorAll(
      'evil-node, img, iframe, [data-evil], [onerror], [onfocus], [onclick], [onmouseover]',
    ).length,
  }))
  t.deepEqual(strange, { evil: false, inline: 0, foreign: 0, nodes: 0 }, name)
  t.deepEqual(events, [], name)
}

test.serial(
  'in a real browser no page that shows what was typed runs or holds anything of it [R36][R40]',
  async (t) => {
    const world = await worldWith(t)
    await openAccountOf(world.idp, evilPerson)
    const all = payloads.slice(0, 8).join(' ')
    const tab = await watched()
    const { page } = tab
    const type = async (address: string, values: Readonly<Record<string, string>>): Promise<void> => {
      await page.goto(address)
      for (const [name, value] of Object.entries(values))
        await page.locator(`[name="${name}"]`).evaluate((field, text) => {
          field.removeAttribute('maxlength')
          ;(field as HTMLInputElement).value = text
        }, value)
      await Promise.all([page.waitForEvent('load'), page.locator('main form button.button').first().click()])
      await isClean(t, tab, address)
      for (const [name, value] of Object.entries(values)) {
        const field = page.locator(`[name="${name}"]`)
        if ((await field.count()) > 0 && (await field.getAttribute('type')) !== 'password')
          t.is(await field.inputValue(), value, address)
      }
    }
    await type(`${world.url}/signup`, { givenName: all, familyName: all, email: all })
    await type(`${world.url}/password/forgot`, { email: all })
    await type(`${world.url}/activate/again`, { email: all })
    await type(`${world.portalUrl}/login`, { email: all, password: all })
    for (const payload of payloads.slice(0, 8)) {
      const query = new URLSearchParams(PARAMETERS.map((name) => [name, payload]))
      for (const address of [
        `${world.url}/signup`,
        `${world.url}/no/such/page`,
        `${world.url}/auth`,
        `${world.portalUrl}/callback`,
      ]) {
        await page.goto(`${address}?${query}`)
        await isClean(t, tab, `${address} ${payload}`)
      }
    }
    await type(`${world.portalUrl}/login`, { email: evilPerson.email, password: evilPerson.password })
    t.is(new URL(page.url()).pathname, '/home')
    t.true((await page.locator('body').innerText()).includes(evilPerson.familyName), 'the name is shown, as text')
    for (const path of ['/account', '/help', '/contracts/new', '/home']) {
      await page.goto(world.portalUrl + path)
      await isClean(t, tab, path)
    }
    await type(`${world.portalUrl}/contracts/new`, { number: all })
    await page.context().close()
  },
)

test.serial('a name with markup is text in mails too, and no line of it becomes a header [R40]', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, evilPerson)
  const asked = await world.visitor().open(`${world.url}/password/forgot`)
  await asked.fill('Adresse e-mail', evilPerson.email).press('Recevoir un lien')
  const { html, text, subject, links } = await world.inbox.last(evilPerson.email)
  const { elements } = readPage(html ?? '')
  for (const { name, attribs } of elements) {
    t.false(['script', 'evil-node', 'iframe', 'form'].includes(name), name)
    t.deepEqual(
      Object.keys(attribs).filter((attribute) => attribute.startsWith('on')),
      [],
    )
  }
  t.true(elements.filter(({ attribs }) => attribs['src'] === 'x').length === 0)
  t.notRegex(subject ?? '', /[\r\n<]/)
  t.true(text.length > 0)
  for (const link of links) t.is(new URL(link).origin, world.url)
})
