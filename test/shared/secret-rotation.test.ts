import { spawn } from 'node:child_process'
import { randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import type { Knex } from 'knex'
import { createStore } from '../../idp/engine/store.ts'
import { sealedPlaces as idpPlaces } from '../../idp/keys/secrets.ts'
import { sealedPlaces as portalPlaces } from '../../portal/sealed-places.ts'
import { createSecrets, type Secrets } from '../../shared/crypto/secrets.ts'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { keepSecretFingerprint } from '../../shared/database/fingerprint.ts'
import { openDatabase } from '../../shared/database/open.ts'
import { reseal, type SealedPlace } from '../../shared/database/reseal.ts'
import { fromRoot } from '../../shared/root.ts'
import { MINUTE } from '../../shared/time.ts'
import { signUp } from '../idp/signing-up.ts'
import { askFor, contracts, signedIn, typeCode } from '../portal/adding.ts'
import { bare } from '../support/bare.ts'
import { command } from '../support/command.ts'
import { DATABASES, freshDatabase, freshFolder } from '../support/database.ts'
import { people } from '../support/people.ts'
import { poolsOf } from '../support/pools.ts'
import { until } from '../support/waiting.ts'
import { worldWith } from '../support/world.ts'

const [old, fresh] = [randomBytes(32), randomBytes(32)]
const [before, between, after] = [createSecrets([old]), createSecrets([fresh, old]), createSecrets([fresh])]
const engine = idpPlaces.find(({ table }) => table === 'engine_object') as SealedPlace

/** Both products with their secrets in files, and the operator's commands. */
async function stage(t: ExecutionContext) {
  const folder = freshFolder(t)
  const files = { 'bmw-id': join(folder, 'idp.secret'), 'mybmw-fs': join(folder, 'portal.secret') }
  const world = await worldWith(t, {
    env: {
      IDP_SECRETS: '',
      IDP_SECRETS_FILE: files['bmw-id'],
      PORTAL_SECRETS: '',
      PORTAL_SECRETS_FILE: files['mybmw-fs'],
    },
  })
  const env: Readonly<Record<string, string>> = {
    ...world.env,
    PORTAL_DATABASE_URL: world.portal.config.databaseUrl,
  }
  const both = async (act: string) =>
    Promise.all((['bmw-id', 'mybmw-fs'] as const).map((name) => command(env, name, 'secrets', act)))
  const restart = async (): Promise<void> => {
    await world.restart()
    await world.restartPortal()
  }
  return { world, files, env, both, restart }
}

test('what was mailed, sent and signed in before the secrets are replaced works after [R81]', async (t) => {
  const { world, files, both, restart } = await stage(t)
  const done = async (act: string): Promise<void> => {
    for (const { code, err } of await both(act)) t.is(code, 0, err)
  }
  const morel = await askFor(await signedIn(world), contracts.morel.number)
  const sms = await world.inbox.lastCode(contracts.morel.mobile)
  const ben = await signUp(world.visitor({ home: world.url }), people.ben)
  const activation = await world.inbox.lastLink(people.ben.email)
  const forgot = await world.visitor({ home: world.url }).open('/password/forgot')
  await forgot.fill('Adresse e-mail', people.morel.email).press('Recevoir un lien')
  const reset = await world.inbox.lastLink(people.morel.email)

  await done('add')
  await restart()
  await done('promote')
  t.is(readFileSync(files['bmw-id'], 'utf8').trim().split('\n').length, 2)
  for (const { code, err } of await both('drop')) {
    t.is(code, 1)
    t.regex(err, /"secrets reseal" first\. Nothing was changed\./)
  }
  await restart()
  await typeCode(await morel.open('/contracts/new/code'), sms)
  t.is(morel.path, `/contracts/${contracts.morel.number}`, 'signed in, and the code by SMS is right')
  for (const { code, err } of await both('reseal')) {
    t.is(code, 1)
    t.regex(err, /^\d+ sealed anew, 0 left\.\nA process may still seal with an older secret\..*in \d+ s\.\n$/s)
  }
  for (const { db } of [world.idp, world.portal]) await db('secret_fingerprint').decrement('seen_at', 13 * MINUTE)
  await done('reseal')
  await done('drop')
  t.is(readFileSync(files['mybmw-fs'], 'utf8').trim().split('\n').length, 1)
  await restart()

  await ben.open(activation)
  t.is(ben.status, 200)
  await ben.press('Activer mon BMW ID')
  t.regex(ben.text, /a été activé/, 'the activation link, in the browser that signed up')
  await forgot.open(reset)
  await forgot.fill('Nouveau mot de passe', 'seven copper kettles').press('Enregistrer')
  t.is(forgot.heading, 'Votre mot de passe est changé.')
})

test('where the secrets are in a setting the commands change nothing, and say so [R81]', async (t) => {
  const { env } = await stage(t)
  const set = { ...env, IDP_SECRETS: readFileSync(env['IDP_SECRETS_FILE'] ?? '', 'utf8').trim() }
  for (const act of ['add', 'promote', 'drop']) {
    const { code, err } = await command(set, 'bmw-id', 'secrets', act)
    t.is(code, 1)
    t.regex(err, /^The secrets are in IDP_SECRETS: change the list there/)
  }
  const { code, out } = await command(set, 'bmw-id', 'secrets', 'list')
  t.is(code, 0)
  t.regex(out, /^\S{12} {2}seals {2}\d+ sealed by it\n$/)
  t.regex((await command(env, 'bmw-id', 'secrets', 'drop')).err, /one secret only/)
  t.regex((await command(env, 'mybmw-fs', 'secrets', 'promote')).err, /one secret only/)
  t.like(await command(env, 'mybmw-fs', 'secrets', 'eat'), { code: 2 })
  const busy = `${env['IDP_SECRETS_FILE']}.new`
  writeFileSync(busy, '')
  t.regex((await command(env, 'bmw-id', 'secrets', 'add')).err, /is there: another command is at it/)
})

test('nothing sealed lies where a new secret would not reach it [R81]', async (t) => {
  for (const [owner, places] of [
    ['idp', idpPlaces],
    ['portal', portalPlaces],
  ] as const) {
    const [db] = await poolsOf(t, owner, 'sqlite', 1)
    if (!db) return t.fail()
    const columns: { name: string; table: string }[] = await db.raw(
      `select c.name as name, m.name as "table" from sqlite_master m, pragma_table_info(m.name) c
       where m.type = 'table' and c.name like '%sealed%' and c.name <> 'unsealed'`,
    )
    const found = columns.map(({ name, table }) => `${table}.${name}`).toSorted()
    t.deepEqual(found, places.map(({ table, column }) => `${table}.${column}`).toSorted())
    for (const place of places) t.is(await reseal(db, after, place), 0, place.table)
  }
})

const keyOf = (id: string): string => hashToken(`Grant:${id}`)

const row = (sealing = before, payload: object = {}) => {
  const id = randomUUID()
  return { id, model: 'Grant', sealed: sealing.seal('engine', JSON.stringify(payload), id) }
}

const many = async (db: Knex, count: number): Promise<void> => {
  const rows = Array.from({ length: count }, () => row())
  for (let at = 0; at < count; at += 100) await db('engine_object').insert(rows.slice(at, at + 100))
}

for (const database of DATABASES) {
  test(`what a process writes while old texts are sealed anew stays as it was written, on ${database} [R81]`, async (t) => {
    const pools = await poolsOf(t, 'idp', database, 2)
    const [db, other] = pools
    if (!db || !other) return t.fail()
    const ids = Array.from({ length: 60 }, () => randomUUID())
    for (const id of ids) await createStore(db, before).put('Grant', id, { payload: { n: 0 }, expiresAt: undefined })
    const store = createStore(other, between)
    // all have been read when a process writes them anew, the last one first
    const write = async (): Promise<void> => {
      for (const id of ids.toSorted((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))) {
        await store.put('Grant', id, { payload: { n: 1 }, expiresAt: undefined })
      }
    }
    let meanwhile: Promise<void> | undefined
    const seal: Secrets['seal'] = (...text) => {
      meanwhile ??= write()
      return between.seal(...text)
    }
    await reseal(db, { ...between, seal }, engine)
    await meanwhile
    const found = await Promise.all(ids.map((id) => createStore(db, after).find('Grant', { id })))
    t.true(found.every((object) => object?.payload['n'] === 1))
  })

  test(`sealing anew may be killed and run again, and leaves nothing out, on ${database} [R81]`, async (t) => {
    const url = await freshDatabase(t, 'idp', database)
    const db = openDatabase(url, 'idp')
    t.teardown(() => db.destroy())
    await keepSecretFingerprint(db, before, Date.now() - 13 * MINUTE)
    await many(db, 1500)
    const encode = (masters: readonly Buffer[]) => masters.map((master) => master.toString('base64url')).join(',')
    const env = { ...bare, IDP_DATABASE_URL: url, IDP_SECRETS: encode([fresh, old]) }
    const words = [fromRoot('scripts/bmw-id.js'), 'secrets', 'reseal']
    const child = spawn(process.execPath, words, { env, stdio: 'ignore' })
    const begun = async (): Promise<number> => {
      const name = between.sealNames('engine')[0] ?? ''
      return (await db('engine_object').whereRaw('substr(sealed, 1, 6) = ?', [name])).length
    }
    await until('some are sealed anew', async () => ((await begun()) > 0 ? true : undefined))
    child.kill('SIGKILL')
    await once(child, 'exit')
    t.log({ sealedWhenKilled: await begun() })
    t.true((await begun()) < 1500)
    const again = await command(
      { IDP_DATABASE_URL: url, IDP_SECRETS: encode([fresh, old]) },
      'bmw-id',
      'secrets',
      'reseal',
    )
    t.like(again, { code: 0, err: '' })
    t.regex(again.out, /^\d+ sealed anew, 0 left\.\nThe older secrets can be dropped\.\n$/)
    const rows: { id: string; sealed: string }[] = await db('engine_object').select('id', 'sealed')
    t.is(rows.length, 1500)
    for (const { id, sealed } of rows) t.is(after.open('engine', sealed, id), '{}')
  })

  test(`texts that no listed secret opens are counted and left alone, on ${database} [R81]`, async (t) => {
    const url = await freshDatabase(t, 'idp', database)
    const db = openDatabase(url, 'idp')
    t.teardown(() => db.destroy())
    const lost = row(createSecrets([randomBytes(32)]))
    await db('engine_object').insert([row(), row(after), lost])
    const env = { IDP_DATABASE_URL: url, IDP_SECRETS: `${fresh.toString('base64url')},${old.toString('base64url')}` }
    const { code, err } = await command(env, 'bmw-id', 'secrets', 'reseal')
    t.is(code, 1)
    t.regex(err, /^1 sealed anew, 0 left\.\n1 cannot be opened by any secret that is listed/)
    t.is((await db('engine_object').where({ id: lost.id }).first()).sealed, lost.sealed)
    t.regex(
      (await command(env, 'bmw-id', 'secrets', 'list')).out,
      /seals {2}\d+ .*\n.*opens {2}0 sealed by it\n1 cannot/,
    )
  })
}
