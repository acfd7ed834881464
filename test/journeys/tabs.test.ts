import test, { type ExecutionContext } from 'ava'
import { openAccountOf } from '../support/people.ts'
import { type World, worldWith } from '../support/world.ts'
import { type BrowserTraveller, inChromium } from './chromium.ts'
import {
  activate,
  askForFirstContract,
  beginAtLanding,
  enterCode,
  FIRST,
  fillSignup,
  goOnToSignIn,
  me,
  PHONE,
  signIn,
  signOut,
  signUp,
} from './tutorial.ts'
import { words } from './words.ts'

// What people do to a journey in a real browser: a second tab, the back button, a double click.

const w = words.fr

async function stranger(t: ExecutionContext): Promise<{ world: World; person: BrowserTraveller }> {
  return { world: await worldWith(t), person: await inChromium(t, { lang: 'fr', width: 390 }) }
}

async function customer(t: ExecutionContext): Promise<{ world: World; person: BrowserTraveller }> {
  const { world, person } = await stranger(t)
  await openAccountOf(world.idp, me)
  await openSignIn(world, person)
  await signIn(person)
  return { world, person }
}

async function openSignIn(world: World, person: BrowserTraveller): Promise<void> {
  await person.open(`${world.portalUrl}/login`)
  await person.arriveAt(w.headings.signIn)
}

test('whoever signs in in one tab does not need the sign-up form in the other any more', async (t) => {
  const { world, person } = await stranger(t)
  await openAccountOf(world.idp, me)
  await beginAtLanding(world, person)
  const other = await person.tab()
  await openSignIn(world, other)
  await signIn(other)
  await person.press('Connectez-vous ici.')
  await person.arriveAt(w.headings.signIn) // its own question is still open
  await signIn(person)
  t.is(new URL(person.page.url()).pathname, '/home')
})

test('two tabs that began to sign in both arrive', async (t) => {
  const { world, person } = await stranger(t)
  await openAccountOf(world.idp, me)
  await openSignIn(world, person)
  const other = await person.tab()
  await openSignIn(world, other)
  await signIn(person)
  await signIn(other)
  await person.press(w.account)
  await person.arriveAt(w.headings.account)
  t.is((await world.portal.db('session')).length, 1)
})

test('a contract that was added in one tab is not asked for again in the other', async (t) => {
  const { world, person } = await customer(t)
  const other = await person.tab()
  await other.open(`${world.portalUrl}/contracts/new`)
  await other.arriveAt(w.headings.add)
  await askForFirstContract(person)
  const third = await person.tab()
  await third.open(person.page.url())
  await third.arriveAt(w.headings.code)
  const code = await world.inbox.lastCode(PHONE)
  await enterCode(world, person)

  await other.fill(w.number, FIRST)
  await other.press(w.addThis)
  await other.arriveAt(w.headings.add)
  t.regex(await other.read(), /Ce contrat est déjà dans votre espace/)
  await other.press(w.seeContract)
  await other.arriveAt(w.headings.contract)

  await third.fill(w.code, code)
  await third.press(w.goOn)
  await third.arriveAt(w.headings.contract)
  t.is((await world.portal.db('contract_link').where({ contract_number: FIRST })).length, 1)
})

test('signing out in one tab ends the others, which come back to where they were [R32]', async (t) => {
  const { world, person } = await customer(t)
  const other = await person.tab()
  await other.open(`${world.portalUrl}/home`)
  await other.arriveAt(w.headings.home)
  await signOut(person)
  await other.press(w.account)
  await other.arriveAt(w.headings.signIn)
  await other.fill(w.bmwId, me.email)
  await other.fill(w.password, me.password)
  await other.press(w.signIn)
  await other.arriveAt(w.headings.account)
  t.pass()
})

test('the back button never breaks the way', async (t) => {
  const { world, person } = await stranger(t)
  await beginAtLanding(world, person)
  await signUp(person)
  await person.back()
  await person.arriveAt(w.headings.signUp)
  await fillSignup(person)
  await person.press(w.signUp)
  await person.arriveAt(w.headings.sent)

  await activate(world, person)
  await person.back()
  await person.arriveAt(w.headings.activated) // the page about the mail leads on by now
  await goOnToSignIn(person)
  await signIn(person)
  await person.back()
  await person.arriveAt(w.headings.expired)
  await person.press('Reprendre avec MyBMW Financial Services')
  await person.arriveAt(w.headings.home)

  await askForFirstContract(person)
  await enterCode(world, person)
  await person.back()
  await person.arriveAt(w.headings.add)
  await person.press(w.home)
  await person.arriveAt(w.headings.home)
  t.is((await world.idp.db('account')).length, 1)
  t.is((await world.portal.db('contract_link').where({ contract_number: FIRST })).length, 1)
})

test('whoever goes back to what was refused finds the form again, and can reload it', async (t) => {
  const { world, person } = await stranger(t)
  await openAccountOf(world.idp, me)
  await openSignIn(world, person)
  for (const password of ['not this one either', 'nor that one, by far']) {
    await person.fill(w.bmwId, me.email)
    await person.fill(w.password, password)
    await person.press(w.signIn)
    await person.arriveAt(w.headings.signIn)
    t.is(await person.page.locator('[data-faults]').count(), 1)
  }
  await person.page.reload()
  await person.arriveAt(w.headings.signIn)
  await person.back()
  await person.arriveAt(w.headings.signIn)
  await signIn(person)

  await askForFirstContract(person)
  for (const code of ['12', '34']) {
    await person.fill(w.code, code)
    await person.press(w.goOn)
    await person.arriveAt(w.headings.code)
  }
  await person.back()
  await person.arriveAt(w.headings.code)
  await enterCode(world, person)
  t.is((await world.portal.db('contract_link').where({ contract_number: FIRST })).length, 1)
})

test('a double click does everything once', async (t) => {
  const { world, person } = await stranger(t)
  const hasty: BrowserTraveller = { ...person, press: (text) => person.pressTwice(text) }
  await beginAtLanding(world, hasty)
  await signUp(hasty)
  await activate(world, hasty)
  await goOnToSignIn(hasty)
  await signIn(hasty)
  await askForFirstContract(hasty)
  await enterCode(world, hasty)
  await signOut(hasty)
  t.deepEqual((await world.inbox.received(me.email)).length, 2) // the link, and the news that a contract was added
  t.is((await world.idp.db('account')).length, 1)
  t.is((await world.portal.db('sms_challenge')).length, 1)
  t.is((await world.portal.db('contract_link').where({ contract_number: FIRST })).length, 1)
})
