import test from 'ava'
import { worldWith } from '../support/world.ts'
import { type Equipment, inChromium } from './chromium.ts'
import { askForSecondContract, enterCode, signOut, wholeTutorial } from './tutorial.ts'
import { words } from './words.ts'

const journeys: readonly Equipment[] = [
  { lang: 'fr', width: 390 },
  { lang: 'fr', width: 1280, keyboard: true },
  { lang: 'en', width: 390, dark: true },
  { lang: 'en', width: 1280 },
]

for (const equipment of journeys) {
  const { lang, width, dark = false, keyboard = false } = equipment
  const how = `${lang}, ${width} px${dark ? ', dark' : ''}${keyboard ? ', by keyboard alone' : ''}`
  test(`a stranger becomes a customer with a contract (${how})`, async (t) => {
    const world = await worldWith(t)
    const person = await inChromium(t, { ...equipment, inspected: true })
    await wholeTutorial(world, person)
    await person.back()
    await person.arriveAt(words[lang].headings.signIn)
    t.deepEqual(person.findings, [])
  })
}
