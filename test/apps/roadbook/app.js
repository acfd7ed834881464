import { readFileSync } from 'node:fs'
import { createMemory, randomId } from './memory.js'
import { byePage, faultPage, landingPage, tripsPage } from './pages.js'
import { languageOf } from './words.js'

const file = (name, type) => ({ type, body: readFileSync(new URL(name, import.meta.url)) })
const files = { '/style.css': file('style.css', 'text/css'), '/icon.svg': file('icon.svg', 'image/svg+xml') }

/** The whole app as one request handler. */
export function createApp({ url, issuer, provider, log }) {
  const memory = createMemory()
  const isSecure = url.startsWith('https:')
  const policy = [
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'",
    `form-action 'self' ${new URL(issuer).origin}`, // signing out leads there
  ].join('; ')

  const routes = {
    'GET /': ({ person, hadSession, lang }) =>
      person
        ? see('/trips')
        : show(landingPage(lang, { ended: hadSession }), 200, hadSession ? [forget('session')] : []),

    'GET /login': async ({ cookies, lang }) => {
      const browser = cookies.browser ?? randomId()
      const { attempt, address } = await provider.begin(lang)
      memory.attempts.set(attempt.state, { ...attempt, browser })
      return see(address, [keep('browser', browser)])
    },

    'GET /callback': async ({ cookies, address, person, lang }) => {
      const attempt = memory.attempts.take(address.searchParams.get('state') ?? '')
      if (!attempt || attempt.browser !== cookies.browser) return see(person ? '/trips' : '/')
      if (address.searchParams.has('error')) return show(landingPage(lang, { fault: 'refused' }))
      const session = randomId()
      memory.sessions.take(cookies.session ?? '')
      memory.sessions.set(session, await provider.finish(address, attempt))
      return see('/trips', [keep('session', session)])
    },

    'GET /trips': ({ person, hadSession, lang }) =>
      person ? show(tripsPage(lang, { person, trips: memory.tripsOf(person.sub) })) : see(hadSession ? '/' : '/login'),

    'POST /trips': ({ person, form, lang }) => {
      if (!person) return see('/')
      const typed = Object.fromEntries(form)
      const trip = readTrip(typed)
      const trips = memory.tripsOf(person.sub)
      if (!trip) return show(tripsPage(lang, { person, trips, typed, faulty: true }), 422)
      memory.addTrip(person.sub, trip)
      return see('/trips')
    },

    'POST /logout': async ({ cookies }) => {
      const person = memory.sessions.take(cookies.session ?? '')
      return see(person ? await provider.endSession(person.idToken) : '/bye', [forget('session')])
    },

    'GET /bye': ({ lang }) => show(byePage(lang)),

    'POST /backchannel-logout': async ({ form }) => {
      try {
        memory.endSessions(await provider.readLogoutToken(form.get('logout_token') ?? ''))
        return { status: 200, headers: {}, body: '' }
      } catch (error) {
        log(40, `a logout token was refused: ${error.message}`)
        return { status: 400, headers: { 'content-type': 'application/json' }, body: '{"error":"invalid_request"}' }
      }
    },
  }

  const cookie = (name, value, age) =>
    `roadbook_${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${age}${isSecure ? '; Secure' : ''}`
  const keep = (name, value) => cookie(name, value, 8 * 3600)
  const forget = (name) => cookie(name, '', 0)
  const see = (location, set = []) => ({ status: 303, headers: { location, 'set-cookie': set }, body: '' })
  const show = (body, status = 200, set = []) => {
    return { status, headers: { 'content-type': 'text/html; charset=utf-8', 'set-cookie': set }, body }
  }

  async function answer(request, lang) {
    const address = URL.parse(request.url, url)
    if (!address) return show(faultPage(lang, 'missing'), 404)
    const asset = files[address.pathname]
    if (asset) return { status: 200, headers: { 'content-type': asset.type }, body: asset.body }
    const route = routes[`${request.method} ${address.pathname}`]
    if (!route) return show(faultPage(lang, 'missing'), 404)
    const fromServer = address.pathname === '/backchannel-logout'
    if (request.method === 'POST' && !fromServer && !isOurs(request, url)) return show(faultPage(lang, 'refused'), 403)
    const cookies = readCookies(request.headers.cookie)
    const person = memory.sessions.get(cookies.session ?? '')
    const hadSession = Boolean(cookies.session) && !person
    const form = request.method === 'POST' ? await readForm(request) : undefined
    return route({ address, cookies, person, hadSession, form, lang })
  }

  return async (request, response) => {
    const lang = languageOf(request.headers['accept-language'])
    const { status, headers, body } = await answer(request, lang).catch((error) => {
      const isAway = error.code === 'OAUTH_TIMEOUT' || /fetch failed|unexpected HTTP status/.test(error.message)
      log(isAway ? 40 : 50, `${error.name}: ${error.message}`)
      return show(isAway ? landingPage(lang, { fault: 'away' }) : faultPage(lang, 'broken'), isAway ? 503 : 500)
    })
    const common = {
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    }
    response.writeHead(status, { ...common, 'referrer-policy': 'same-origin', ...headers }).end(body)
  }
}

/** A form of ours was sent from a page of ours. */
function isOurs({ headers }, url) {
  const site = headers['sec-fetch-site']
  return site === undefined ? headers.origin === url : site === 'same-origin'
}

function readCookies(header = '') {
  const ours = header.matchAll(/(?:^|; )roadbook_(\w+)=([\w-]+)/g)
  return Object.fromEntries([...ours].map(([, name, value]) => [name, value]))
}

async function readForm(request) {
  let text = ''
  for await (const part of request.setEncoding('utf8')) {
    text += part
    if (text.length > 16_384) throw new Error('a form is smaller than that')
  }
  return new URLSearchParams(text)
}

/** A trip of today, or undefined if it is none. */
function readTrip({ from = '', to = '', km = '' }) {
  const trip = { on: today(), from: from.trim(), to: to.trim(), km: Number(km) }
  const isPlace = (place) => place.length > 0 && place.length <= 60
  const isDistance = Number.isInteger(trip.km) && trip.km >= 1 && trip.km <= 5000
  return isPlace(trip.from) && isPlace(trip.to) && isDistance ? trip : undefined
}

/** As in `2026-11-26`, which is how days are written in Canada. */
const today = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' }).format()
