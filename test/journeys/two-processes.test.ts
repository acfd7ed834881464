import test from 'ava'
import { createApp as createIdpApp } from '../../idp/app.ts'
import { createApp as createPortalApp } from '../../portal/app.ts'
import { DATABASES } from '../support/database.ts'
import type { TestInbox } from '../support/inbox.ts'
import type { Answer } from '../support/serve.ts'
import { type World, worldWith } from '../support/world.ts'
import { withoutScripts } from './traveller.ts'
import { FIRST, me, PHONE, wholeTutorial } from './tutorial.ts'

// Two providers and two portals on one database: whatever one of them began, the other goes on with.

for (const database of DATABASES) {
  for (const first of [0, 1]) {
    test(`two of each product take turns through the whole tutorial (${database}, ${first ? 'the other' : 'one'} begins)`, async (t) => {
      const world = await worldWith(t, { database })
      const { answered, inbox } = await takeTurns(world, first)
      await wholeTutorial({ ...world, inbox }, withoutScripts(world.visitor(), 'fr'))

      t.true(Math.min(...answered) > 5, `${answered.join()} requests`)
      t.is((await world.portal.db('contract_link').where({ contract_number: FIRST })).length, 1)
      t.is((await world.idp.db('account')).length, 1)
      t.is((await world.portal.db('session')).length, 0)
      t.is((await inbox.received(me.email)).length, 2)
      t.is((await inbox.received(PHONE)).length, 2)
    })
  }
}

/** Every request, of browsers and of servers, goes to the one that did not answer the last. */
async function takeTurns(world: World, first: number): Promise<{ answered: number[]; inbox: TestInbox }> {
  const [{ idp }, { portal }] = await Promise.all([world.otherProcess(), world.otherPortal()])
  const answered = [0, 0, 0, 0]
  const alternate = (answers: readonly Answer[], at: number): Answer => {
    let turn = first
    return (request, response) => {
      const which = turn++ % 2
      answered[at + which] = (answered[at + which] ?? 0) + 1
      return answers[which]?.(request, response)
    }
  }
  world.lead(alternate([createIdpApp(world.idp).callback(), createIdpApp(idp).callback()], 0))
  world.leadPortal(alternate([createPortalApp(world.portal).callback(), createPortalApp(portal).callback()], 2))
  const afterBoth =
    <T>(ask: (to: string) => Promise<T>) =>
    async (to: string): Promise<T> => {
      await Promise.all([idp.outbox.drain(), portal.outbox.drain()]) // a letter may be in the other's hands
      return ask(to)
    }
  const inbox = {
    ...world.inbox,
    received: afterBoth((to) => world.inbox.received(to)),
    last: afterBoth((to) => world.inbox.last(to)),
    lastLink: afterBoth((to) => world.inbox.lastLink(to)),
    lastCode: afterBoth((to) => world.inbox.lastCode(to)),
  }
  return { answered, inbox }
}
