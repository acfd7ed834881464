import test from 'ava'
import { freeAt, giveBack, hasLeft, refill, takeAll, takeOne } from '../../shared/limits/budget.ts'
import { MINUTE } from '../../shared/time.ts'
import { DATABASES } from '../support/database.ts'
import { poolsOf, storm } from '../support/pools.ts'

const now = Date.UTC(2026, 10, 22, 12)
const budget = { to: 7, within: MINUTE, now }

for (const database of DATABASES) {
  test.serial(`of a hundred at once on two pools exactly as many get one as may, on ${database}`, async (t) => {
    const pools = await poolsOf(t, 'portal', database)
    const takes = await storm(pools, 100, (db) => takeOne(db, 'anna', budget))
    t.is(takes.filter(({ kind }) => kind === 'taken').length, 7)
    t.true(takes.every((take) => take.kind === 'taken' || take.until === now + MINUTE))
  })

  test(`the same when a window ends in the middle of it, on ${database}`, async (t) => {
    const pools = await poolsOf(t, 'portal', database)
    await storm(pools, 10, (db) => takeOne(db, 'anna', { ...budget, now: now - MINUTE }))
    const takes = await storm(pools, 100, (db) => takeOne(db, 'anna', budget))
    t.is(takes.filter(({ kind }) => kind === 'taken').length, 7)
  })

  test(`a budget begins anew, can be filled and given back, on ${database}`, async (t) => {
    const [db] = await poolsOf(t, 'portal', database, 1)
    if (!db) return
    const two = { to: 2, within: MINUTE, now }
    const take = async (at = now) => (await takeOne(db, 'anna', { ...two, now: at })).kind
    t.deepEqual([await take(), await take(), await take()], ['taken', 'taken', 'spent'])
    t.false(await hasLeft(db, 'anna', two))
    t.is(await freeAt(db, 'anna', two), now + MINUTE)
    await giveBack(db, 'anna')
    t.true(await hasLeft(db, 'anna', two))
    t.deepEqual([await take(), await take()], ['taken', 'spent'])
    await refill(db, 'anna')
    await giveBack(db, 'anna')
    t.deepEqual([await take(), await take(), await take()], ['taken', 'taken', 'spent'])
    t.is(await take(now + MINUTE - 1), 'spent')
    t.is(await take(now + MINUTE), 'taken')
  })

  test(`of several budgets those after the first spent one are left alone, on ${database}`, async (t) => {
    const [db] = await poolsOf(t, 'portal', database, 1)
    if (!db) return
    const one = { to: 1, within: MINUTE }
    const all = [['a', one] as const, ['b', { to: 5, within: MINUTE }] as const]
    t.is((await takeAll(db, all, now)).kind, 'taken')
    t.is((await takeAll(db, all, now)).kind, 'spent')
    t.deepEqual(await db('budget').sum({ used: 'used' }).first(), { used: 2 } as never)
  })

  test(`the key of a budget cannot be read in the database, on ${database}`, async (t) => {
    const [db] = await poolsOf(t, 'portal', database, 1)
    await takeOne(db as never, 'anna@example.test', budget)
    t.false(JSON.stringify(await db?.('budget').select()).includes('anna'))
  })
}
