import test from 'ava'
import { resendCode } from '../../portal/verification/resend.ts'
import { claimTry } from '../../portal/verification/tries.ts'
import { inTransaction } from '../../shared/database/open.ts'
import { MINUTE } from '../../shared/time.ts'
import { DATABASES } from '../support/database.ts'
import { worldWith } from '../support/world.ts'
import { act, ask, contracts, enter, newCustomer, recorded, tally, wrong } from './adding.ts'

const { number, mobile } = contracts.morel

// One after the other: two pools in one process wait for SQLite's lock in libuv's few threads, and several such tests at
// once would leave none for whoever holds the lock.
for (const database of DATABASES) {
  test.serial(`${database}: of a hundred codes at once, on two processes, three are judged [R63]`, async (t) => {
    const world = await worldWith(t, { database })
    const portals = [world.portal, (await world.otherPortal()).portal] as const
    const id = await newCustomer(world.portal)
    await ask(world.portal, id, number)
    const code = await world.inbox.lastCode(mobile)
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, n) => enter(portals[n % 2 === 0 ? 0 : 1], id, wrong(code, n + 1))),
    )
    t.deepEqual(tally(outcomes), { wrong: 2, blocked: 98 })
    t.is(await recorded(world.portal, 'code.wrong'), 3)
    t.deepEqual(await world.portal.db('attach_pair').pluck('tries'), [3])
    t.deepEqual(await enter(world.portal, id, code), { kind: 'blocked' })
    t.is((await world.portal.db('contract_link')).length, 0)
  })

  test.serial(`${database}: of a hundred claims at once, held by nothing else, three are granted [R63]`, async (t) => {
    const world = await worldWith(t, { database })
    const databases = [world.portal.db, (await world.otherPortal()).portal.db] as const
    const customerId = await newCustomer(world.portal)
    await ask(world.portal, customerId, number)
    const { id: challengeId } = await world.portal.db('sms_challenge').first('id')
    const claims = await Promise.all(
      Array.from({ length: 100 }, (_, n) =>
        inTransaction(databases[n % 2 === 0 ? 0 : 1], (tx) =>
          claimTry(tx, { customerId, number, challengeId }, world.clock.now()),
        ),
      ),
    )
    t.deepEqual(
      claims.flatMap((claim) => claim?.tries ?? []).toSorted((a, b) => a - b),
      [1, 2, 3],
    )
  })

  test.serial(`${database}: of twenty resends at once one sends [R64]`, async (t) => {
    const world = await worldWith(t, { database })
    const portals = [world.portal, (await world.otherPortal()).portal] as const
    const id = await newCustomer(world.portal)
    await ask(world.portal, id, number)
    t.is((await world.inbox.received(mobile)).length, 1) // one that was never carried would be too late by now
    world.clock.pass(10 * MINUTE)
    await Promise.all(Array.from({ length: 20 }, (_, n) => resendCode(portals[n % 2 === 0 ? 0 : 1], act(id))))
    t.is((await world.inbox.received(mobile)).length, 2)
    t.is(await recorded(world.portal, 'code.resent'), 1)
  })

  test.serial(
    `${database}: one form sent twenty times at once, and twenty forms at once, send one text message [R64]`,
    async (t) => {
      const world = await worldWith(t, { database })
      const portals = [world.portal, (await world.otherPortal()).portal] as const
      const id = await newCustomer(world.portal)
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          ask(portals[n % 2 === 0 ? 0 : 1], id, number, n < 10 ? 'the same' : `${n}`),
        ),
      )
      t.deepEqual(tally(outcomes), { codeSent: 20 })
      t.is((await world.inbox.received(mobile)).length, 1)
    },
  )

  test.serial(`${database}: two contracts at once leave one code that is waited for`, async (t) => {
    const world = await worldWith(t, { database })
    const other = (await world.otherPortal()).portal
    const id = await newCustomer(world.portal)
    await Promise.all([ask(world.portal, id, number), ask(other, id, contracts.garnier.number)])
    t.is((await world.portal.db('sms_challenge').whereNull('closed_at')).length, 1)
  })

  test.serial(`${database}: ten customers at once for one contract get its three text messages [R64]`, async (t) => {
    const world = await worldWith(t, { database })
    const other = (await world.otherPortal()).portal
    const ids = await Promise.all(Array.from({ length: 10 }, () => newCustomer(world.portal)))
    const outcomes = await Promise.all(ids.map((id, n) => ask(n % 2 ? other : world.portal, id, number)))
    t.deepEqual(tally(outcomes), { codeSent: 3, refused: 7 })
  })

  test.serial(`${database}: of two customers with right codes at once one gets the contract [R67]`, async (t) => {
    const world = await worldWith(t, { database })
    const other = (await world.otherPortal()).portal
    const racers: { id: string; code: string }[] = []
    for (const _racer of [1, 2]) {
      const id = await newCustomer(world.portal)
      await ask(world.portal, id, number)
      racers.push({ id, code: await world.inbox.lastCode(mobile) })
    }
    const outcomes = await Promise.all(
      racers.flatMap(({ id, code }) => [world.portal, other].map((portal) => enter(portal, id, code))),
    )
    const links: { customer_id: string }[] = await world.portal.db('contract_link')
    t.is(links.length, 1)
    t.is(await recorded(world.portal, 'contract.attached'), 1)
    t.is(tally(outcomes)['attached'], 2, 'the winner sent it twice')
    t.deepEqual(await world.portal.db('attach_pair').pluck('tries'), [0, 0], 'a right code is no wrong try')
  })
}
