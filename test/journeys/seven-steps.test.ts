import assert from 'node:assert/strict'
import test from 'ava'
import { openAccountOf } from '../support/people.ts'
import { worldWith } from '../support/world.ts'
import { type BrowserTraveller, type Equipment, inChromium } from './chromium.ts'
import {
  askForFirstContract,
  askForSecondContract,
  enterCode,
  FIRST,
  me,
  SECOND,
  signIn,
  wholeTutorial,
} from './tutorial.ts'
import { words } from './words.ts'

const journeys: readonly Equipment[] = [
  { lang: 'fr', width: 390 },
  { lang: 'fr', width: 1280, keyboard: true },
  { lang: 'en', width: 1280, dark: true },
]

for (const equipment of journeys) {
  const { lang, width, dark = false, keyboard = false } = equipment
  const how = `${lang}, ${width} px${dark ? ', dark' : ''}${keyboard ? ', by keyboard alone' : ''}`
  test(`a stranger becomes a customer with a contract (${how}) [R38]`, async (t) => {
    const world = await worldWith(t)
    const person = await inChromium(t, { ...equipment, inspected: true })
    await wholeTutorial(world, person)
    await backShowsNothing(person)
    t.deepEqual([...new Set(person.findings)], [])
  })
}

test('a customer adds a second contract from home, and home shows both', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, me)
  const person = await inChromium(t, { lang: 'fr', width: 1280, inspected: true })
  const w = words.fr
  await person.open(`${world.portalUrl}/login`)
  await person.arriveAt(w.headings.signIn)
  await signIn(person)
  await askForFirstContract(person)
  await enterCode(world, person)
  await person.press(w.home)
  await person.arriveAt(w.headings.home)
  await askForSecondContract(person)
  await enterCode(world, person)
  await person.press(w.home)
  await person.arriveAt(w.headings.home)
  const text = await person.read()
  for (const number of [FIRST, SECOND]) t.true(text.includes(number), number)
  t.deepEqual([...new Set(person.findings)], [])
})

/** The help that was read last anybody may read; before it there was a page of one's own. */
async function backShowsNothing(person: BrowserTraveller): Promise<void> {
  const { headings } = words[person.lang]
  await person.back()
  await person.arriveAt(headings.help)
  assert.ok(!(await person.read()).includes(me.familyName))
  await person.back()
  await person.arriveAt(headings.signIn)
}
