import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import test from 'ava'
import type { Knex } from 'knex'
import { readConfig } from '../../portal/config.ts'
import { createPortal } from '../../portal/context.ts'
import { openAccount, openHolder, sealClearRows, sealHolder } from '../../portal/contracts/sealed.ts'
import { createSecrets } from '../../shared/crypto/secrets.ts'
import { migrate, openDatabase, rows } from '../../shared/database/open.ts'
import { DATABASES, type DatabaseKind, freshDatabase, type Teardown } from '../support/database.ts'
import { createTestLog } from '../support/log.ts'
import { until } from '../support/waiting.ts'

// A database of before: holders and accounts in clear.

const MIGRATION = '20261126T0900_sealed_holders.js'
const HOLDERS = 250
const NUMBER = 'S0123456789'

const holder = (n: number) => ({ id: `h${n}`, kind: 'private', civility: 'ms', first_name: 'Iris', ...named(n) })
const named = (n: number) => ({ last_name: `Vasseur-${n}`, mobile: `+3363998${1000 + n}`, mobile_changed_at: n })
const company = { id: 'c', kind: 'company', company_name: 'Vasseur & Fils', landline: '+33199001205' }
const vehicle = { id: 'v', make: 'BMW', model: 'i4', shape: 'berline', condition: 'new' }
const contract = {
  number: NUMBER,
  type: 'lld',
  vehicle_id: 'v',
  signed_on: '2026-01-01',
  starts_on: '2026-01-01',
  ends_on: '2029-01-01',
  months: 36,
  status: 'running',
  first_rent_cents: 1,
  rent_cents: 1,
  deposit_cents: 0,
  total_km: 1,
  extra_km_millieuros: 1,
}
const account = { iban_last4: '4417', account_holder: 'Iris Vasseur-1', signed_on: '2026-01-01', status: 'active' }

async function ofBefore(t: Teardown, kind: DatabaseKind): Promise<{ url: string; db: Knex }> {
  const url = await freshDatabase(t, 'portal', kind)
  const db = openDatabase(url, 'portal')
  t.teardown(() => db.destroy())
  await db.migrate.down({ name: MIGRATION })
  const holders = Array.from({ length: HOLDERS }, (_, n) => holder(n))
  await db.batchInsert('holder', holders, 50)
  await db('holder').insert(company)
  await db('vehicle').insert(vehicle)
  await db('contract').insert(contract)
  await db('contract_party').insert({ contract_number: NUMBER, holder_id: 'h1', role: 'holder' })
  await db('mandate').insert({ ...account, reference: 'BMWF1', contract_number: NUMBER })
  return { url, db }
}

const masters = [randomBytes(32)]
const secrets = createSecrets(masters)
const clear = async (db: Knex): Promise<number> =>
  (await db('holder').whereNotNull('unsealed')).length + (await db('mandate').whereNotNull('unsealed')).length

for (const database of DATABASES) {
  test(`what lay in clear is sealed by the next start, also of two processes at once, and nothing is lost, on ${database} [R82]`, async (t) => {
    const { url, db } = await ofBefore(t, database)
    const log = createTestLog()
    t.teardown(() => log.close())
    const config = readConfig({
      PORTAL_DATABASE_URL: url,
      PORTAL_SECRETS: masters.map((master) => master.toString('base64url')).join(),
      PORTAL_SMS_SECRET: randomBytes(32).toString('base64'),
    })
    const start = async () => {
      await migrate(url, 'portal')
      const portal = await createPortal(config, { log })
      t.teardown(() => portal.close())
      return portal
    }
    const [one] = await Promise.all([start(), start()])

    t.is(await clear(db), 0)
    const holders: { id: string; kind: string; sealed: string; mobile_changed_at: number }[] = await db('holder')
    t.is(holders.length, HOLDERS + 1)
    for (const row of holders) {
      const n = Number(row.id.slice(1))
      const { lastName, companyName, mobile, landline } = openHolder(secrets, row)
      if (row.id === 'c') t.deepEqual([companyName, landline], ['Vasseur & Fils', '+33199001205'])
      else t.deepEqual({ last_name: lastName, mobile, mobile_changed_at: row.mobile_changed_at }, named(n))
    }
    t.like(await one.contracts.details(NUMBER, '2026-11-26'), {
      holder: { kind: 'private', civility: 'ms', firstName: 'Iris', lastName: 'Vasseur-1' },
      mandate: { reference: 'BMWF1', ibanLast4: '4417' },
    })
    t.is(openAccount(secrets, await db('mandate').first()).accountHolder, 'Iris Vasseur-1')
    await t.throwsAsync(db('contract_party').insert({ contract_number: NUMBER, holder_id: 'nobody', role: 'holder' }))
    if (database === 'sqlite') {
      for (const file of [url.slice('sqlite:'.length), `${url.slice('sqlite:'.length)}-wal`]) {
        t.false(readFileSync(file).includes('Vasseur'), `left over in ${file}`)
      }
    }
  })

  test(`a process that dies while it seals loses nothing, and the next one goes on, on ${database} [R82]`, async (t) => {
    const { url, db } = await ofBefore(t, database)
    await migrate(url, 'portal')
    let left = 120
    const dying = {
      ...secrets,
      seal: (...args: Parameters<typeof secrets.seal>) => {
        left -= 1
        if (left < 0) throw new Error('killed')
        return secrets.seal(...args)
      },
    }
    await t.throwsAsync(sealClearRows({ db, secrets: dying }), { message: 'killed' })
    const between = await clear(db)
    t.true(between > 0 && between < HOLDERS, `${between} are left`)
    await sealClearRows({ db, secrets })
    t.is(await clear(db), 0)
    const sealed: { id: string; sealed: string }[] = await db('holder').whereNot({ id: 'c' }).select('id', 'sealed')
    t.is(new Set(sealed.map((row) => openHolder(secrets, row).lastName)).size, HOLDERS)
  })
}

test('what another process has sealed, and changed since, is not sealed again from what was read before', async (t) => {
  const { url, db } = await ofBefore(t, 'postgres')
  await migrate(url, 'portal')
  const row = JSON.parse((await db('holder').where({ id: 'h0' }).first('unsealed')).unsealed)
  const moved = { ...row, mobile: '+33639980199' }
  const other = await db.transaction()
  await other('holder')
    .where({ id: 'h0' })
    .update({ sealed: sealHolder(secrets, 'h0', moved), unsealed: null })
  const sealing = sealClearRows({ db, secrets }) // has read the row as it was, and waits for it
  const waits = "select 1 as one from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
  await until('it waits', async () => ((await rows(db, waits, {})).length > 0 ? true : undefined))
  await other.commit()
  await sealing
  t.is(openHolder(secrets, await db('holder').where({ id: 'h0' }).first('id', 'sealed')).mobile, '+33639980199')
})
