import test, { type ExecutionContext } from 'ava'
import type { Knex } from 'knex'
import { DAY, HOUR, MINUTE } from '../../shared/time.ts'
import { signIn, testApp } from '../support/app.ts'
import { DATABASES } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { type World, worldWith } from '../support/world.ts'

const { anna, morel } = people
const realNow = Date.now

/** The engine and cookies live by the process's clock: here it is moved, so one test at a time. */
function travel(t: ExecutionContext): (ms: number) => void {
  let ahead = 0
  Date.now = () => realNow() + ahead
  t.teardown(() => {
    Date.now = realNow
  })
  return (ms) => {
    ahead += ms
  }
}

async function customer(world: World): Promise<Visitor> {
  await openAccountOf(world.idp, morel)
  return signIn(await world.visitor().open('/login'), morel)
}

/** Every text in a database, as somebody who stole it would have it. */
async function dump(db: Knex, tables: readonly string[]): Promise<string[]> {
  const rows: Record<string, unknown>[] = []
  for (const table of tables) rows.push(...((await db(table)) as Record<string, unknown>[]))
  const texts = rows.flatMap((row) => Object.values(row)).filter((value) => typeof value === 'string')
  return [...new Set(texts.flatMap((text) => [text, ...text.split('.')]))]
}

for (const database of DATABASES) {
  test.serial(`nothing in a stolen database works as a cookie, on ${database} [R29]`, async (t) => {
    const world = await worldWith(t, { database })
    const own = await customer(world)
    t.is(own.path, '/home')
    const cookies = own.cookies.map(({ name }) => name)
    t.true(cookies.includes('mybmwfs_session') && cookies.includes('bmwid_session'), cookies.join())
    const stolen = [
      ...(await dump(world.idp.db, ['engine_object', 'known_device', 'account', 'pending_signup'])),
      ...(await dump(world.portal.db, ['session', 'customer', 'login_attempt'])),
    ].filter((value) => /^[\x21-\x7e]{8,3000}$/.test(value) && !/[;,"\\]/.test(value))
    t.true(stolen.length > 15)
    const bearer = own.cookies.filter(({ value }) => value.length > 26) // one says which app, one which language
    t.true(bearer.length >= 3)
    for (const { name, value } of bearer) t.false(stolen.includes(value), `${name} is there as it is`)
    for (const value of stolen) {
      const thief = world.visitor({ headers: { cookie: `mybmwfs_session=${value}; bmwid_session=${value}` } })
      await thief.open('/home')
      t.not(thief.path, '/home', value)
      t.notRegex(thief.text, /Morel/)
    }
    t.is((await own.open('/home')).path, '/home')
  })
}

test.serial('a session id has 256 random bits [R29]', async (t) => {
  const world = await worldWith(t)
  const own = await customer(world)
  t.regex(own.cookie('mybmwfs_session') ?? '', /^[\w-]{43}$/)
})

test.serial('a session of the portal ends after twelve hours, however much it is used [R31]', async (t) => {
  const world = await worldWith(t)
  const own = await customer(world)
  for (let minutes = 14; minutes <= 12 * 60; minutes += 14) {
    world.clock.pass(14 * MINUTE)
    t.is((await own.open('/home')).path, '/home', `after ${minutes} minutes`)
  }
  world.clock.pass(14 * MINUTE)
  await own.open('/home')
  t.is(own.heading, 'Vous êtes déconnecté.')
  t.is((await world.portal.db('session')).length, 0)
})

test.serial('a session of the portal ends after a quarter of an hour without use [R31]', async (t) => {
  const world = await worldWith(t)
  const own = await customer(world)
  world.clock.pass(15 * MINUTE - 1000)
  t.is((await own.open('/home')).path, '/home')
  world.clock.pass(15 * MINUTE + 1000)
  await own.open('/home')
  t.is(own.heading, 'Vous êtes déconnecté.')
})

/** Whether an app that sends somebody to the provider gets them back without a question. */
async function atProvider(t: ExecutionContext) {
  const pass = travel(t)
  const world = await idpWith(t)
  await openAccountOf(world.idp, anna)
  const app = await testApp(t, world)
  const own = await signIn(await world.visitor().open((await app.begin()).address), anna)
  const isSignedIn = async (): Promise<boolean> => {
    await own.open((await app.begin()).address)
    return own.heading === 'Arrived'
  }
  return { pass, isSignedIn }
}

test.serial('a session of the provider ends after an hour without use [R31]', async (t) => {
  const { pass, isSignedIn } = await atProvider(t)
  pass(59 * MINUTE)
  t.true(await isSignedIn())
  pass(61 * MINUTE)
  t.false(await isSignedIn())
})

test.serial('a session of the provider ends after a day, however much it is used [R31]', async (t) => {
  const { pass, isSignedIn } = await atProvider(t)
  for (let minutes = 50; minutes < DAY / MINUTE; minutes += 50) {
    pass(50 * MINUTE)
    t.true(await isSignedIn(), `after ${minutes} minutes`)
  }
  pass(HOUR - MINUTE)
  t.false(await isSignedIn())
})
