import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { LISTED_AFTER } from '../../idp/keys/service.ts'
import { DAY, MINUTE } from '../../shared/time.ts'
import { testApp } from '../support/app.ts'
import { command } from '../support/command.ts'
import { DATABASES, type DatabaseKind, freshFolder } from '../support/database.ts'
import { type Person, people } from '../support/people.ts'
import { idpOf, type Product, type Shipped, shipped } from '../support/processes.ts'
import { openAccountsIn } from '../support/standing.ts'
import { send } from '../support/visitor/wire.ts'
import { until } from '../support/waiting.ts'
import { type Clients, startClients } from './key-clients.ts'

// F16: keys and secrets are replaced while fifty clients sign in, refresh and ask for userinfo at two providers in
// processes of their own. Nobody may fail.

const persons: readonly Person[] = Array.from({ length: 50 }, (_, n) => ({
  ...people.anna,
  email: `anna${n}@example.test`,
}))

interface Stage extends Shipped {
  readonly clients: Clients
  readonly operator: (...words: readonly string[]) => Promise<string>
}

async function stage(t: ExecutionContext, database: DatabaseKind): Promise<Stage> {
  t.timeout(5 * MINUTE)
  const secrets = { IDP_SECRETS: '', IDP_SECRETS_FILE: join(freshFolder(t), 'idp.secret') }
  const env = { ...secrets, IDP_KEYS_LOOK_SECONDS: '1' }
  const world = await shipped(t, { database, idps: 2, portals: 0, balanced: true, env })
  await openAccountsIn(world, persons)
  const app = await testApp(t, idpOf(world), { grant_types: ['authorization_code', 'refresh_token'] })
  const clients = await startClients(world, { app, persons })
  t.teardown(clients.stop)
  const operator = async (...words: readonly string[]): Promise<string> => {
    const { code, out, err } = await command(world.env, 'bmw-id', ...words)
    t.is(code, 0, err)
    return out
  }
  return { ...world, clients, operator }
}

async function nobodyFailed(t: ExecutionContext, { clients }: Stage): Promise<void> {
  await clients.stop()
  t.log({ rounds: clients.rounds(), signers: clients.signers.size, failures: clients.failures.length })
  t.deepEqual([...new Set(clients.failures)], [])
}

/** The key set of one process. */
async function listedBy({ idpUrl }: Stage, { address }: Product): Promise<string[]> {
  const { body } = await send(`${idpUrl}/jwks`, { method: 'GET', headers: {}, through: address })
  return (JSON.parse(body) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid)
}

const everyProcess = (world: Stage, what: string, holds: (kids: readonly string[]) => boolean): Promise<true> =>
  until(what, async () => {
    const sets = await Promise.all(world.idps.map((idp) => listedBy(world, idp)))
    return sets.every(holds) ? true : undefined
  })

/** Time goes by for the keys: every instant that stands in the table is so much earlier. */
async function passes({ idpDb }: Stage, ms: number): Promise<void> {
  await idpDb('signing_key').update({
    activate_at: idpDb.raw('activate_at - ?', [ms]),
    retire_at: idpDb.raw('retire_at - ?', [ms]),
    gone_at: idpDb.raw('gone_at - ?', [ms]),
  })
}

// Each takes more than a minute: a run does one of each, and `KEYS=everywhere` both on both databases.
const everywhere = process.env['KEYS'] === 'everywhere'

for (const database of everywhere ? DATABASES : (['postgres'] as const)) {
  test.serial(`while the signing keys are replaced, nobody fails to sign in, on ${database} [R80]`, async (t) => {
    const world = await stage(t, database)
    const { clients, operator } = world
    const [old = ''] = await listedBy(world, world.idps[0] as Product)
    const next = /ES256: (\S+) is published/.exec(await operator('keys', 'rotate'))?.[1] ?? ''
    await everyProcess(world, 'the next key', (kids) => kids.includes(next))
    await clients.everyoneDoes(1) // who keeps the key set for ten minutes does not know it yet
    t.false(clients.signers.has(next))
    await clients.readKeys()
    await passes(world, DAY)
    await everyProcess(world, 'the next key first', ([first]) => first === next)
    await clients.everyoneDoes(1)
    await clients.readKeys()
    await clients.everyoneDoes(1)
    await passes(world, LISTED_AFTER)
    await everyProcess(world, 'the old key gone', (kids) => !kids.includes(old))
    await clients.readKeys()
    await clients.everyoneDoes(1)
    await nobodyFailed(t, world)
    t.deepEqual([...clients.signers].toSorted(), [old, next].toSorted())
  })
}

for (const database of everywhere ? DATABASES : (['sqlite'] as const)) {
  test.serial(`while the secrets are replaced, nobody fails to sign in, on ${database} [R81]`, async (t) => {
    const world = await stage(t, database)
    const { clients, operator, idpDb } = world
    const restartAll = async (): Promise<void> => {
      await world.rollingRestart()
      await clients.everyoneDoes(1)
    }
    await clients.everyoneDoes(1)
    await operator('secrets', 'add')
    await restartAll()
    await operator('secrets', 'promote')
    await restartAll()
    await idpDb('secret_fingerprint').decrement('seen_at', 13 * MINUTE)
    t.regex(await operator('secrets', 'reseal'), /\d+ sealed anew, 0 left/)
    await operator('secrets', 'drop')
    await restartAll()
    await nobodyFailed(t, world)
  })
}
