import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { contracts, wrong } from '../portal/adding.ts'
import { DATABASES } from '../support/database.ts'
import { nextAddress, type Shipped, shipped } from '../support/processes.ts'
import { signedInAt } from '../support/standing.ts'
import { post } from '../support/volley.ts'
import { codeIn, until } from '../support/waiting.ts'
import { afterTheLeases, answerOrNone, type Chance, chance, insist, KILLS, killOnce } from './supervisor.ts'

/** What each client types; one that gets no answer types it again. */
const SCRIPTS = [
  { contract: contracts.morel, types: ['right'] },
  { contract: contracts.garnier, types: ['wrong', 'wrong', 'right'] },
  { contract: contracts.lefevre, types: ['wrong', 'wrong', 'wrong', 'right'] },
  { contract: contracts.reunion, types: ['wrong', 'right', 'right', 'wrong'] },
] as const

interface Client {
  readonly id: string
  readonly email: string
  readonly cookie: string
  readonly number: string
  readonly code: string
  readonly types: readonly ('right' | 'wrong')[]
  /** saw the page of the contract */
  toldRight: boolean
}

/** A customer who waits before the page of the code. */
async function before(world: Shipped, { contract, types }: (typeof SCRIPTS)[number]): Promise<Client> {
  const customer = await signedInAt(world)
  const { number, mobile } = contract
  const earlier = world.inbox.messages(mobile).length
  const form = post(
    `${world.portalUrl}/contracts/new`,
    { number, once: randomUUID() },
    { ...customer, from: nextAddress() },
  )
  await insist(world.portals[0]?.address ?? '', () => Promise.resolve(form))
  const code = await until(`a code for ${number}`, () =>
    world.inbox.messages(mobile).slice(earlier).map(codeIn).find(Boolean),
  )
  return { ...customer, number, code, types, toldRight: false }
}

async function play(world: Shipped, client: Client, { next }: Chance): Promise<void> {
  const through = world.portals[0]?.address ?? ''
  for (const [n, what] of client.types.entries()) {
    await pause(next(25))
    const code = what === 'right' ? client.code : wrong(client.code, n + 1)
    const shot = post(`${world.portalUrl}/contracts/new/code`, { code }, { ...client, from: nextAddress() })
    const answer = await until('an answer', () => answerOrNone(through, shot))
    if (answer.headers.get('location') === `/contracts/${client.number}`) client.toldRight = true
    else if (![303, 403, 422].includes(answer.status)) throw new Error(`code: ${answer.status}`)
  }
}

/** What must be true of a customer and a contract whatever was killed when. */
async function checkWhole(t: ExecutionContext, { portalDb: db, inbox }: Shipped, client: Client): Promise<void> {
  const pair = { customer_id: client.id, contract_number: client.number }
  const events = async (action: string) => (await db('audit_event').where({ action, subject: client.id })).length
  const [links, consumed, attached, judgedWrong, blocks] = [
    (await db('contract_link').where(pair)).length,
    (await db('sms_challenge').where({ ...pair, closed_as: 'consumed' })).length,
    await events('contract.attached'),
    await events('code.wrong'),
    await events('attachment.blocked'),
  ]
  const { tries, blocked_at } = await db('attach_pair').where(pair).first('tries', 'blocked_at')
  const seen = JSON.stringify({ links, consumed, attached, judgedWrong, blocks, tries, types: client.types })
  t.true(links === consumed && consumed === attached && links <= 1, `attached by half: ${seen}`)
  t.true(judgedWrong <= 3 && judgedWrong + attached <= 3, `more than three were judged: ${seen}`)
  t.is(tries, judgedWrong, `counted, or recorded, by half: ${seen}`)
  t.is(blocked_at !== null, judgedWrong === 3, `blocked without three wrong codes, or not with them: ${seen}`)
  t.is(blocks, blocked_at === null ? 0 : 1, seen)
  if (client.toldRight) t.is(links, 1, `told, and not attached: ${seen}`)
  t.is(
    inbox.messages(client.email).length >= 1,
    links + blocks > 0,
    `a mail for what happened, and for nothing else: ${seen}`,
  )
  t.true(new Set(inbox.references(client.email)).size <= 1)
}

for (const database of DATABASES) {
  test.serial(
    `a code is right or wrong as a whole, and three at most are judged, whenever the process is killed, on ${database} [R63][R67]`,
    async (t) => {
      const world = await shipped(t, { database, idps: 0, portals: 1 })
      const [portal] = world.portals
      if (!portal) return t.fail()
      const random = chance()
      const everybody: Client[] = []
      const recoveriesMs: number[] = []
      for (let kill = 0; kill < KILLS; kill += 1) {
        await world.portalDb('contract_link').where({}).delete() // the same contracts again, for other customers
        await world.portalDb('budget').delete()
        const clients = await Promise.all(SCRIPTS.map((script) => before(world, script)))
        const playing = Promise.all(clients.map((client) => play(world, client, random)))
        recoveriesMs.push(Math.round(await killOnce(portal, random.next(120))))
        await playing
        await afterTheLeases(portal, world.portalDb)
        for (const client of clients) await checkWhole(t, world, client)
        everybody.push(...clients)
      }
      const { seed } = random
      const judged = (await world.portalDb('audit_event').whereIn('action', ['code.wrong', 'contract.attached'])).length
      t.log({
        seed,
        kills: KILLS,
        customers: everybody.length,
        judged,
        told: everybody.filter((one) => one.toldRight).length,
        recoveriesMs,
      })
    },
  )
}
