import test from 'ava'
import { inChromium } from '../journeys/chromium.ts'
import { words } from '../journeys/words.ts'
import { testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { withAuthenticator } from './passkey.support.ts'

// Passkeys in a real browser, with the authenticator that Chromium has for developers.

const { anna } = people

for (const [lang, width, dark, said] of [
  [
    'fr',
    390,
    false,
    {
      security: 'Connexion et sécurité.',
      add: 'Ajouter une clé d’accès',
      adding: 'Ajouter une clé d’accès.',
      create: 'Créer la clé d’accès',
      codes: 'Vos codes de secours.',
      kept: 'Je les ai conservés',
      naming: 'Donnez-lui un nom.',
      name: 'Nom de la clé d’accès',
      save: 'Enregistrer',
      byPasskey: 'Se connecter avec une clé d’accès',
      confirm: 'Confirmez que c’est vous.',
      go: 'Continuer avec ma clé d’accès',
      removing: 'Supprimer cette clé d’accès ?',
      refused: 'elle a peut-être été supprimée',
    },
  ],
  [
    'en',
    1280,
    true,
    {
      security: 'Sign-in and security.',
      add: 'Add a passkey',
      adding: 'Add a passkey.',
      create: 'Create the passkey',
      codes: 'Your recovery codes.',
      kept: 'I have kept them',
      naming: 'Give it a name.',
      name: 'Name of the passkey',
      save: 'Save',
      byPasskey: 'Sign in with a passkey',
      confirm: 'Confirm that it is you.',
      go: 'Continue with my passkey',
      removing: 'Remove this passkey?',
      refused: 'it may have been removed',
    },
  ],
] as const) {
  test(`a passkey is added, signs in, confirms and is removed in a browser, in ${lang} at ${width} px [R70][R72]`, async (t) => {
    const world = await idpWith(t)
    await openAccountOf(world.idp, anna, { lang })
    const app = await testApp(t, world)
    const person = await inChromium(t, { lang, width, dark, inspected: true })
    const { touch } = await withAuthenticator(person)
    const begin = async () => {
      await person.context.clearCookies()
      await person.open((await app.begin({ ui_locales: lang })).address)
      await person.arriveAt(words[lang].headings.signIn)
    }
    const byPassword = async () => {
      await person.fill(words[lang].bmwId, anna.email)
      await person.fill(words[lang].password, anna.password)
      await person.press(words[lang].signIn)
    }
    const arrived = () => person.page.getByRole('heading', { name: 'Arrived' }).waitFor()

    await person.open(`${world.url}/account/security`)
    await person.arriveAt(words[lang].headings.signIn)
    await byPassword()
    await person.arriveAt(said.security)
    await person.press(said.add)
    await person.arriveAt(said.adding)
    await touch(true)
    await person.press(said.create)
    await person.arriveAt(said.codes)
    await touch(false)
    await person.press(said.kept)
    await person.arriveAt(said.naming)
    await person.fill(said.name, 'iPad')
    await person.press(said.save)
    await person.arriveAt(said.security)
    t.true((await person.read()).includes('iPad'))

    await begin()
    await byPassword()
    await person.arriveAt(said.confirm)
    await touch(true)
    await person.press(said.go)
    await arrived()
    await touch(false)

    await begin()
    await touch(true)
    await person.press(said.byPasskey)
    await arrived()
    await touch(false)

    const { id } = await world.idp.db('passkey').first('id')
    await person.open(`${world.url}/account/security/passkeys/${id}/remove`)
    await person.arriveAt(said.removing)
    // by hand: pressing the button would have the browser drop the key too, which it is told then
    await world.idp.db('passkey').update({ removed_at: world.clock.now() })
    await begin()
    await touch(true)
    await person.press(said.byPasskey)
    await person.page.getByText(said.refused).first().waitFor()
    await touch(false)
    await person.arriveAt(words[lang].headings.signIn)
    t.deepEqual([...new Set(person.findings)], [])
  })
}
