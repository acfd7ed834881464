import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Message } from '../dev/inbox/message.ts'
import { withoutScripts } from '../journeys/traveller.ts'
import {
  activate,
  askForFirstContract,
  askForSecondContract,
  beginAtLanding,
  enterCode,
  goOnToSignIn,
  signIn,
  signUp,
} from '../journeys/tutorial.ts'
import { formOf, readPage } from '../support/visitor/page.ts'
import { Visitor } from '../support/visitor/visitor.ts'
import { send } from '../support/visitor/wire.ts'
import type { World } from '../support/world.ts'

// Goes the way of the tutorial in a world that runs, up to a second contract's code, and writes down what attackers need:
// the cookies of that browser, and one request for each form as it goes over the wire.

const [folder = 'var/attack', idpUrl = 'http://localhost:3300', portalUrl = 'http://localhost:4300', inboxUrl = ''] =
  process.argv.slice(2)
mkdirSync(join(folder, 'requests'), { recursive: true })

async function newest(to: string): Promise<Message> {
  for (let tries = 0; tries < 50; tries += 1) {
    const { body } = await send(`${inboxUrl}/api/messages?to=${encodeURIComponent(to)}`, { method: 'GET', headers: {} })
    const message = (JSON.parse(body) as Message[]).at(-1)
    const isNew = message && !seen.has(message.id)
    if (isNew) {
      seen.add(message.id)
      return message
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`nothing has arrived for ${to}`)
}
const seen = new Set<string>()

const world = {
  portalUrl,
  inbox: { last: newest, lastCode: async (to: string) => /\b\d{6}\b/.exec((await newest(to)).text)?.[0] ?? '' },
} as unknown as World

const visitor = new Visitor({ home: portalUrl })
const person = withoutScripts(visitor, 'fr')
await beginAtLanding(world, person)
await signUp(person)
await activate(world, person)
await goOnToSignIn(person)
await signIn(person)
await askForFirstContract(person)
await enterCode(world, person)
await visitor.open(`${portalUrl}/home`)
await askForSecondContract(person)
const portalCookie = cookieFor('mybmwfs_')

// somebody else is about to sign in
const stranger = new Visitor({ home: portalUrl })
await stranger.open('/login')
const loginAddress = stranger.url
const idpCookie = stranger.cookies
  .filter(({ name }) => name.startsWith('bmwid_'))
  .map(({ name, value }) => `${name}=${value}`)
  .join('; ')

await record('1-login', loginAddress, idpCookie, { email: 'anna@example.test', password: 'wrong-lantern-harbour' })
await record('2-signup', `${idpUrl}/signup`, idpCookie, {
  civility: 'madame',
  givenName: 'Anna',
  familyName: 'Lindqvist',
  email: 'anna@example.test',
  password: 'violet-lantern-harbour',
  terms: 'on',
})
await record('3-forgot', `${idpUrl}/password/forgot`, idpCookie, { email: 'anna@example.test' })
await record('4-again', `${idpUrl}/activate/again`, idpCookie, { email: 'anna@example.test' })
await record('5-contract', `${portalUrl}/contracts/new`, portalCookie, { number: 'S0399999999' })
await record('6-code', `${portalUrl}/contracts/new/code`, portalCookie, { code: '123456' })
write('7-client-id', `${idpUrl}/password/forgot?client_id=mybmw-financial-services`, idpCookie)
write('8-return-to', `${portalUrl}/login?return_to=%2Fhome&lang=fr`, '')
write(
  '9-auth',
  `${idpUrl}/auth?client_id=mybmw-financial-services&request_uri=urn%3Aietf%3Aparams%3Aoauth%3Arequest_uri%3Ax`,
  idpCookie,
)
write('10-home', `${portalUrl}/home`, portalCookie)
write(
  '11-token',
  `${idpUrl}/token`,
  '',
  'grant_type=authorization_code&code=x&client_id=x&redirect_uri=http%3A%2F%2Flocalhost%2F',
)
write('12-backchannel', `${portalUrl}/backchannel-logout`, '', 'logout_token=eyJhbGciOiJFUzI1NiJ9.e30.AAAA')
writeFileSync(join(folder, 'portal.cookie'), portalCookie)

function cookieFor(prefix: string): string {
  return visitor.cookies
    .filter(({ name }) => name.startsWith(prefix))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
}

/** What a browser would send when that page's form is filled in like this. */
async function record(name: string, page: string, cookie: string, values: Readonly<Record<string, string>>) {
  const { body } = await send(page, { method: 'GET', headers: { accept: 'text/html', cookie } })
  const { elements } = readPage(body)
  const names = Object.keys(values)
  const form = elements.find(
    (element) =>
      element.name === 'form' &&
      elements.some((field) => names.includes(field.attribs['name'] ?? '') && formOf(field, elements) === element),
  )
  if (!form) throw new Error(`${page} has no form with ${names.join(', ')}`)
  const hidden = elements
    .filter(({ attribs }) => attribs['type'] === 'hidden' && attribs['name'])
    .filter((field) => formOf(field, elements) === form)
    .map(({ attribs }) => [attribs['name'] ?? '', attribs['value'] ?? ''])
  const fields = new URLSearchParams({ ...Object.fromEntries(hidden), ...values })
  write(name, new URL(form.attribs['action'] || page, page).href, cookie, fields.toString())
}

function write(name: string, url: string, cookie: string, body?: string): void {
  const { host, origin, pathname, search } = new URL(url)
  const head = [
    `${body === undefined ? 'GET' : 'POST'} ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    'Accept: text/html',
    'Accept-Language: fr',
    ...(cookie ? [`Cookie: ${cookie}`] : []),
    ...(body === undefined
      ? []
      : [
          `Origin: ${origin}`,
          'Content-Type: application/x-www-form-urlencoded',
          `Content-Length: ${Buffer.byteLength(body)}`,
        ]),
  ]
  writeFileSync(join(folder, 'requests', `${name}.http`), [...head, '', body ?? ''].join('\r\n'))
}
