import test from 'ava'
import { purgeResets } from '../../idp/password/service.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { signUp } from './signing-up.ts'

const { anna, ben } = people

const askFor = async (visitor: Visitor, email: string): Promise<Visitor> => {
  await visitor.open('/password/forgot')
  return visitor.fill('Adresse e-mail', email).press('Recevoir un lien')
}

test('asking tells nothing: an account, a signup, nobody [R15]', async (t) => {
  const { idp, visitor, inbox, clock } = await idpWith(t)
  await openAccountOf(idp, anna)
  await signUp(visitor(), ben)
  t.is((await inbox.received(ben.email)).length, 1)
  clock.pass(2 * MINUTE)
  const pages: string[] = []
  for (const email of [anna.email, ben.email, 'nobody@example.test']) {
    pages.push((await askFor(visitor(), email)).html)
  }
  t.is(new Set(pages).size, 1)
  t.deepEqual(await inbox.received('nobody@example.test'), [])
  t.is((await inbox.last(ben.email)).subject, 'Activez votre BMW ID')
  t.is((await inbox.received(ben.email)).length, 2)
})

test('asking changes nothing on the account [R27]', async (t) => {
  const { idp, visitor } = await idpWith(t)
  await openAccountOf(idp, anna)
  const before = await idp.db('account')
  await askFor(visitor(), anna.email)
  t.deepEqual(await idp.db('account'), before)
})

test('an account gets three such mails an hour and six a day, a network asks for ten [R27]', async (t) => {
  const { idp, visitor, inbox, clock } = await idpWith(t)
  await openAccountOf(idp, anna)
  const asked: string[] = []
  const ask = async (times: number) => {
    for (let i = 0; i < times; i += 1) {
      asked.push((await askFor(visitor(), anna.email)).html)
      await idp.outbox.drain()
      clock.pass(MINUTE + SECOND)
    }
  }
  await ask(8)
  t.is((await inbox.received(anna.email)).length, 3)
  for (let i = 0; i < 8; i += 1) {
    clock.pass(HOUR)
    await ask(2)
  }
  t.is((await inbox.received(anna.email)).length, 6)
  t.is(new Set(asked).size, 1)

  clock.pass(2 * DAY)
  await Promise.all(Array.from({ length: 10 }, (_, at) => askFor(visitor(), `nobody${at}@example.test`)))
  await askFor(visitor(), anna.email)
  t.is((await inbox.received(anna.email)).length, 6)
})

test('the link’s address is ours, whatever the request says [R24]', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  await openAccountOf(idp, anna)
  await askFor(visitor({ headers: { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' } }), anna.email)
  t.true((await inbox.lastLink(anna.email)).startsWith(idp.config.url))
  const poisoned = await visitor({ headers: { host: 'evil.example' } }).open('/password/forgot')
  t.is(poisoned.status, 421)
})

test('resets are forgotten after a day [R78]', async (t) => {
  const { idp, visitor, clock } = await idpWith(t)
  await openAccountOf(idp, anna)
  await askFor(visitor(), anna.email)
  await purgeResets(idp.db, clock.now())
  t.is((await idp.db('password_reset')).length, 1)
  clock.pass(DAY + SECOND)
  await purgeResets(idp.db, clock.now())
  t.is((await idp.db('password_reset')).length, 0)
})
