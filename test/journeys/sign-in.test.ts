import test from 'ava'
import { DATABASES } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { worldWith } from '../support/world.ts'

for (const database of DATABASES) {
  test(`signing in leads from the portal to the provider and back, on ${database}`, async (t) => {
    const { idp, visitor } = await worldWith(t, { database })
    await openAccountOf(idp, people.anna)
    const anna = await visitor().open('/')
    await anna.press('Connexion')
    t.is(anna.heading, 'Connectez-vous.')
    anna.fill('BMW ID (adresse e-mail)', people.anna.email).fill('Mot de passe', people.anna.password)
    await anna.press('Connexion')
    t.is(anna.path, '/home', anna.text)
    t.regex(anna.text, /Madame Lindqvist/)
  })
}
