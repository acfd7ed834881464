import test, { type ExecutionContext } from 'ava'
import { SECOND } from '../../shared/time.ts'
import { signIn, testApp } from '../support/app.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { codeAt, giveApp } from '../support/factors.ts'
import { people } from '../support/people.ts'
import { idpOf, nextAddress, shipped } from '../support/processes.ts'
import { openAccountIn } from '../support/standing.ts'
import { inTurn, post, statuses, volley } from '../support/volley.ts'

// Codes by the dozen at two providers on one database: each from a browser of its own that has given the right password.

const { anna } = people

async function stage(t: ExecutionContext, database: DatabaseKind) {
  const world = await shipped(t, { database, idps: 2, portals: 0 })
  await openAccountIn(world, anna)
  const provider = idpOf(world)
  const { id } = await world.idpDb('account').first('id')
  const { secret, codes } = await giveApp(provider.idp, id)
  const app = await testApp(t, provider)
  const halfway = async () => {
    const visitor = await signIn(await world.visitor().open((await app.begin()).address), anna)
    return { url: visitor.url, cookie: visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
  }
  const browsers = async (count: number) => {
    const ready = []
    for (let no = 0; no < count; no += 1) ready.push(await halfway())
    return ready
  }
  const count = async (action: string) => (await world.idpDb('audit_event').where({ action })).length
  return { ...world, secret, codes, browsers, count }
}

type Browser = { readonly url: string; readonly cookie: string }
const enter = ({ url, cookie }: Browser, way: string, code: string) =>
  post(url, { way, code }, { cookie, from: nextAddress() })

/** Not at the edge of two steps. */
async function earlyInAStep(): Promise<void> {
  const left = 30 * SECOND - (Date.now() % (30 * SECOND))
  if (left < 8 * SECOND) await new Promise((resolve) => setTimeout(resolve, left))
}

for (const database of DATABASES) {
  test.serial(`of twenty who use one recovery code at once one gets in, on ${database} [R71]`, async (t) => {
    const world = await stage(t, database)
    const [code = ''] = world.codes
    const browsers = await world.browsers(20)
    const shots = inTurn(world.idps, 20, (n) => enter(browsers[n] ?? { url: '', cookie: '' }, 'recovery', code))
    const seen = statuses(await volley(shots))
    t.is(seen[303], 1, JSON.stringify(seen))
    t.is(await world.count('login.succeeded'), 1)
    t.is(await world.count('recovery.used'), 1)
  })

  test.serial(`of twenty who use the code of one step at once one gets in, on ${database} [R69]`, async (t) => {
    const world = await stage(t, database)
    const browsers = await world.browsers(20)
    await earlyInAStep()
    const code = codeAt(world.secret, Date.now())
    const shots = inTurn(world.idps, 20, (n) => enter(browsers[n] ?? { url: '', cookie: '' }, 'app', code))
    const seen = statuses(await volley(shots))
    t.is(seen[303], 1, JSON.stringify(seen))
    t.is(await world.count('login.succeeded'), 1)
  })

  test.serial(`of a hundred wrong codes at once five are judged, on ${database} [R69]`, async (t) => {
    const world = await stage(t, database)
    const browsers = await world.browsers(10)
    const wrong = (n: number) => codeAt(world.secret, Date.now(), { steps: 10 + n })
    const shots = inTurn(world.idps, 100, (n) => enter(browsers[n % 10] ?? { url: '', cookie: '' }, 'app', wrong(n)))
    t.deepEqual(statuses(await volley(shots)), { 422: 5, 429: 95 })
    t.is(await world.count('login.unconfirmed'), 5)
    const late = await volley(inTurn(world.idps, 2, () => enter(browsers[0] as Browser, 'app', wrong(-10))))
    t.deepEqual(statuses(late), { 429: 2 }, 'the right one is not looked at either')
  })
}
