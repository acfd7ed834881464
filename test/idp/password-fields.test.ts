import test from 'ava'
import { signIn, testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'

test('password fields are known to password managers, can be shown and pasted into, and need no special signs [R3]', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, people.anna)
  const app = await testApp(t, world)
  const login = await world.visitor().open((await app.begin()).address)
  const signup = await world.visitor().open('/signup')
  const asked = await world.visitor().open('/password/forgot')
  await asked.fill('Adresse e-mail', people.anna.email).press('Recevoir un lien')
  const reset = await asked.open(await world.inbox.lastLink(people.anna.email))
  for (const [page, autocomplete] of [
    [login, 'current-password'],
    [signup, 'new-password'],
    [reset, 'new-password'],
  ] as const) {
    const [field = ''] = /<input[^>]*type="password"[^>]*>/.exec(page.html) ?? []
    t.true(field.includes(`autocomplete="${autocomplete}"`), field)
    t.notRegex(field, /onpaste|pattern=|readonly/i)
    t.regex(page.html, /data-reveal|data-show|Afficher/)
  }
  await reset.fill('Nouveau mot de passe', 'lanterne sous la pluie').press('Enregistrer')
  t.is(reset.heading, 'Votre mot de passe est changé.')
  await signIn(login, { ...people.anna, password: 'lanterne sous la pluie' })
  t.is(login.heading, 'Arrived')
})
