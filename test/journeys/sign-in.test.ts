import test from 'ava'
import { openAccountOf, people } from '../support/people.ts'
import { worldWith } from '../support/serve.ts'

for (const database of ['sqlite', 'postgres'] as const) {
  test(`signing in leads from the portal to the provider and back, on ${database}`, async (t) => {
    const { idp, visitor } = await worldWith(t, { database })
    await openAccountOf(idp.product(), people.anna)
    const anna = visitor()
    await anna.open('/')
    await anna.press('Connexion')
    t.is(anna.heading, 'Connectez-vous.')
    t.true(anna.url.startsWith(`${idp.url}/interaction/`))
    anna.fill('BMW ID (adresse e-mail)', people.anna.email).fill('Mot de passe', people.anna.password)
    await anna.press('Connexion')
    t.is(anna.path, '/home', anna.text)
    t.regex(anna.text, /Madame Lindqvist/)
  })
}
