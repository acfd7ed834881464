import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import test, { type ExecutionContext } from 'ava'
import { fromRoot } from '../../shared/root.ts'
import { signIn, testApp } from '../support/app.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { people } from '../support/people.ts'
import { idpOf, nextAddress, type Shipped, shipped } from '../support/processes.ts'
import { openAccountIn } from '../support/standing.ts'
import { inTurn, post, type Shot, statuses, volley } from '../support/volley.ts'

// Passwords by the hundred at two providers on one database, at the cost they have in production.

const { anna } = people

interface Stage extends Shipped {
  readonly passwordPage: { readonly url: string; readonly cookie: string }
}

/** A browser before the sign-in page: what it posts may be posted again and again until it is right. */
async function stage(t: ExecutionContext, database: DatabaseKind, env = {}): Promise<Stage> {
  const world = await shipped(t, { database, idps: 2, portals: 0, env })
  await openAccountIn(world, anna)
  const app = await testApp(t, idpOf(world))
  const visitor = await world.visitor().open((await app.begin()).address)
  const cookie = visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  return { ...world, passwordPage: { url: visitor.url, cookie } }
}

const tries = ({ passwordPage: { url, cookie } }: Stage, email: string, password: string): Omit<Shot, 'through'> =>
  post(url, { email, password }, { cookie, from: nextAddress() })

for (const database of DATABASES) {
  test.serial(
    `of a hundred wrong passwords at once at two processes five are judged, on ${database} [R18][R21]`,
    async (t) => {
      const world = await stage(t, database)
      const answers = await volley(inTurn(world.idps, 100, (n) => tries(world, anna.email, `wrong-guess-number-${n}`)))
      t.deepEqual(statuses(answers), { 422: 5, 429: 95 })
      t.is((await world.idpDb('audit_event').where({ action: 'login.failed' })).length, 5, 'passwords judged')
      const late = answers.filter(({ status }) => status === 429)
      t.true(late.every(({ headers }) => Number(headers.get('retry-after')) > 0))
      for (const { address } of world.idps) {
        const [right] = await volley([{ ...tries(world, anna.email, anna.password), through: address }])
        t.is(right?.status, 429, 'the right one is not looked at either')
      }
    },
  )

  test.serial(
    `five hundred who sign in at once are answered or asked to come back, and both processes live, on ${database} [R88]`,
    async (t) => {
      // hashes so slow that on any machine two and a half hundred take longer than anybody waits
      const world = await stage(t, database, { IDP_HASH_PASSES: '30' })
      const health = await watchHealth(world)
      const began = performance.now()
      const answers = await volley(
        inTurn(world.idps, 500, (n) => tries(world, `somebody${n}@example.test`, 'whatever they typed')),
      )
      const seconds = (performance.now() - began) / 1000
      const { asked, slowestMs, medianMs } = await health.stop()
      t.log({ ...statuses(answers), seconds: seconds.toFixed(1), health: { asked, medianMs, slowestMs } })
      t.true(
        answers.every(({ status }) => [200, 303, 422, 429, 503].includes(status)),
        JSON.stringify(statuses(answers)),
      )
      const sentAway = answers.filter(({ status }) => status === 503)
      t.true(sentAway.every(({ headers }) => Number(headers.get('retry-after')) > 0))
      t.true(sentAway.length > 0, 'the queue was full')
      t.true((statuses(answers)[422] ?? 0) > 0, 'some had their turn')
      t.true(asked > 2)
      const visitor = await world.visitor().open(world.passwordPage.url)
      t.is(visitor.status, 410, 'a browser that was never there')
      const app = await testApp(t, idpOf(world))
      await signIn(await visitor.open((await app.begin()).address), anna)
      t.true(visitor.url.startsWith(app.redirectUri), `${visitor.status} ${visitor.text}`)
    },
  )
}

/** Asks both how they are, all the time; `stop` throws unless each answer was good. */
async function watchHealth({ idps, idpUrl }: Shipped) {
  const workerData = { addresses: idps.map(({ address }) => address), host: new URL(idpUrl).host }
  const probe = new Worker(fromRoot('dist/test/storms/health-probe.js'), { workerData })
  await once(probe, 'message')
  return {
    stop: async () => {
      probe.postMessage('stop')
      const [times] = (await once(probe, 'message')) as [number[]]
      const sorted = times.map(Math.round).toSorted((a, b) => a - b)
      return { asked: sorted.length, medianMs: sorted[sorted.length >> 1] ?? 0, slowestMs: sorted.at(-1) ?? 0 }
    },
  }
}
