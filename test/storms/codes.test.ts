import { randomUUID } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import { tally, wrong } from '../portal/adding.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { nextAddress, type Shipped, shipped } from '../support/processes.ts'
import { signedInAt } from '../support/standing.ts'
import type { Answer } from '../support/visitor/wire.ts'
import { inTurn, post, volley } from '../support/volley.ts'
import { arrived, codeIn } from '../support/waiting.ts'

// At most three, and one owner: two portals in processes of their own that share a database.

const NUMBER = 'S0123456789'
const MOBILE = '+33639980101'

type Customer = Awaited<ReturnType<typeof signedInAt>>

const portalsWith = (t: ExecutionContext, database: DatabaseKind) => shipped(t, { database, idps: 0, portals: 2 })

/** Asks for the contract at one of the portals; the code comes by text message. */
async function codeFor({ portals, portalUrl, inbox }: Shipped, { cookie }: Customer, before = 0): Promise<string> {
  const form = post(
    `${portalUrl}/contracts/new`,
    { number: NUMBER, once: randomUUID() },
    { cookie, from: nextAddress() },
  )
  await volley([{ ...form, through: portals[0]?.address ?? '' }])
  return codeIn(await arrived(inbox, MOBILE, before + 1))
}

const enters = ({ portalUrl }: Shipped, { cookie }: Customer, code: string) =>
  post(`${portalUrl}/contracts/new/code`, { code }, { cookie, from: nextAddress() })

/** What the page that came back says of the code. */
function verdict({ status, headers, body }: Answer): { kind: string } {
  if (status === 303) return { kind: headers.get('location')?.startsWith('/contracts/S') ? 'attached' : 'nothing' }
  if (status === 422 && body.includes('Ce code n’est pas le bon')) return { kind: 'wrong' }
  if (status === 403) return { kind: body.includes('bloqué') ? 'blocked' : 'refused' }
  return { kind: String(status) }
}

const recorded = async ({ portalDb }: Shipped, action: string, subject?: string): Promise<number> => {
  const found: unknown[] = await portalDb('audit_event').where({ action, ...(subject ? { subject } : {}) })
  return found.length
}

for (const database of DATABASES) {
  test.serial(
    `of three hundred guesses at two portals three are judged, and the right code as the fourth is refused, on ${database} [R63]`,
    async (t) => {
      const world = await portalsWith(t, database)
      const customer = await signedInAt(world)
      const code = await codeFor(world, customer)
      const answers = await volley(inTurn(world.portals, 300, (n) => enters(world, customer, wrong(code, n + 1))))
      const told = tally(answers.map(verdict))
      t.log(told)
      // a page of a wrong code that is drawn when the block has come leads to where the block is explained; who waited
      // too long for the database was judged by nobody
      const { blocked = 0, wrong: judged = 0, nothing = 0, 503: sentAway = 0 } = told
      t.is(blocked + judged + nothing + sentAway, 300, JSON.stringify(told))
      t.true(judged + nothing <= 3)
      t.true(blocked > 0)
      t.is(await recorded(world, 'code.wrong'), 3, 'guesses judged')
      t.is(await recorded(world, 'attachment.blocked'), 1)
      t.deepEqual(await world.portalDb('attach_pair').pluck('tries'), [3])
      for (const portal of world.portals) {
        const [late] = await volley([{ ...enters(world, customer, code), through: portal.address }])
        t.is(verdict(late as Answer).kind, 'blocked')
      }
      t.deepEqual(await world.portalDb('contract_link'), [])
    },
  )

  test.serial(
    `of two customers with right codes for one contract at two portals one gets it, on ${database} [R67]`,
    async (t) => {
      const world = await portalsWith(t, database)
      const racers = [await signedInAt(world), await signedInAt(world)]
      const codes: string[] = []
      for (const [n, racer] of racers.entries()) codes.push(await codeFor(world, racer, n))
      const shots = inTurn(world.portals, 20, (n) => {
        const at = (n >> 1) % 2
        return enters(world, racers[at] as Customer, codes[at] ?? '')
      })
      const answers = await volley(shots)
      const links: { customer_id: string }[] = await world.portalDb('contract_link')
      t.is(links.length, 1)
      const winner = racers.findIndex(({ id }) => id === links[0]?.customer_id)
      const seenBy = (at: number) => tally(answers.filter((_, n) => (n >> 1) % 2 === at).map(verdict))
      t.deepEqual(seenBy(winner), { attached: 10 })
      const loser = seenBy(1 - winner)
      t.is(loser['refused'], 1, JSON.stringify(loser))
      t.is(loser['attached'], undefined)
      t.is(await recorded(world, 'contract.attached', racers[winner]?.id), 1)
      t.is(await recorded(world, 'contract.attached'), 1)
      t.is((await world.portalDb('sms_challenge').where({ closed_as: 'consumed' })).length, 2)
      t.deepEqual(await world.portalDb('attach_pair').pluck('tries'), [0, 0])
    },
  )
}
