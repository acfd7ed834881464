import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import test from 'ava'
import { DATABASES } from '../support/database.ts'
import { nextAddress, type Shipped, shipped } from '../support/processes.ts'
import { send } from '../support/visitor/wire.ts'
import { post } from '../support/volley.ts'
import { afterTheLeases, answerOrNone, chance, KILLS, killOnce } from './supervisor.ts'

const CLIENTS = 4
/** letters that one process carries at once (shared/outbox/worker.ts): so many may go out twice for one kill */
const CARRIED_AT_ONCE = 4

/** Somebody who signed up, and whether they were told so. */
interface Signup {
  readonly email: string
  acknowledged: boolean
}

/** One client: signs up one person after the other. Whoever gets no answer sends the same form again, or gives up. */
async function client(world: Shipped, history: Signup[], { name, stop }: { name: string; stop: AbortSignal }) {
  const through = world.idps[0]?.address ?? ''
  for (let n = 0; !stop.aborted; n += 1) {
    const person: Signup = { email: `${name}-${n}@example.test`, acknowledged: false }
    history.push(person)
    const fields = {
      civility: 'madame',
      givenName: 'Nina',
      familyName: 'Roussel',
      email: person.email,
      password: 'copper-walnut-harbour',
      terms: 'on',
      once: randomBytes(32).toString('base64url'),
    }
    for (let attempt = 0; attempt < (n % 2 === 0 ? 200 : 1) && !person.acknowledged; attempt += 1) {
      const answer = await answerOrNone(through, post(`${world.idpUrl}/signup`, fields, { from: nextAddress() }))
      person.acknowledged = answer?.status === 303
      if (!answer) await pause(50)
      else if (answer.status !== 303 && answer.status !== 503) throw new Error(`sign-up: ${answer.status}`)
    }
  }
}

for (const database of DATABASES) {
  test.serial(
    `who was told that they signed up has one signup and a mail, however often the process is killed, on ${database}`,
    async (t) => {
      const world = await shipped(t, { database, idps: 1, portals: 0 })
      const [idp] = world.idps
      if (!idp) return t.fail()
      const { seed, next } = chance()
      const history: Signup[] = []
      const done = new AbortController()
      const clients = Array.from({ length: CLIENTS }, (_, n) =>
        client(world, history, { name: `c${n}`, stop: done.signal }),
      )
      const recoveriesMs: number[] = []
      for (let kill = 0; kill < KILLS; kill += 1) recoveriesMs.push(Math.round(await killOnce(idp, 200 + next(800))))
      await pause(300)
      done.abort()
      await Promise.all(clients)
      await afterTheLeases(idp, world.idpDb)

      const pendings: { email: string }[] = await world.idpDb('pending_signup').select('email')
      const count = (email: string): number => pendings.filter((row) => row.email === email).length
      const told = history.filter(({ acknowledged }) => acknowledged)
      const doubles = pendings.map(({ email }) => world.inbox.messages(email).length - 1).filter((more) => more > 0)
      t.log({
        seed,
        kills: KILLS,
        signups: history.length,
        told: told.length,
        kept: pendings.length,
        doubles,
        recoveriesMs,
      })
      t.true(told.length > 0)
      t.deepEqual(
        told.filter(({ email }) => count(email) !== 1),
        [],
        'told, and not kept',
      )
      t.deepEqual(
        history.filter(({ email }) => count(email) > 1),
        [],
        'kept twice',
      )

      t.is((await world.idpDb('audit_event').where({ action: 'signup.requested' })).length, pendings.length, 'halves')
      t.is((await world.idpDb('outbox').where({ kind: 'mail' })).length, pendings.length, 'halves')
      t.is((await world.idpDb('outbox').where({ state: 'done' })).length, pendings.length)
      for (const { email } of pendings) {
        const references = world.inbox.references(email)
        t.true(references.length >= 1, `no mail for ${email}`)
        t.is(new Set(references).size, 1, `two Message-IDs for ${email}`)
        const links = new Set(world.inbox.messages(email).map((mail) => mail.links[0]))
        t.is(links.size, 1, `two links for ${email}`)
        const link = [...links][0] ?? ''
        t.is((await send(link, { method: 'GET', headers: {}, through: idp.address })).status, 200, 'the link is good')
      }
      t.true(doubles.reduce((sum, more) => sum + more, 0) <= KILLS * CARRIED_AT_ONCE, `doubles: ${doubles.join()}`)
    },
  )
}
