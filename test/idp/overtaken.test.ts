import { setTimeout as pause } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { blockAccount } from '../../idp/account/service.ts'
import { type Begun, signIn, type TestApp, testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'

// A sign-in with a password that is being replaced at the same moment, on PostgreSQL: what one transaction does another sees
// only when it is done.

const { anna } = people

async function stage(t: ExecutionContext) {
  const world = await idpWith(t, { database: 'postgres' })
  const id = await openAccountOf(world.idp, anna)
  const app = await testApp(t, world)
  const begun = await app.begin()
  const thief = await world.visitor().open(begun.address)
  return { world, id, app, begun, thief }
}

/** Neither an app nor our own pages take them for signed in. */
async function isOut({ app, begun }: { app: TestApp; begun: Begun }, thief: Visitor): Promise<boolean> {
  const code = new URL(thief.url).searchParams.get('code')
  const redeemed = code === null ? 400 : (await app.redeem(codeOf(thief, begun))).status
  return redeemed === 400 && (await thief.open((await app.begin()).address)).heading === 'Connectez-vous.'
}

const codeOf = (thief: Visitor, { verifier }: Begun) => ({ parameters: new URL(thief.url).searchParams, verifier })

test('a password that is judged while it is being replaced opens nothing [R25]', async (t) => {
  const s = await stage(t)
  const { world, id, thief } = s
  const replacing = await world.idp.db.transaction()
  await replacing('account')
    .where({ id })
    .update({ password_changed_at: world.clock.now() + 1 })
  await world.idp.engine.endSessions(replacing, { accountId: id }, { cause: 'passwordChanged' })
  const signingIn = signIn(thief, anna)
  await pause(700)
  await replacing.commit()
  await signingIn
  t.true(await isOut(s, thief))
})

test('a session that is written while its account is blocked is none [R25]', async (t) => {
  const s = await stage(t)
  const { world, thief } = s
  await world.idp.db.raw(`
    create function wait_a_second() returns trigger language plpgsql as
      $$ begin if new.model = 'Session' then perform pg_sleep(1); end if; return new; end $$;
    create trigger slow before insert on engine_object for each row execute function wait_a_second()`)
  const signingIn = signIn(thief, anna)
  await pause(700)
  t.is(
    (await world.idp.db('engine_object').where({ model: 'Interaction' })).length,
    0,
    'the engine goes on with the answer',
  )
  await blockAccount(world.idp, anna.email, 'a test')
  await world.idp.db('account').update({ blocked_at: null, password_changed_at: world.clock.now() + 1 })
  await signingIn
  t.true(await isOut(s, thief))
})
