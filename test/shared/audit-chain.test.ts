import test, { type ExecutionContext } from 'ava'
import type { Knex } from 'knex'
import { record } from '../../shared/observe/audit.ts'
import { headOf, purgeAudit, sealAudit } from '../../shared/observe/chain.ts'
import { verifyAudit } from '../../shared/observe/verify.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { poolsOf, storm } from '../support/pools.ts'

const now = Date.UTC(2026, 10, 22, 12)
const YEAR = 365 * DAY

const note = (db: Knex, at: number, action = 'login.failed'): Promise<void> =>
  record(db, { action, details: { at: new Date(at).toISOString().slice(11, 16) } }, { at })

/** A log of `count` events, a minute apart, the last one now. */
async function logOf(t: ExecutionContext, kind: DatabaseKind, count = 12): Promise<Knex> {
  const [db] = await poolsOf(t, 'idp', kind, 1)
  if (!db) throw new Error('no pool')
  for (let i = count - 1; i >= 0; i -= 1) await note(db, now - i * MINUTE)
  await sealAudit(db)
  return db
}

const verdictOf = async (db: Knex, at = now): Promise<string> => {
  const verdict = await verifyAudit(db, { now: at })
  if (verdict.kind === 'whole') return `whole ${verdict.events}`
  return verdict.kind === 'broken' ? `${verdict.because} ${verdict.eventNo}` : verdict.kind
}

