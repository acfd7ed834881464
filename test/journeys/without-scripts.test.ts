import test from 'ava'
import { DATABASES } from '../support/database.ts'
import { worldWith } from '../support/world.ts'
import { withoutScripts } from './traveller.ts'
import { wholeTutorial } from './tutorial.ts'

for (const database of DATABASES) {
  for (const [lang, languages] of [
    ['fr', 'fr-FR,fr;q=0.9'],
    ['en', 'en-GB,en;q=0.9'],
  ] as const) {
    test(`a stranger becomes a customer with a contract without any script (${lang}, ${database})`, async (t) => {
      const world = await worldWith(t, { database })
      const visitor = world.visitor({ languages })
      await wholeTutorial(world, withoutScripts(visitor, lang))
      for (const path of ['/home', '/account', '/contracts/S0123456789']) {
        t.is((await visitor.open(`${world.portalUrl}${path}`)).path.split('/')[1], 'interaction', path)
      }
    })
  }
}
