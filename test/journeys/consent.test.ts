import test from 'ava'
import { testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { inChromium } from './chromium.ts'
import { words } from './words.ts'

const said = {
  fr: {
    ask: 'Autoriser Wiki des Alpes ?',
    allow: 'Autoriser',
    refuse: 'Refuser',
    another: 'Utiliser un autre BMW ID',
    home: 'Mon BMW ID.',
    apps: 'Applications connectées.',
    toApps: 'Applications connectées Une application d’un autre éditeur voit une partie de votre BMW ID.',
    withdraw: 'Retirer l’accès de Wiki des Alpes',
    gone: /Wiki des Alpes n’a plus accès à votre BMW ID\./,
    email: /Votre adresse e-mail confirmée : anna@example\.test/,
  },
  en: {
    ask: 'Allow Wiki des Alpes?',
    allow: 'Allow',
    refuse: 'Refuse',
    another: 'Use another BMW ID',
    home: 'My BMW ID.',
    apps: 'Connected apps.',
    toApps: 'Connected apps One app of another publisher sees a part of your BMW ID.',
    withdraw: 'Withdraw access of Wiki des Alpes',
    gone: /Wiki des Alpes no longer has access to your BMW ID\./,
    email: /Your confirmed e-mail address: anna@example\.test/,
  },
} as const

for (const lang of ['fr', 'en'] as const) {
  for (const width of [390, 1280]) {
    test(`an app of others is allowed, listed and withdrawn in Chromium, in ${lang} at ${width} px [R52]`, async (t) => {
      const [w, s] = [words[lang], said[lang]]
      const world = await idpWith(t)
      const accountId = await openAccountOf(world.idp, people.anna, { lang })
      const app = await testApp(t, world, {
        first_party: false,
        client_name: 'Wiki des Alpes',
        client_uri: 'https://wiki.example/',
        policy_uri: 'https://wiki.example/privacy',
        tos_uri: 'https://wiki.example/terms',
        grant_types: ['authorization_code', 'refresh_token'],
        scope: 'openid profile email offline_access',
      })
      await world.idp.db('developer').insert({ account_id: accountId, added_at: world.clock.now() })
      const person = await inChromium(t, { lang, width, inspected: true })
      const first = await app.begin({ scope: 'openid profile' })
      await person.open(first.address)
      await person.arriveAt(w.headings.signIn)
      await person.fill(w.bmwId, people.anna.email)
      await person.fill(w.password, people.anna.password)
      await person.press(w.signIn)
      await person.arriveAt(s.ask)
      await person.press(s.refuse)
      await person.page.waitForURL(/error=access_denied/)

      await person.open((await app.begin({ scope: 'openid profile' })).address)
      await person.arriveAt(s.ask)
      await person.press(s.allow)
      await person.page.waitForURL(/\/cb\?code=/)
      const more = await app.begin({ scope: 'openid profile email offline_access', prompt: 'consent' })
      await person.open(more.address)
      await person.arriveAt(s.ask)
      t.regex(await person.read(), s.email)
      await person.pressTwice(s.allow)
      await person.page.waitForURL(/\/cb\?code=/)
      t.truthy((await app.finish(more, person.page.url())).refresh_token)

      await person.open(`${world.url}/account`)
      await person.arriveAt(s.home)
      await person.press(s.toApps)
      await person.arriveAt(s.apps)
      await person.press(s.withdraw)
      await person.arriveAt(s.apps)
      t.regex(await person.read(), s.gone)
      t.deepEqual([...new Set(person.findings)], [])
    })
  }
}