for (const database of DATABASES) {
  test(`what was recorded is one chain, on ${database} [R77]`, async (t) => {
    const db = await logOf(t, database)
    t.is(await verdictOf(db), 'whole 12')
    t.is(await sealAudit(db), 0)
    await note(db, now)
    t.like(await verifyAudit(db, { now }), { kind: 'whole', events: 12, waiting: 1 })
    t.is(await sealAudit(db), 1)
    t.is(await verdictOf(db), 'whole 13')
  })

  test.serial(
    `a hundred at once over two pools, sealed while they come, are one chain, on ${database} [R77]`,
    async (t) => {
      const pools = await poolsOf(t, 'idp', database)
      const [db] = pools
      if (!db) return
      await db('budget').insert({ key: 'a', used: 0, ends_at: 0 })
      const sealers = storm(pools, 12, sealAudit)
      await storm(pools, 100, (pool) =>
        pool.transaction(async (tx) => {
          await note(tx, now)
          await tx('budget').where({ key: 'a' }).increment('used') // they also wait for one another, after recording
        }),
      )
      await sealers
      await storm(pools, 6, sealAudit)
      t.is(await verdictOf(db), 'whole 100')
      t.deepEqual(
        (await db('audit_seal').orderBy('no').pluck('no')) as number[],
        Array.from({ length: 100 }, (_, i) => i + 1),
      )
    },
  )

  test(`what was altered, removed, moved or inserted is found, and which, on ${database} [R77]`, async (t) => {
    const db = await logOf(t, database)
    const [events, seals] = [await db('audit_event').orderBy('no'), await db('audit_seal').orderBy('no')]
    const restore = async () => {
      for (const table of ['audit_event', 'audit_seal']) await db(table).delete()
      await db('audit_event').insert(events)
      await db('audit_seal').insert(seals)
    }
    const swap = async (table: string, column: string) => {
      const [a, b] = table === 'audit_event' ? [events[4], events[7]] : [seals[4], seals[7]]
      const free = column === 'no' || column === 'event_no' ? -1 : 'free'
      await db(table)
        .where({ no: a.no })
        .update({ [column]: free })
      await db(table)
        .where({ no: b.no })
        .update({ [column]: a[column] })
      await db(table)
        .where({ [column]: free })
        .update({ [column]: b[column] })
    }
    const attacks: readonly [name: string, attack: () => Promise<unknown>, verdict: string][] = [
      ['nothing', async () => {}, 'whole 12'],
      ['another word', () => db('audit_event').where({ no: 5 }).update({ action: 'login.succeeded' }), 'altered 5'],
      ['another time', () => db('audit_event').where({ no: 5 }).increment('at', 1), 'altered 5'],
      ['another detail', () => db('audit_event').where({ no: 5 }).update({ details: '{}' }), 'altered 5'],
      ['another network', () => db('audit_event').where({ no: 12 }).update({ ip: '192.0.2.1' }), 'altered 12'],
      ['another hash', () => db('audit_seal').where({ no: 5 }).update({ hash: '00' }), 'altered 5'],
      ['the seal of another time', () => db('audit_seal').where({ no: 5 }).increment('at', 1), 'altered 5'],
      ['a row less', () => db('audit_event').where({ no: 5 }).delete(), 'removed 5'],
      ['the last row less', () => db('audit_event').where({ no: 12 }).delete(), 'removed 12'],
      ['the first row less', () => db('audit_event').where({ no: 1 }).delete(), 'removed 1'],
      ['a row and its seal less', () => remove(db, [5]), 'removedBefore 6'],
      ['the first rows and their seals less', () => remove(db, [1, 2, 3]), 'removedBefore 4'],
      ['as if they had been purged', () => purge(db, 3), 'removed 3'],
      ['as if they had been old', () => purge(db, 3, now - 2 * YEAR), 'altered 4'],
      ['two rows in each other’s place', () => swap('audit_event', 'no'), 'altered 5'],
      ['two seals in each other’s place', () => swap('audit_seal', 'event_no'), 'altered 8'],
      ['a row between', () => insert(db, { no: -7000, at: now - 5 * MINUTE }), 'inserted -7000'],
      ['a row of yesterday', () => insert(db, { no: 13, at: now - DAY }), 'inserted 13'],
    ]
    for (const [name, attack, verdict] of attacks) {
      await restore()
      await attack()
      t.is(await verdictOf(db), verdict, name)
    }
    await sealAudit(db)
    t.is(await verdictOf(db), 'inserted 13', 'sealing it does not help')
  })

  test(`a head that was kept shows a chain made anew, and one that was cut off, on ${database} [R77]`, async (t) => {
    const db = await logOf(t, database)
    const kept = await headOf(db)
    if (!kept) return t.fail()
    await note(db, now)
    await sealAudit(db)
    t.like(await verifyAudit(db, { now, kept }), { kind: 'whole', events: 13 })
    await remove(db, [12, 13])
    t.is(await verdictOf(db), 'whole 11')
    t.deepEqual(await verifyAudit(db, { now, kept }), { kind: 'otherHead', because: 'shorter' })
    await db('audit_event').where({ no: 3 }).update({ action: 'signup.refused' })
    await db('audit_seal').delete()
    await note(db, now)
    await sealAudit(db)
    t.is(await verdictOf(db), 'whole 12')
    t.deepEqual(await verifyAudit(db, { now, kept }), { kind: 'otherHead', because: 'different' })
  })

  test(`after twelve months events go, and the chain still holds, on ${database} [R77][R78]`, async (t) => {
    const [db] = await poolsOf(t, 'idp', database, 1)
    if (!db) return
    for (const days of [400, 380, 366, 364, 300, 2]) await note(db, now - days * DAY)
    await sealAudit(db)
    await purgeAudit(db, now)
    t.deepEqual(await db('audit_event').orderBy('no').pluck('no'), [4, 5, 6])
    t.is(await verdictOf(db), 'whole 3')
    await note(db, now)
    await sealAudit(db)
    t.is(await verdictOf(db), 'whole 4')
    await purgeAudit(db, now + 3 * DAY)
    t.is(await verdictOf(db, now + 3 * DAY), 'whole 3')
    await db('audit_event').where({ no: 5 }).update({ action: 'x' })
    t.is(await verdictOf(db, now + 3 * DAY), 'altered 5')
    await purgeAudit(db, now + 3 * YEAR)
    t.deepEqual(await db('audit_seal').pluck('no'), [7])
    await note(db, now + 3 * YEAR)
    await sealAudit(db)
    t.is(await verdictOf(db, now + 3 * YEAR), 'whole 1')
  })

  test(`an event that names somebody does not get past a test, on ${database} [R76]`, async (t) => {
    const [db] = await poolsOf(t, 'idp', database, 1)
    if (!db) return
    const told = ['anna@example.test', 'Lindqvist', '+33639980101', '0639980101', 'code 123456', 'k'.repeat(43)]
    for (const value of told) {
      await t.throwsAsync(record(db, { action: 'x', details: { value } }, { at: now }), { message: /personal data/ })
    }
    await t.throwsAsync(record(db, { action: 'x', actor: 'anna@example.test' }, { at: now }))
    await t.notThrowsAsync(record(db, { action: 'x', details: { contract: '…789', left: 2 } }, { at: now }))
  })
}

async function remove(db: Knex, numbers: readonly number[]): Promise<void> {
  await db('audit_event').whereIn('no', numbers).delete()
  await db('audit_seal').whereIn('no', numbers).delete()
}

/** What the purge would leave of the first `count`, long before their time. */
async function purge(db: Knex, count: number, at?: number): Promise<void> {
  await db('audit_event').where('no', '<=', count).delete()
  await db('audit_seal').where('no', '<', count).delete()
  if (at !== undefined) await db('audit_seal').where({ no: count }).update({ at })
}

const insert = (db: Knex, event: { no: number; at: number }): Promise<unknown> =>
  db('audit_event').insert({ ...event, action: 'login.succeeded', actor: 'visitor', details: '{}' })

test('clocks that differ by minutes are no fault', async (t) => {
  const db = await logOf(t, 'sqlite')
  await note(db, now - HOUR / 2)
  await sealAudit(db)
  t.is(await verdictOf(db), 'whole 13')
})
