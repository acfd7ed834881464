import { randomBytes } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { people } from '../support/people.ts'
import { nextAddress, type Shipped, shipped } from '../support/processes.ts'
import { openAccountIn } from '../support/standing.ts'
import { inTurn, post, statuses, volley } from '../support/volley.ts'
import { arrived, until } from '../support/waiting.ts'

// Forms that are sent twenty times at once to two providers on one database: each has one effect, and every answer is one
// that a person can go on from.

const { ben, anna } = people

const stage = (t: ExecutionContext, database: DatabaseKind): Promise<Shipped> =>
  shipped(t, { database, idps: 2, portals: 0 })

const signupForm = {
  civility: ben.civility,
  givenName: ben.givenName,
  familyName: ben.familyName,
  email: ben.email,
  password: ben.password,
  terms: 'on',
}

const recorded = async ({ idpDb }: Shipped, action: string): Promise<number> => {
  const found: unknown[] = await idpDb('audit_event').where({ action })
  return found.length
}

for (const database of DATABASES) {
  test.serial(
    `one sign-up form sent twenty times at once to two processes makes one signup and one mail, on ${database}`,
    async (t) => {
      const world = await stage(t, database)
      const once = randomBytes(32).toString('base64url')
      const answers = await volley(
        inTurn(world.idps, 20, () => post(`${world.idpUrl}/signup`, { ...signupForm, once }, { from: nextAddress() })),
      )
      t.deepEqual(statuses(answers), { 303: 20 })
      const cookies = answers.map(({ setCookies }) => setCookies.find((cookie) => cookie.startsWith('bmwid_signup=')))
      t.is(new Set(cookies.map((cookie) => cookie?.split(';')[0])).size, 1, 'every answer leads to the same signup')
      t.is((await world.idpDb('pending_signup')).length, 1)
      t.is(await recorded(world, 'signup.requested'), 1)
      await nothingWaits(world)
      t.is(world.inbox.messages(ben.email).length, 1)
    },
  )

  test.serial(
    `one activation link pressed twenty times at once at two processes opens one account, on ${database}`,
    async (t) => {
      const world = await stage(t, database)
      const once = randomBytes(32).toString('base64url')
      const [first] = await volley(inTurn(world.idps, 1, () => post(`${world.idpUrl}/signup`, { ...signupForm, once })))
      const cookie = first?.setCookies[0]?.split(';')[0] ?? ''
      const link = (await arrived(world.inbox, ben.email)).links[0] ?? ''
      const answers = await volley(inTurn(world.idps, 20, () => post(link, {}, { cookie })))
      t.deepEqual(Object.keys(statuses(answers)), ['200', '303'], JSON.stringify(statuses(answers)))
      t.is(statuses(answers)[303], 1)
      t.is((await world.idpDb('account')).length, 1)
      t.is(await recorded(world, 'account.activated'), 1)
    },
  )

  test.serial(
    `one reset link used twenty times at once with as many passwords sets one of them, on ${database} [R23]`,
    async (t) => {
      const world = await stage(t, database)
      const id = await openAccountIn(world, anna)
      await volley(inTurn(world.idps, 1, () => post(`${world.idpUrl}/password/forgot`, { email: anna.email })))
      const link = (await arrived(world.inbox, anna.email)).links.find((address) => address.includes('token=')) ?? ''
      const token = new URL(link).searchParams.get('token') ?? ''
      const cookie = `bmwid_reset=${token}`
      const chosen = (n: number): string => `harbour-walnut-${n}-orchard`
      const answers = await volley(
        inTurn(world.idps, 20, (n) => post(`${world.idpUrl}/password/reset`, { password: chosen(n) }, { cookie })),
      )
      t.deepEqual(statuses(answers), { 303: 1, 410: 19 })
      t.is(await recorded(world, 'password.changed'), 1)
      await nothingWaits(world)
      t.is(world.inbox.messages(anna.email).length, 2, 'the link, and that the password has changed')
      const { password_hash } = await world.idpDb('account').where({ id }).first('password_hash')
      const winner = answers.findIndex(({ status }) => status === 303)
      const { verify } = await import('@node-rs/argon2')
      t.true(await verify(password_hash, chosen(winner)), 'the one who was told so')
    },
  )
}

const nothingWaits = ({ idpDb }: Shipped): Promise<true> =>
  until('every letter is sent', async () =>
    (await idpDb('outbox').where({ state: 'waiting' })).length === 0 ? true : undefined,
  )
