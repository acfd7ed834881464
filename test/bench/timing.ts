import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Knex } from 'knex'
import { openAccount } from '../../idp/account/service.ts'
import { createPasswords } from '../../shared/crypto/passwords.ts'
import { createSecrets } from '../../shared/crypto/secrets.ts'
import { migrate, openDatabase } from '../../shared/database/open.ts'
import { freshInbox } from '../support/inbox.ts'
import { Visitor } from '../support/visitor/visitor.ts'
import { send } from '../support/visitor/wire.ts'
import { post } from '../support/volley.ts'
import { mannWhitney, median } from './rank-test.ts'
import { startServer } from './server.ts'
import { client } from './user.ts'

// npm run bench:timing [-- pairs]: does the time of an answer tell whether an address is known (R16)? Pairs of requests, one
// with a known and one with an unknown address, in an order by chance, each pair right after the last. Nothing here can fail
// a build: what a busy machine measures is noise, so its load is printed beside.

const PAIRS = Number(process.argv[2] ?? 500)
const WARM_UP = 20
const endpoints = ['login', 'signup', 'reset', 'resend'] as const
type Endpoint = (typeof endpoints)[number]

const tidy: (() => unknown)[] = []
const folder = mkdtempSync(join(tmpdir(), 'bench-timing-'))
const databaseUrl = `sqlite:${folder}/idp.sqlite`
await migrate(databaseUrl, 'idp')
const db = openDatabase(databaseUrl, 'idp')
const master = randomBytes(32)
await prepare(db)
const inbox = await freshInbox({ teardown: (act) => tidy.push(act) }, () => Promise.resolve())
process.env['IDP_SMTP_URL'] = inbox.smtpUrl
const server = await startServer(databaseUrl, master.toString('base64url'))
try {
  const cookie = await signInPage()
  const table = []
  for (const endpoint of endpoints) table.push(await compare(endpoint, cookie))
  console.log(
    `${PAIRS} pairs each, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`,
  )
  console.log('R16 asks for a difference of the medians under 5 ms and p over 0.01, on an idle machine.\n')
  console.table(table)
} finally {
  await server.stop()
  await db.destroy()
  for (const act of tidy) await act()
  rmSync(folder, { recursive: true, force: true })
}

interface Page {
  readonly url: string
  readonly cookie: string
}

async function compare(endpoint: Endpoint, page: Page) {
  const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
  const seen = new Set<string>()
  for (let n = -WARM_UP; n < PAIRS; n += 1) {
    const order = randomInt(2) === 0 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)
    for (const kind of order) {
      // an address of either kind is as long as one of the other, and used once at each endpoint
      const email = kind === 'known' ? known(n + WARM_UP) : `stranger-${endpoint}-${randomUUID()}@example.test`
      const { url, ...shot } = requestTo(endpoint, { email, page })
      const began = performance.now()
      const { status } = await send(url, shot)
      if (n >= 0) times[kind].push(performance.now() - began)
      seen.add(`${kind} ${status}`)
      await settled()
    }
  }
  const { p } = mannWhitney(times.known, times.unknown)
  const [a, b] = [median(times.known), median(times.unknown)]
  const round = (ms: number): number => Math.round(ms * 100) / 100
  return {
    endpoint,
    'known ms': round(a),
    'unknown ms': round(b),
    'difference ms': round(a - b),
    p: p < 0.001 ? p.toExponential(1) : p.toFixed(3),
    answers: [...seen].toSorted().join(', '),
  }
}

/** Waits for the mail of the request before, if it made one: it would weigh on the next request. */
async function settled(): Promise<void> {
  while (await db('outbox').where({ state: 'waiting' }).first('id')) await new Promise((next) => setTimeout(next, 2))
}

function requestTo(endpoint: Endpoint, { email, page }: { email: string; page: Page }) {
  const from = `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`
  switch (endpoint) {
    case 'login':
      return post(page.url, { email, password: 'not the password' }, { cookie: page.cookie, from })
    case 'signup': {
      const names = { civility: 'madame', givenName: 'Nina', familyName: 'Roussel', terms: 'on' }
      const once = randomBytes(32).toString('base64url')
      return post(`${server.url}/signup`, { ...names, email, password: 'copper-walnut-harbour', once }, { from })
    }
    case 'reset':
      return post(`${server.url}/password/forgot`, { email }, { from })
    case 'resend':
      return post(`${server.url}/activate/again`, { email }, { from })
  }
}

/** The sign-in page of one browser: it takes wrong passwords for any address. */
async function signInPage(): Promise<Page> {
  const query = new URLSearchParams({
    client_id: client.id,
    response_type: 'code',
    redirect_uri: client.redirect,
    scope: 'openid',
    code_challenge: randomBytes(32).toString('base64url'),
    code_challenge_method: 'S256',
  })
  const visitor = await new Visitor({ home: server.url }).open(`/auth?${query}`)
  return { url: visitor.url, cookie: visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
}

function known(n: number): string {
  return `resident-${String(n).padStart(41, '0')}@example.test`
}

async function prepare(to: Knex): Promise<void> {
  const { saveClient } = await import('../../idp/clients/service.ts')
  const app = { client_id: client.id, client_secret: client.secret, client_name: 'Bench', first_party: true }
  const auth = { token_endpoint_auth_method: 'client_secret_basic', redirect_uris: [client.redirect], scope: 'openid' }
  await saveClient({ db: to, secrets: createSecrets([master]), now: () => 0 }, { ...app, ...auth })
  const passwords = await createPasswords({ memoryKib: 19_456, passes: 2, running: 2 })
  const passwordHash = await passwords.hash('lantern harbour violet')
  const named = { civility: 'madame', givenName: 'Nina', familyName: 'Roussel', lang: 'fr' } as const
  const terms = { termsVersion: 'bench', termsAcceptedAt: 0 }
  await to.transaction(async (tx) => {
    for (let n = 0; n < PAIRS + WARM_UP; n += 1) {
      await openAccount(tx, { ...named, ...terms, id: randomUUID(), email: known(n), passwordHash }, 0)
    }
  })
}
