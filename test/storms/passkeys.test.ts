import test, { type ExecutionContext } from 'ava'
import { signIn, testApp } from '../support/app.ts'
import { givePasskey, type Options, softAuthenticator } from '../support/authenticator.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { people } from '../support/people.ts'
import { idpOf, nextAddress, shipped } from '../support/processes.ts'
import { openAccountIn } from '../support/standing.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { inTurn, post, statuses, volley } from '../support/volley.ts'

// What a passkey has signed, twenty times at once, at two providers on one database.

const { anna } = people

async function stage(t: ExecutionContext, database: DatabaseKind) {
  const world = await shipped(t, { database, idps: 2, portals: 0 })
  const id = await openAccountIn(world, anna)
  const provider = idpOf(world)
  const app = await testApp(t, provider)
  const count = async (action: string) => (await world.idpDb('audit_event').where({ action })).length
  const optionsAt = async (visitor: Visitor, path: string): Promise<Options> => {
    await visitor.arriveFrom(world.idpUrl, path, {})
    return JSON.parse(visitor.html) as Options
  }
  const storm = async (visitor: Visitor, path: string, credentials: readonly string[]) => {
    const cookie = visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const url = `${world.idpUrl}${path}`
    const sent = (credential = '') => post(url, { credential }, { cookie, from: nextAddress() })
    const shots = inTurn(world.idps, 20, (n) => sent(credentials[n % credentials.length]))
    return statuses(await volley(shots))
  }
  return { ...world, id, provider, app, count, optionsAt, storm }
}

for (const database of DATABASES) {
  test.serial(`of twenty who send one proof at once one is signed in, on ${database} [R70]`, async (t) => {
    const world = await stage(t, database)
    const { key } = await givePasskey({ ...world.provider.idp, config: { url: world.idpUrl } as never }, world.id)
    const visitor = await world.visitor().open((await world.app.begin()).address)
    const path = `${new URL(visitor.url).pathname}/passkey`
    const credential = key.get(await world.optionsAt(visitor, `${path}/options`))
    const seen = await world.storm(visitor, path, [credential])
    t.is(seen[303], 1, JSON.stringify(seen))
    t.is(await world.count('login.succeeded'), 1)
  })

  test.serial(`of twenty who send one new passkey at once one is added, on ${database} [R70]`, async (t) => {
    const world = await stage(t, database)
    const path = '/account/security/passkey'
    const visitor = await signIn(await world.visitor().open(path), anna)
    const made = softAuthenticator(world.idpUrl).create(await world.optionsAt(visitor, `${path}/options`))
    const seen = await world.storm(visitor, path, [made])
    t.is(seen[200], 1, JSON.stringify(seen))
    t.is(await world.count('passkey.added'), 1)
    t.is((await world.idpDb('passkey')).length, 1)
  })

  test.serial(
    `of twenty new passkeys at once ten at most are added, and codes are made once, on ${database} [R70]`,
    async (t) => {
      const world = await stage(t, database)
      const path = '/account/security/passkey'
      const visitor = await signIn(await world.visitor().open(path), anna)
      const made: string[] = []
      for (let n = 0; n < 20; n += 1) {
        made.push(softAuthenticator(world.idpUrl).create(await world.optionsAt(visitor, `${path}/options`)))
      }
      const seen = await world.storm(visitor, path, made)
      const { length } = await world.idpDb('passkey')
      t.true(length >= 1 && length <= 10, JSON.stringify({ seen, length }))
      t.is(await world.count('recovery.made'), 1)
    },
  )
}
