import { randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import test from 'ava'
import type { Knex } from 'knex'
import { createSecrets } from '../../shared/crypto/secrets.ts'
import {
  bringForward,
  type Carrier,
  carryOne,
  type Delivery,
  type Letter,
  post,
  progressOf,
} from '../../shared/outbox/outbox.ts'
import { createWorker } from '../../shared/outbox/worker.ts'
import { HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { createClock } from '../support/clock.ts'
import { DATABASES, type DatabaseKind, type Teardown } from '../support/database.ts'
import { createTestLog } from '../support/log.ts'
import { poolsOf } from '../support/pools.ts'
import { until } from '../support/waiting.ts'

/** One outbox, and two processes that carry what it holds. */
async function office(t: Teardown, database: DatabaseKind) {
  const [db, other] = (await poolsOf(t, 'portal', database)) as [Knex, Knex]
  const secrets = createSecrets([randomBytes(32)])
  const clock = createClock()
  const letter = (more: Partial<Letter> = {}) =>
    post(db, secrets, { kind: 'mail', content: 'Bonjour', giveUpAt: clock.now() + HOUR, now: clock.now(), ...more })
  const carry = (mail: Carrier, through = db) => carryOne({ db: through, secrets, now: clock.now, carriers: { mail } })
  const rowOf = (id: string) => db('outbox').where({ id }).first()
  return { db, other, secrets, clock, letter, carry, rowOf }
}

const always =
  (delivery: Delivery): Carrier =>
  () =>
    Promise.resolve(delivery)
const done: Delivery = { kind: 'done', deliveryId: 'gateway 1' }

for (const database of DATABASES) {
  test(`two workers carry each letter once, on ${database}`, async (t) => {
    const { db, other, secrets, clock, letter } = await office(t, database)
    const posted: string[] = []
    for (let no = 0; no < 30; no += 1) posted.push(await letter({ content: no }))
    const carried: string[] = []
    const mail: Carrier = async (_content, { id }) => {
      carried.push(id)
      await wait(2)
      return done
    }
    const log = createTestLog()
    const workers = [db, other].map((pool) =>
      createWorker({ db: pool, secrets, now: clock.now, log, carriers: { mail } }),
    )
    for (let round = 0; round < 4; round += 1) for (const worker of workers) worker.kick()
    await Promise.all(workers.map((worker) => worker.drain()))
    for (const worker of workers) await worker.stop()
    t.deepEqual(carried.toSorted(), posted.toSorted())
    t.is(carried.length, 30)
    log.close()
  })

  test(`what the other side was too busy for is tried again, later each time, under the same id, on ${database}`, async (t) => {
    const { clock, letter, carry, db } = await office(t, database)
    const id = await letter({ reference: 'code of Anna' })
    const seen: string[] = []
    const busy: Carrier = async (content, { id: name }) => {
      seen.push(`${name} ${String(content)}`)
      return { kind: 'later', reason: 'HTTP 503' }
    }
    for (const pause of [5, 15, 30, 60, 60]) {
      t.true(await carry(busy))
      t.false(await carry(busy), 'not at once')
      clock.pass((pause - 3) * SECOND)
      t.false(await carry(busy), `not before ${pause} s`)
      clock.pass(3 * SECOND)
    }
    t.deepEqual(await progressOf(db, 'code of Anna'), { state: 'waiting', failed: true })
    t.true(await carry(always(done)))
    t.deepEqual(new Set(seen), new Set([`${id} Bonjour`]))
    t.deepEqual(await progressOf(db, 'code of Anna'), { state: 'done', failed: false })
  })

  test(`what is about one thing keeps its share of the lanes, and its own waits, on ${database}`, async (t) => {
    const { db, secrets, clock } = await office(t, database)
    const log = createTestLog()
    const letter = (about: string) =>
      post(db, secrets, {
        kind: 'call',
        content: about,
        reference: about,
        giveUpAt: clock.now() + HOUR,
        now: clock.now(),
      })
    for (let n = 0; n < 8; n += 1) await letter('one that hangs')
    const release = Promise.withResolvers<Delivery>()
    const begun: string[] = []
    const call: Carrier = (about) => {
      begun.push(String(about))
      return about === 'another' ? Promise.resolve(done) : release.promise
    }
    const manners = { call: { waits: [SECOND, MINUTE], atOnce: 6, atOnceEach: 2 } }
    const worker = createWorker({ db, secrets, now: clock.now, log, carriers: { call }, manners })
    for (let n = 0; n < 12; n += 1) worker.kick()
    await letter('another')
    worker.kick()
    await until('another is carried', async () => (await db('outbox').where({ state: 'done' }).first()) ?? undefined)
    t.deepEqual(begun.toSorted(), ['another', 'one that hangs', 'one that hangs'])
    release.resolve({ kind: 'later', reason: 'away' })
    await worker.drain()
    const rows = await db('outbox').where({ reference: 'one that hangs' })
    t.true(
      rows.every(({ attempts, next_at }) => attempts === 1 && next_at > clock.now() && next_at <= clock.now() + SECOND),
    )

    await bringForward(db, 'one that hangs', clock.now())
    await worker.drain()
    t.is(begun.length, 17, 'their waits were over')
    await worker.stop()
    log.close()
  })

  test(`a carrier that breaks loses nothing, on ${database}`, async (t) => {
    const { clock, letter, carry, rowOf } = await office(t, database)
    const id = await letter()
    await carry(() => Promise.reject(new Error('cut')))
    await carry(() => {
      throw new Error('never reached: it is not due')
    })
    t.is((await rowOf(id)).state, 'waiting')
    clock.pass(5 * SECOND)
    await carry(() => {
      throw new Error('at once')
    })
    t.is((await rowOf(id)).state, 'waiting')
    clock.pass(15 * SECOND)
    await carry(always(done))
    t.is((await rowOf(id)).state, 'done')
    t.is((await rowOf(id)).delivery_id, 'gateway 1')
  })

  test(`what will never be taken, or not in time, is dead and erased, on ${database} [R78]`, async (t) => {
    const { clock, letter, carry, rowOf } = await office(t, database)
    const refused = await letter()
    await carry(always({ kind: 'never', reason: 'SMTP 550' }))
    const unknown = await letter({ kind: 'pigeon' })
    await carry(always(done))
    const late = await letter({ giveUpAt: clock.now() + 4 * SECOND })
    await carry(always({ kind: 'later', reason: 'away' }))
    const forgotten = await letter({ giveUpAt: clock.now() + MINUTE })
    clock.pass(2 * MINUTE)
    await carry(() => {
      throw new Error('it is too late for this one')
    })
    for (const [id, reason] of [
      [refused, 'SMTP 550'],
      [unknown, 'nobody carries pigeon'],
      [late, 'away'],
      [forgotten, 'too late'],
    ] as const) {
      const { state, sealed, last_error } = await rowOf(id)
      t.deepEqual({ state, sealed, last_error }, { state: 'dead', sealed: null, last_error: reason })
    }
    t.false(await carry(always(done)))
  })

  test(`a letter whose carrier was killed is delivered after its lease, on ${database}`, async (t) => {
    const { clock, letter, carry, other, rowOf } = await office(t, database)
    const id = await letter()
    const began = Promise.withResolvers<void>()
    const end = Promise.withResolvers<Delivery>()
    const killed = carry(() => {
      began.resolve()
      return end.promise
    })
    await began.promise
    t.false(await carry(always(done), other), 'it is being carried')
    clock.pass(59 * SECOND)
    t.false(await carry(always(done), other))
    clock.pass(2 * SECOND)
    let again = ''
    t.true(
      await carry(async (_content, { id: name }) => {
        again = name
        return done
      }, other),
    )
    t.is(again, id)
    end.resolve({ kind: 'never', reason: 'it comes back to life' })
    await killed
    t.is((await rowOf(id)).state, 'done', 'what is done stays done')
  })

  test(`what a letter says cannot be read in the database, and is gone once it is delivered, on ${database} [R82]`, async (t) => {
    const { db, letter, carry, rowOf } = await office(t, database)
    const id = await letter({ content: { to: 'anna@example.test', text: 'code 123456' } })
    t.notRegex(JSON.stringify(await db('outbox').select()), /anna|123456/)
    await carry(always(done))
    t.is((await rowOf(id)).sealed, null)
  })

  test(`a letter of a transaction that failed was never posted, on ${database} [R67]`, async (t) => {
    const { db, secrets, clock, carry } = await office(t, database)
    const now = clock.now()
    await t.throwsAsync(
      db.transaction(async (tx) => {
        await post(tx, secrets, { kind: 'mail', content: 'x', giveUpAt: now + HOUR, now })
        throw new Error('no')
      }),
    )
    t.false(await carry(always(done)))
  })
}
