import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { termsVersion } from '../../idp/legal/terms-version.ts'
import { MINUTE } from '../../shared/time.ts'
import { insecure, signIn, testApp } from '../support/app.ts'
import { DATABASES } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import { signUp } from './signing-up.ts'

const { anna, ben } = people

/** Ben from the form to a BMW ID. */
async function activated({ visitor, inbox }: Pick<TestIdp, 'visitor' | 'inbox'>): Promise<void> {
  const person = await signUp(visitor(), ben)
  await person.open(await inbox.lastLink(ben.email))
  await person.press('Activer mon BMW ID')
}

for (const database of DATABASES) {
  test(`which terms were accepted, and when, is kept from the form to the account, on ${database} [R13]`, async (t) => {
    const world = await idpWith(t, { database })
    const { idp, clock, visitor, inbox } = world
    const before = clock.now()
    const person = await signUp(visitor(), ben)
    const after = clock.now()
    const accepted = (await idp.db('pending_signup').first()).terms_accepted_at
    t.true(accepted >= before && accepted <= after)
    clock.pass(20 * MINUTE)
    await person.open(await inbox.lastLink(ben.email))
    await person.press('Activer mon BMW ID')
    const account = await idp.db('account').first()
    t.like(account, { terms_version: termsVersion, terms_accepted_at: accepted })
    t.true(account.created_at > accepted)
  })

  test(`an account opened anew under the same address is somebody else, on ${database} [R50]`, async (t) => {
    const world = await idpWith(t, { database })
    const subs: string[] = []
    for (const round of [1, 2]) {
      await activated(world)
      const app = await testApp(t, world)
      const begun = await app.begin()
      const visitor = await signIn(await world.visitor().open(begun.address), ben)
      const claims = oauth.getValidatedIdTokenClaims(await app.finish(begun, visitor.url))
      subs.push(claims?.sub ?? '')
      await world.idp.db('account').delete()
      await world.idp.db('pending_signup').delete()
      world.clock.pass(round * 2 * MINUTE)
    }
    t.not(subs[0], subs[1])
    for (const sub of subs) {
      t.regex(sub, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'random, and tells nothing')
    }
  })
}

/** What an app learns of an address it only guesses. */
async function answers(t: ExecutionContext, hint: string, more: Readonly<Record<string, string>>): Promise<string> {
  const world = await idpWith(t)
  await openAccountOf(world.idp, anna)
  const app = await testApp(t, world)
  const visitor = await world.visitor().open((await app.begin({ login_hint: hint, ...more })).address)
  const { pathname, searchParams } = new URL(visitor.url)
  for (const name of ['state', 'iss', 'uid']) searchParams.delete(name)
  const page = visitor.html
    .replaceAll(hint, '…')
    .replaceAll(/\/interaction\/[\w-]+/g, '/interaction/…')
    .replaceAll(/uid=[\w-]+|client_id=[\w-]+|app-[\w-]+/g, '…')
  return [visitor.status, pathname.replace(/interaction\/.*/, 'interaction/…'), searchParams, page].join('\n')
}

for (const [name, more] of [
  ['asked silently', { prompt: 'none' }],
  ['asked to sign in', { prompt: 'login' }],
  ['asked as ever', {}],
] as const) {
  test(`what an app gets for an address it guesses does not tell whether anybody has it: ${name} [R17]`, async (t) => {
    const [known, unknown] = [await answers(t, anna.email, more), await answers(t, 'nobody@example.test', more)]
    t.is(known, unknown)
    if (name === 'asked silently') t.regex(known, /error=login_required/)
  })
}

test('whose token it was does not matter to whoever tries it: unknown is unknown [R17]', async (t) => {
  const world = await idpWith(t)
  const app = await testApp(t, world)
  for (const hint of ['a.b.c', 'x'.repeat(200)]) {
    const answer = await oauth.userInfoRequest(app.as, app.client, hint, insecure)
    t.is(answer.status, 401)
  }
})
