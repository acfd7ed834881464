import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { signIn, testApp } from '../support/app.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { people } from '../support/people.ts'
import { idpOf, shipped } from '../support/processes.ts'
import { openAccountIn } from '../support/standing.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { inTurn, post, statuses, volley } from '../support/volley.ts'

// One consent, however often it is given or taken at once, on two providers in processes of their own.

const TABS = 20

async function stage(t: ExecutionContext, database: DatabaseKind) {
  const world = await shipped(t, { database, idps: 2, portals: 0 })
  const accountId = await openAccountIn(world, people.anna)
  const place = idpOf(world)
  const ours = await testApp(t, place)
  const anna = await world.visitor().open((await ours.begin()).address)
  await signIn(anna, people.anna)
  const metadata = { first_party: false, client_name: 'Wiki', grant_types: ['authorization_code', 'refresh_token'] }
  return { world, accountId, anna, app: await testApp(t, place, { ...metadata, scope: 'openid email offline_access' }) }
}

/** What her browser would send to an address. */
const cookieFor = (anna: Visitor, address: string): string => {
  const { pathname } = new URL(address)
  return anna.cookies
    .filter(({ path }) => pathname.startsWith(path))
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
}

const get = (url: string, cookie: string) => ({ url, method: 'GET', headers: { cookie, accept: 'text/html' } })

for (const database of DATABASES) {
  test.serial(
    `of twenty tabs that are allowed at once on two processes every one is signed in, by one consent, on ${database} [R52]`,
    async (t) => {
      const { world, anna, app } = await stage(t, database)
      const tabs = []
      for (let n = 0; n < TABS; n++) {
        const begun = await app.begin({ scope: 'openid email' })
        await anna.open(begun.address)
        tabs.push({ begun, url: anna.url })
      }
      const pages = tabs.map(({ url }) => post(url, { answer: 'allow' }, { cookie: cookieFor(anna, url) }))
      const answers = await volley(inTurn(world.idps, TABS, (n) => pages[n] as (typeof pages)[0]))
      t.deepEqual(statuses(answers), { 303: TABS })
      t.is((await world.idpDb('consent')).length, 1)
      t.is((await world.idpDb('audit_event').where({ action: 'consent.given' })).length, 1)

      const onward = answers.map(({ headers }) => headers.get('location') ?? '')
      const back = onward.map((url) => get(url, cookieFor(anna, url)))
      const arrivals = await volley(inTurn(world.idps, TABS, (n) => back[n] as (typeof back)[0]))
      t.deepEqual(statuses(arrivals), { 303: TABS }, arrivals.find(({ status }) => status === 500)?.body)
      for (const [n, { begun }] of tabs.entries()) {
        t.truthy((await app.finish(begun, arrivals[n]?.headers.get('location') ?? '')).id_token, `tab ${n + 1}`)
      }
    },
  )

  test.serial(
    `a sign-in that meets the withdrawal at the other process leaves the app nothing, on ${database} [R52]`,
    async (t) => {
      const { world, anna, app } = await stage(t, database)
      const list = `${world.idpUrl}/account/apps`
      for (let round = 0; round < 8; round++) {
        const first = await app.begin({ scope: 'openid email' })
        await anna.open(first.address)
        await anna.press('Autoriser')
        const begun = await Promise.all(Array.from({ length: 6 }, () => app.begin({ scope: 'openid email' })))
        await anna.open(list)
        const withdraw = post(list, { client_id: app.client.client_id }, { cookie: cookieFor(anna, list) })
        const shots = [
          ...begun.slice(0, 3).map(({ address }) => get(address, cookieFor(anna, address))),
          withdraw,
          ...begun.slice(3).map(({ address }) => get(address, cookieFor(anna, address))),
        ]
        const answers = await volley(inTurn(world.idps, shots.length, (n) => shots[n] as (typeof shots)[0]))
        t.true(answers.every(({ status }) => status === 303))
        t.is((await world.idpDb('consent')).length, 0)
        t.deepEqual(await world.idpDb('engine_object').where({ model: 'Grant', client_id: app.client.client_id }), [])
        answers.splice(3, 1)
        for (const [n, attempt] of begun.entries()) {
          const arrival = answers[n]?.headers.get('location') ?? ''
          if (!arrival.startsWith(app.redirectUri)) continue
          const parameters = oauth.validateAuthResponse(app.as, app.client, new URL(arrival), attempt.state)
          t.is((await app.redeem({ parameters, verifier: attempt.verifier })).status, 400)
        }
      }
      const withdrawn = await world.idpDb('audit_event').where({ action: 'consent.withdrawn' })
      t.is(withdrawn.length, 8)
    },
  )
}
