import test, { type ExecutionContext } from 'ava'
import { DAY, HOUR, MINUTE } from '../../shared/time.ts'
import { DATABASES } from '../support/database.ts'
import { openAccountOf } from '../support/people.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { type World, worldWith } from '../support/world.ts'
import { withRestarts } from './restarts.ts'
import { type Traveller, withoutScripts } from './traveller.ts'
import {
  activate,
  askForFirstContract,
  beginAtLanding,
  FIRST,
  fillSignup,
  goOnToSignIn,
  me,
  PHONE,
  signIn,
  signUp,
  wholeTutorial,
} from './tutorial.ts'
import { words } from './words.ts'

// What happens between the steps: products that restart, other browsers, links and pages that are too old, everything
// sent twice at once. What needs a real browser is in tabs.test.ts.

const w = words.fr

for (const database of DATABASES) {
  test(`nothing is lost when both products restart behind every page (${database})`, async (t) => {
    const world = await worldWith(t, { database })
    const person = withRestarts(world, withoutScripts(world.visitor(), 'fr'))
    await wholeTutorial(world, person)
    await onceOfEach(t, world)
  })

  test(`everything that is sent twice at once has one effect (${database})`, async (t) => {
    const world = await worldWith(t, { database })
    const visitor = world.visitor()
    await wholeTutorial(world, pressingTwice(visitor))
    await onceOfEach(t, world)
  })
}

/** Follows both answers, and sees the one that comes last: it may tell that everything was done before. */
function pressingTwice(visitor: Visitor): Traveller {
  const person = withoutScripts(visitor, 'fr')
  return {
    ...person,
    press: (text) => Promise.all([visitor.press(text), visitor.press(text)]),
    arriveAt: async (heading) => {
      if (heading === w.headings.activated && visitor.heading === 'Votre BMW ID est déjà activé.') return
      if (heading === w.headings.home && visitor.heading === w.headings.expired) await visitor.press(againOn(visitor))
      await person.arriveAt(heading)
    },
  }
}

/** The portal's page and the provider's each have a button to go on. */
const againOn = ({ text }: Visitor): string =>
  ['Se connecter', 'Reprendre avec MyBMW Financial Services'].find((button) => text.includes(button)) ?? ''

/** One account, one mail of each kind, one text message with a code, one contract. */
async function onceOfEach(t: ExecutionContext, world: World): Promise<void> {
  t.is((await world.idp.db('account')).length, 1)
  t.is((await world.portal.db('customer').where({ email: me.email })).length, 1)
  t.is((await world.portal.db('contract_link').where({ contract_number: FIRST })).length, 1)
  const mails = (await world.inbox.received(me.email)).map(({ subject }) => subject)
  t.deepEqual(mails, [...new Set(mails)])
  const messages = await world.inbox.received(PHONE)
  t.is(messages.filter(({ text }) => /\b\d{6}\b/.test(text)).length, 1)
}

test('in another browser the link asks for the password chosen at sign-up [R11]', async (t) => {
  const world = await worldWith(t)
  const phone = withoutScripts(world.visitor(), 'fr')
  await beginAtLanding(world, phone)
  await signUp(phone)

  const laptop = world.visitor()
  await laptop.open(await world.inbox.lastLink(me.email))
  t.regex(laptop.text, /Saisissez le mot de passe choisi à l’inscription/)
  await laptop.fill(w.password, 'somebody-elses-guess').press(w.activate)
  t.is(laptop.status, 422)
  await laptop.fill(w.password, me.password).press(w.activate)
  t.is(laptop.heading, w.headings.activated)

  await goOnToSignIn(withoutScripts(laptop, 'fr'))
  await signIn(withoutScripts(laptop, 'fr'))
  // the phone is not left behind: its page leads on as well
  await phone.open(`${world.url}/signup/sent`)
  await phone.arriveAt(w.headings.activated)
})

test('the way back from the provider works in the browser that left, and in no other [R54]', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, me)
  const visitor = world.visitor()
  const person = withoutScripts(visitor, 'fr')
  await visitor.open(world.portalUrl)
  await visitor.press(w.signIn)
  await signIn(person)
  const back = visitor.steps.find((step) => step.includes('/callback?'))?.split(' ')[1] ?? ''
  const stranger = await world.visitor().open(back)
  t.is(stranger.heading, w.headings.expired)
  t.is(stranger.cookie('mybmwfs_session'), undefined)
  await stranger.press('Se connecter')
  t.is(stranger.heading, w.headings.signIn)
})

test('a bookmarked sign-in page has expired, and leads on in any browser', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, me)
  const visitor = world.visitor()
  const person = withoutScripts(visitor, 'fr')
  await visitor.open(world.portalUrl)
  const bookmark = (await visitor.press(w.signIn)).url
  await signIn(person)
  for (const somebody of [visitor, world.visitor()]) {
    await somebody.open(bookmark)
    t.is(somebody.heading, w.headings.expired)
    t.is(somebody.status, 410)
    await somebody.press('Reprendre avec MyBMW Financial Services')
    t.is(somebody.heading, somebody === visitor ? w.headings.home : w.headings.signIn)
  }
})

test('a link that has expired leads to a new one, and what was typed at sign-up is kept', async (t) => {
  const world = await worldWith(t)
  const visitor = world.visitor()
  const person = withoutScripts(visitor, 'fr')
  await beginAtLanding(world, person)
  await signUp(person)
  const old = await world.inbox.lastLink(me.email)
  world.clock.pass(DAY + MINUTE)
  await visitor.open(old)
  t.is(visitor.heading, 'Ce lien n’est plus valable.')
  await visitor.press('Recevoir un nouveau lien')
  t.not(await world.inbox.lastLink(me.email), old)
  await activate(world, person)
  await goOnToSignIn(person)
  await signIn(person)
  t.is(visitor.path, '/home')
})

test('a sign-up form that stayed open over lunch still works', async (t) => {
  const world = await worldWith(t)
  const visitor = world.visitor()
  const person = withoutScripts(visitor, 'fr')
  await beginAtLanding(world, person)
  await fillSignup(person)
  world.clock.pass(2 * HOUR)
  await person.press(w.signUp)
  await person.arriveAt(w.headings.sent)
  await activate(world, person)
  await goOnToSignIn(person)
  await signIn(person)
  t.is(visitor.path, '/home')
})

test('the page of the code outlives its code, and says what to do', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, me)
  const visitor = world.visitor()
  const person = withoutScripts(visitor, 'fr')
  await visitor.open(world.portalUrl)
  await visitor.press(w.signIn)
  await signIn(person)
  await askForFirstContract(person)
  const code = await world.inbox.lastCode(PHONE)
  world.clock.pass(11 * MINUTE)
  await visitor.fill(w.code, code).press(w.goOn)
  t.regex(visitor.text, /Ce code a expiré. Demandez-en un nouveau./)
  await visitor.press('Renvoyer le code SMS')
  const fresh = await world.inbox.lastCode(PHONE)
  await visitor.fill(w.code, fresh).press(w.goOn)
  t.is(visitor.path, `/contracts/${FIRST}`)
})
