import assert from 'node:assert/strict'
import { people } from '../support/people.ts'
import type { World } from '../support/world.ts'
import type { Traveller } from './traveller.ts'
import { words } from './words.ts'

// The seven steps of the tutorial. Each begins where the one before it ended, and takes a world and somebody in it, so
// that a test may stop in between, start the products anew, or go on in another tab.

export const me = people.morel
/** Morel's two contracts of the demo, and the number given when they were signed. */
export const FIRST = 'S0123456789'
export const SECOND = 'S0204417736'
export const PHONE = '+33639980101'

/** Everything, from the landing page to « Vous êtes déconnecté. ». */
export async function wholeTutorial(world: World, person: Traveller): Promise<void> {
  await beginAtLanding(world, person)
  await signUp(person)
  await activate(world, person)
  await goOnToSignIn(person)
  await signIn(person)
  await askForFirstContract(person)
  await enterCode(world, person)
  await lookAround(person)
  await signOut(person)
}

/** 1, 2: landing → Connexion → S’inscrire. */
export async function beginAtLanding(world: World, person: Traveller): Promise<void> {
  const w = words[person.lang]
  await person.open(world.portalUrl)
  await person.arriveAt(w.headings.landing)
  await person.press(w.signIn)
  await person.arriveAt(w.headings.signIn)
  await person.press(w.signUpHere)
  await person.arriveAt(w.headings.signUp)
}

/** 2: the form, and the page that says where the mail went. */
export async function signUp(person: Traveller): Promise<void> {
  const w = words[person.lang]
  await fillSignup(person)
  await person.press(w.signUp)
  await person.arriveAt(w.headings.sent)
  assert.match(await person.read(), new RegExp(me.email))
}

export async function fillSignup(person: Traveller): Promise<void> {
  const w = words[person.lang]
  await person.choose(w.monsieur)
  await person.fill(w.givenName, me.givenName)
  await person.fill(w.familyName, me.familyName)
  await person.fill(w.email, me.email)
  await person.fill(w.password, me.password)
  await person.check(w.accept)
}

/** 3: the link of the mail, in the browser that signed up: one click. */
export async function activate(world: World, person: Traveller): Promise<void> {
  const w = words[person.lang]
  const mail = await world.inbox.last(me.email)
  assert.equal(mail.subject, w.mail)
  await person.open(mail.links[0] ?? '')
  if (!person.scripts) {
    await person.arriveAt(w.headings.confirm)
    await person.press(w.activate)
  }
  await person.arriveAt(w.headings.activated)
}

/** 4: « Votre BMW ID a été activé » leads to where one signs in. */
export async function goOnToSignIn(person: Traveller): Promise<void> {
  const w = words[person.lang]
  await person.press(w.signIn)
  await person.arriveAt(w.headings.signIn)
}

/** 4: with what one has just chosen. */
export async function signIn(person: Traveller): Promise<void> {
  const w = words[person.lang]
  await person.fill(w.bmwId, me.email)
  await person.fill(w.password, me.password)
  await person.press(w.signIn)
  await person.arriveAt(w.headings.home)
  const text = await person.read()
  assert.ok(text.includes(w.greeting), text)
}

/** 5: the form is in place while there is no contract. */
export async function askForFirstContract(person: Traveller): Promise<void> {
  const w = words[person.lang]
  assert.ok((await person.read()).includes(w.noContract))
  await askFor(person, FIRST)
}

/** 5: any further contract has a page of its own. */
export async function askForSecondContract(person: Traveller): Promise<void> {
  const w = words[person.lang]
  await person.press(w.addNew)
  await person.arriveAt(w.headings.add)
  await askFor(person, SECOND)
}

async function askFor(person: Traveller, number: string): Promise<void> {
  const w = words[person.lang]
  await person.fill(w.number, number)
  await person.press(w.addThis)
  await person.arriveAt(w.headings.code)
  assert.match(await person.read(), new RegExp(`${number}.*06 •• •• •• 01`, 's'))
}

/** 6: the code of the text message leads to the contract. */
export async function enterCode(world: World, person: Traveller): Promise<void> {
  const w = words[person.lang]
  await person.fill(w.code, await world.inbox.lastCode(PHONE))
  await person.press(w.goOn)
  await person.arriveAt(w.headings.contract)
}

/** 7: home with its card, and every place the bar leads to. */
async function lookAround(person: Traveller): Promise<void> {
  const w = words[person.lang]
  await person.press(w.home)
  await person.arriveAt(w.headings.home)
  assert.match(await person.read(), w.nextPayment)
  await person.press(w.seeContract)
  await person.arriveAt(w.headings.contract)
  await person.press(w.account)
  await person.arriveAt(w.headings.account)
  await person.press(w.help)
  await person.arriveAt(w.headings.help)
}

export async function signOut(person: Traveller): Promise<void> {
  const w = words[person.lang]
  await person.press(w.signOut)
  if (!person.scripts) {
    await person.arriveAt(w.headings.leave)
    await person.press(w.leave)
  }
  await person.arriveAt(w.headings.left)
}
