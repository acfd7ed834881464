import { randomUUID } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import type { Knex } from 'knex'
import { watchCodes } from '../../portal/verification/service.ts'
import { takeOne } from '../../shared/limits/budget.ts'
import { HOUR, MINUTE } from '../../shared/time.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { createTestLog } from '../support/log.ts'
import { poolsOf } from '../support/pools.ts'

const now = Date.UTC(2026, 10, 22, 12)

interface Codes {
  readonly entered: number
  readonly unused: number
  /** wrong tries, one for each code that was entered or not, as far as it goes */
  readonly wrong: number
  readonly at?: number
}

async function stage(t: ExecutionContext, database: DatabaseKind, { entered, unused, wrong, at = now - HOUR }: Codes) {
  const [db] = await poolsOf(t, 'portal', database, 1)
  if (!db) throw new Error('no pool')
  const customer = randomUUID()
  await addCustomer(db, customer)
  const codes = Array.from({ length: entered + unused }, (_, no) => ({
    id: randomUUID(),
    customer_id: customer,
    contract_number: `S${String(no).padStart(10, '0')}`,
    once: randomUUID(),
    code_mac: 'x',
    masked_mobile: '06 •• •• •• 01',
    resent: false,
    sent_at: at,
    expires_at: at + 10 * MINUTE,
    closed_at: at,
    closed_as: no < entered ? 'consumed' : 'replaced',
    tries: (no < entered ? 1 : 0) + (no < wrong ? 1 : 0),
  }))
  for (const code of codes) await db('sms_challenge').insert(code)
  const log = createTestLog()
  const alarms = async (later = 0): Promise<unknown[]> => {
    await watchCodes({ db, log }, now + later)
    return log.takeErrors().map(({ fields }) => fields)
  }
  return { db, alarms }
}

const addCustomer = (db: Knex, id: string): Promise<unknown> =>
  db('customer').insert({
    id,
    issuer: 'https://id.example',
    subject: id,
    email: 'x@example.test',
    civility: 'madame',
    given_name: 'X',
    family_name: 'Y',
    lang: 'fr',
    created_at: now,
  })

for (const database of DATABASES) {
  test(`an ordinary day raises no alarm, on ${database}`, async (t) => {
    const { alarms } = await stage(t, database, { entered: 46, unused: 14, wrong: 4 })
    t.deepEqual(await alarms(), [])
  })

  test(`codes that nobody enters raise one, an hour apart, on ${database} [R68]`, async (t) => {
    const { alarms } = await stage(t, database, { entered: 20, unused: 40, wrong: 0 })
    const alarm = { alarm: 'sms.unused', sent: 60, entered: 20 }
    t.deepEqual(await alarms(), [alarm])
    t.deepEqual(await alarms(30 * MINUTE), [])
    t.deepEqual(await alarms(HOUR + MINUTE), [alarm])
  })

  test(`codes that are guessed raise one, on ${database} [R68]`, async (t) => {
    const { alarms } = await stage(t, database, { entered: 50, unused: 0, wrong: 8 })
    t.deepEqual(await alarms(), [{ alarm: 'sms.guessed', judged: 58, wrong: 8 }])
  })
}

test('codes of a moment ago count for nothing yet', async (t) => {
  const { alarms } = await stage(t, 'sqlite', { entered: 0, unused: 60, wrong: 0, at: now - MINUTE })
  t.deepEqual(await alarms(), [])
})

test('the pause of all text messages is told [R68]', async (t) => {
  const { db, alarms } = await stage(t, 'sqlite', { entered: 0, unused: 0, wrong: 0 })
  for (let no = 0; no < 60; no += 1) await takeOne(db, 'codes', { to: 60, within: HOUR, now })
  t.deepEqual(await alarms(), [{ alarm: 'sms.paused' }])
})
