import { setTimeout as pause } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { decodeJwt } from 'jose'
import { OWN_CLIENT_ID } from '../../idp/clients/service.ts'
import { deliveriesOf } from '../../idp/sessions/service.ts'
import { SECOND } from '../../shared/time.ts'
import { signIn, type TestApp, testApp } from '../support/app.ts'
import { command } from '../support/command.ts'
import { DATABASES } from '../support/database.ts'
import { type Ear, openEar } from '../support/logouts.ts'
import { people } from '../support/people.ts'
import { idpOf, nextAddress, type Shipped, shipped } from '../support/processes.ts'
import { openAccountIn } from '../support/standing.ts'
import { post } from '../support/volley.ts'
import { until } from '../support/waiting.ts'
import { afterTheLeases, answerOrNone, type Chance, chance, KILLS, killOnce } from './supervisor.ts'

const PEOPLE = 8

interface Client {
  readonly sid: string
  readonly form: ReturnType<typeof post>
  /** saw the page that says so */
  told: boolean
}

/** Somebody who has an app open, and is about to press the button that signs them out. */
async function before({ idpUrl, visitor }: Shipped, app: TestApp): Promise<Client> {
  const person = visitor()
  const begun = await app.begin()
  await signIn(await person.open(begun.address), people.anna)
  const { id_token = '' } = await app.finish(begun, person.url)
  await person.open(`${idpUrl}/session/end?client_id=${OWN_CLIENT_ID}`)
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(person.html)?.[1] ?? ''
  const cookie = person.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const form = post(`${idpUrl}/session/end/confirm`, { xsrf, logout: 'yes' }, { cookie, from: nextAddress() })
  return { sid: String(decodeJwt(id_token)['sid']), form, told: false }
}

async function signOut(world: Shipped, client: Client, { next }: Chance): Promise<void> {
  await pause(next(500))
  const answer = await answerOrNone(world.idps[0]?.address ?? '', client.form)
  client.told = answer?.status === 303
}

/** Whatever was killed when: the session is there, or the app has been told. */
async function checkWhole(t: ExecutionContext, { idpDb, idpUrl }: Shipped, { app, ear, clients }: Checked) {
  const heard = await ear.heard(idpUrl, app.client.client_id)
  const counts = { over: 0, alive: 0, doubles: 0 }
  for (const { sid, told } of clients) {
    const [place] = await idpDb('app_session').where({ sid })
    const uid = place?.session_uid ?? ''
    const alive = (await idpDb('engine_object').where({ model: 'Session', uid })).length === 1
    const notices = heard.filter((claims) => claims['sid'] === sid).length
    t.true(alive !== notices > 0, `alive: ${alive}, told: ${notices}`)
    if (told) t.false(alive, 'the person was told that they are signed out')
    counts.over += alive ? 0 : 1
    counts.alive += alive ? 1 : 0
    counts.doubles += Math.max(0, notices - 1)
  }
  t.is(new Set(heard.map(({ jti }) => jti)).size, heard.length)
  return counts
}

interface Checked {
  readonly app: TestApp
  readonly ear: Ear
  readonly clients: readonly Client[]
}

for (const database of DATABASES) {
  test.serial(
    `no session is gone and its app not told, whenever the process is killed, on ${database} [R32]`,
    async (t) => {
      const ear = await openEar(t)
      const env = { IDP_REACHABLE_ORIGINS: ear.origin }
      const world = await shipped(t, { database, idps: 1, portals: 0, env })
      await openAccountIn(world, people.anna)
      const app = await testApp(t, idpOf(world), { backchannel_logout_uri: ear.address })
      const [idp] = world.idps
      if (!idp) return t.fail()
      const random = chance()
      for (let kill = 0; kill < KILLS; kill += 1) {
        const clients: Client[] = []
        for (let n = 0; n < PEOPLE; n += 1) clients.push(await before(world, app))
        const leaving = Promise.all(clients.map((client) => signOut(world, client, random)))
        const some = 1 + random.next(PEOPLE - 3)
        await until('some are out', () => clients.filter(({ told }) => told).length >= some || undefined)
        await killOnce(idp, random.next(40))
        await leaving
        await afterTheLeases(idp, world.idpDb)
        const { seed } = random
        t.log({
          seed,
          told: clients.filter(({ told }) => told).length,
          ...(await checkWhole(t, world, { app, ear, clients })),
        })
      }
    },
  )

  test.serial(
    `a portal that is down while an account is blocked obeys when it is back, on ${database} [R32]`,
    async (t) => {
      const world = await shipped(t, { database, idps: 2, portals: 1 })
      const { env, idpDb, portalDb, portals } = world
      await openAccountIn(world, people.anna)
      const person = await signIn(await world.visitor().open('/login'), people.anna)
      t.is(person.path, '/home')
      await portals[0]?.kill()

      const block = await command(env, 'bmw-id', 'accounts', 'block', people.anna.email, '--reason', 'a test')
      t.like(block, { code: 0, err: '' })
      t.regex(block.out, /^Blocked\./)
      const [waiting] = await until('it was tried in vain', async () => {
        const notices = await deliveriesOf(idpDb)
        return notices[0]?.lastError ? notices : undefined
      })
      t.like(waiting, { state: 'waiting', cause: 'accountBlocked', lastError: 'ECONNREFUSED' })

      await portals[0]?.start()
      const began = performance.now()
      await until('the portal obeys', async () => ((await portalDb('session')).length === 0 ? true : undefined))
      t.log(`${Math.round(performance.now() - began)} ms after the portal is back`)
      t.true(performance.now() - began < 12 * SECOND)
      await person.open(`${world.portalUrl}/home`)
      t.is(person.heading, 'Connectez-vous.')
      await until('it is closed', async () => ((await deliveriesOf(idpDb))[0]?.state === 'done' ? true : undefined))
      const { out } = await command(env, 'bmw-id', 'logouts', '--client', 'mybmw-financial-services')
      t.regex(out, /^\S+Z {2}done {5}mybmw-financial-services {2}accountBlocked {2}\d+ attempts\n$/)
    },
  )
}
