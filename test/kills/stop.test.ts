import { randomBytes } from 'node:crypto'
import { Agent, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import test from 'ava'
import { SECOND } from '../../shared/time.ts'
import { DATABASES } from '../support/database.ts'
import { nextAddress, type Shipped, shipped } from '../support/processes.ts'
import { post } from '../support/volley.ts'
import { until } from '../support/waiting.ts'

/** What became of one request: a status, or the fault of the line. */
type Seen = number | string

interface Ask {
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | undefined
}

/** On a line that is kept, as a browser or a proxy has it. */
function seen(
  { idpUrl, idps }: Shipped,
  agent: Agent,
  { path, method = 'GET', headers = {}, body }: Ask,
): Promise<Seen> {
  const { port } = new URL(idps[0]?.address ?? '')
  const host = new URL(idpUrl).host
  return new Promise((resolve) => {
    const options = { agent, host: '127.0.0.1', port, path, method, headers: { ...headers, host } }
    const outgoing = request(options, (incoming) => {
      buffer(incoming).then(
        () => resolve(incoming.statusCode ?? 0),
        (error: NodeJS.ErrnoException) => resolve(error.code ?? 'cut'),
      )
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'cut'))
    outgoing.end(body)
  })
}

const signup = (world: Shipped, n: number): Ask => {
  const once = randomBytes(32).toString('base64url')
  const names = { civility: 'madame', givenName: 'Nina', familyName: 'Roussel', terms: 'on' }
  const email = `nina${n}@example.test`
  const form = post(
    `${world.idpUrl}/signup`,
    { ...names, email, password: 'copper-walnut-harbour', once },
    { from: nextAddress() },
  )
  return { path: '/signup', method: 'POST', headers: form.headers, body: form.body }
}

/** Two hundred requests a second on eight kept lines, every tenth a sign-up; ends when nobody takes a line any more. */
async function load(world: Shipped, results: Seen[]): Promise<void> {
  const client = async (lane: number): Promise<void> => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    for (let n = 0; ; n += 1) {
      const ask = n % 10 === 9 ? signup(world, lane * 10_000 + n) : { path: n % 2 ? '/health' : '/signup' }
      const [result] = await Promise.all([seen(world, agent, ask), pause(40)])
      results.push(result)
      if (typeof result === 'string') break
    }
    agent.destroy()
  }
  await Promise.all(Array.from({ length: 8 }, (_, lane) => client(lane)))
}

for (const database of DATABASES) {
  test.serial(
    `a process that is told to stop under load answers what it has taken, and nobody's line is cut, on ${database}`,
    async (t) => {
      const world = await shipped(t, { database, idps: 1, portals: 0 })
      const results: Seen[] = []
      const loading = load(world, results)
      await until('the load is there', () => (results.length > 150 ? true : undefined))
      const { code, ms } = (await world.idps[0]?.stop()) ?? {}
      await loading
      const counts: Record<string, number> = {}
      for (const result of results) counts[result] = (counts[result] ?? 0) + 1
      t.log({ ...counts, code, ms: Math.round(ms ?? 0) })
      t.is(code, 0)
      t.true((ms ?? Infinity) < 20 * SECOND)
      t.deepEqual(Object.keys(counts).toSorted(), ['200', '303', 'ECONNREFUSED'])
      t.is(counts['ECONNREFUSED'], 8, 'each client was refused once, at a new line')
      const told = counts['303'] ?? 0
      t.is((await world.idpDb('pending_signup')).length, told, 'everybody who signed up was told so')
      const leased = await world.idpDb('outbox').where({ state: 'waiting' }).whereNotNull('lease_until')
      t.is(leased.length, 0, 'no letter is held by a process that is gone')
    },
  )
}

test.serial(
  'a process that is told to stop while the mail server hangs is gone in time, and gives its letters back',
  async (t) => {
    const world = await shipped(t, { database: 'sqlite', idps: 1, portals: 0 })
    world.inbox.setSmtpMode('hang')
    const agent = new Agent()
    t.is(await seen(world, agent, signup(world, 1)), 303)
    await until('the letter is under way', async () =>
      (await world.idpDb('outbox').whereNotNull('lease_until')).length > 0 ? true : undefined,
    )
    const { code, ms } = (await world.idps[0]?.stop()) ?? {}
    t.log({ code, ms: Math.round(ms ?? 0) })
    t.is(code, 0)
    t.true((ms ?? Infinity) < 8 * SECOND, 'before the mail server would have been given up')
    t.deepEqual(await world.idpDb('outbox').select('state', 'lease_until'), [{ state: 'waiting', lease_until: null }])
    world.inbox.setSmtpMode('ok')
    await world.idps[0]?.start()
    await until('the mail', () => (world.inbox.messages('nina1@example.test').length === 1 ? true : undefined))
  },
)
