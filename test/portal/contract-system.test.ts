import { randomBytes } from 'node:crypto'
import test from 'ava'
import type { Knex } from 'knex'
import { createSecrets } from '../../shared/crypto/secrets.ts'
import { openDatabase } from '../../shared/database/open.ts'
import { fromRoot } from '../../shared/root.ts'
import { seedContracts } from '../dev/seed-contracts.ts'
import { contractSystemSuite } from './contract-system.suite.ts'

const migrations = { directory: fromRoot('dist/migrations/portal'), loadExtensions: ['.js'] }

async function open(): Promise<Knex> {
  const db = openDatabase('sqlite::memory:', 'portal')
  await db.migrate.latest(migrations)
  return db
}

contractSystemSuite(test, open)

test('the seed goes on collecting on a later day, and only what was delivered', async (t) => {
  const db = await open()
  const secrets = createSecrets([randomBytes(32)])
  t.deepEqual(await seedContracts({ db, secrets }, '2026-11-22'), { loaded: 10 })
  t.deepEqual(await seedContracts({ db, secrets }, '2027-01-15'), { loaded: 0 })
  const next = await db('instalment').where({ status: 'due' }).groupBy('contract_number').min({ next: 'due_on' })
  t.true(next.every((row) => row.next > '2027-01-15' || row.next === '2026-12-15'))
  const rejected = await db('instalment').where({ status: 'rejected' }).pluck('due_on')
  t.deepEqual(rejected, ['2026-11-08'])
  await db.destroy()
})

test('the migration goes down and up again', async (t) => {
  const db = await open()
  await db.migrate.rollback(migrations, true)
  t.false(await db.schema.hasTable('contract'))
  await db.migrate.latest(migrations)
  t.true(await db.schema.hasTable('contract'))
  await db.destroy()
})
