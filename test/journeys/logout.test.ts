import test from 'ava'
import { testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { inChromium } from './chromium.ts'
import { words } from './words.ts'

const said = {
  fr: {
    home: 'Mon BMW ID.',
    everywhere: 'Me déconnecter partout',
    ask: 'Vous déconnecter partout ?',
    ended: 'Vous êtes déconnecté partout.',
  },
  en: {
    home: 'My BMW ID.',
    everywhere: 'Sign out everywhere',
    ask: 'Sign out everywhere?',
    ended: 'You are signed out everywhere.',
  },
} as const

for (const lang of ['fr', 'en'] as const) {
  for (const width of [390, 1280]) {
    test(`one signs out everywhere from the account page in Chromium, in ${lang} at ${width} px [R32]`, async (t) => {
      const [w, s] = [words[lang], said[lang]]
      const world = await idpWith(t)
      await openAccountOf(world.idp, people.anna, { lang })
      const app = await testApp(t, world)
      const person = await inChromium(t, { lang, width, inspected: true })
      await person.open((await app.begin()).address)
      await person.arriveAt(w.headings.signIn)
      await person.fill(w.bmwId, people.anna.email)
      await person.fill(w.password, people.anna.password)
      await person.press(w.signIn)
      await person.page.waitForURL(/\/cb\?code=/)

      await person.open(`${world.url}/account`)
      await person.arriveAt(s.home)
      await person.press(s.everywhere)
      await person.arriveAt(s.ask)
      await person.press(s.everywhere)
      await person.arriveAt(s.ended)
      await person.open((await app.begin()).address)
      await person.arriveAt(w.headings.signIn)
      t.deepEqual([...new Set(person.findings)], [])
    })
  }
}
