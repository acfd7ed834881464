import { text } from 'node:stream/consumers'
import test from 'ava'
import { SECOND } from '../../shared/time.ts'
import { inChromium } from '../journeys/chromium.ts'
import { words } from '../journeys/words.ts'
import { testApp } from '../support/app.ts'
import { codeAt, fromBase32 } from '../support/factors.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'

// The pages of the second factors in a real browser: by everybody, on a phone and on a desk, in both languages.

const { anna } = people
const ESSENTIAL = { claims: JSON.stringify({ id_token: { acr: { essential: true, value: 'aal2' } } }) }

for (const [lang, width, dark, said] of [
  [
    'fr',
    390,
    false,
    {
      asked: 'Une seconde étape est demandée.',
      add: 'Ajouter une seconde étape',
      enrol: 'Ajouter une application.',
      code: 'Code affiché par l’application',
      act: 'Ajouter l’application',
      codes: 'Vos codes de secours.',
      download: 'Télécharger',
      copy: 'Copier',
      kept: 'Je les ai conservés',
      security: 'Connexion et sécurité.',
      see: 'Voir et vérifier mes codes',
      left: 'Codes de secours.',
      recovery: 'Code de secours',
      check: 'Vérifier',
      goOn: 'Continuer vers An app',
      ready: 'Votre seconde étape est prête.',
      signIn: 'Me connecter',
      confirm: 'Confirmez que c’est vous.',
      six: 'Code à 6 chiffres',
      useRecovery: 'Utiliser un code de secours',
      useApp: 'Utiliser mon application',
      next: 'Continuer',
      remove: 'Retirer « Mon téléphone » ?',
    },
  ],
  [
    'en',
    1280,
    true,
    {
      asked: 'A second step is asked for.',
      add: 'Add a second step',
      enrol: 'Add an app.',
      code: 'Code shown by the app',
      act: 'Add the app',
      codes: 'Your recovery codes.',
      download: 'Download',
      copy: 'Copy',
      kept: 'I have kept them',
      security: 'Sign-in and security.',
      see: 'See and check my codes',
      left: 'Recovery codes.',
      recovery: 'Recovery code',
      check: 'Check',
      goOn: 'Continue to An app',
      ready: 'Your second step is ready.',
      signIn: 'Sign in',
      confirm: 'Confirm that it is you.',
      six: '6-digit code',
      useRecovery: 'Use a recovery code',
      useApp: 'Use my app',
      next: 'Continue',
      remove: 'Remove “My phone”?',
    },
  ],
] as const) {
  test(`second factors can be used by everybody, in ${lang} at ${width} px`, async (t) => {
    const world = await idpWith(t)
    await openAccountOf(world.idp, anna)
    const app = await testApp(t, world)
    const person = await inChromium(t, { lang, width, dark, inspected: true })
    const signIn = async () => {
      await person.arriveAt(words[lang].headings.signIn)
      await person.fill(words[lang].bmwId, anna.email)
      await person.fill(words[lang].password, anna.password)
      await person.press(words[lang].signIn)
    }
    await person.open((await app.begin({ ...ESSENTIAL, ui_locales: lang })).address)
    await signIn()
    await person.arriveAt(said.asked)
    await person.press(said.add)
    await person.arriveAt(said.enrol)
    const key = fromBase32((await person.page.locator('.secret__key').innerText()).replaceAll(/\s/g, ''))
    await person.fill(said.code, '12')
    await person.press(said.act)
    await person.arriveAt(said.enrol)
    await person.fill(said.code, codeAt(key, world.clock.now()))
    await person.press(said.act)
    await person.arriveAt(said.codes)
    const codes = await person.page.locator('.codes code').allInnerTexts()
    t.is(codes.length, 10)
    const downloading = person.page.waitForEvent('download')
    await person.page.getByRole('link', { name: said.download }).click()
    const file = await text(await (await downloading).createReadStream())
    t.true(
      codes.every((code) => file.includes(code)),
      file,
    )
    t.true(await person.page.getByRole('button', { name: said.copy }).isVisible())
    await person.press(said.kept)
    await person.arriveAt(said.security)
    await person.press(said.see)
    await person.arriveAt(said.left)
    await person.fill(said.recovery, codes[0] ?? '')
    await person.press(said.check)
    await person.arriveAt(said.left)
    await person.open(`${world.url}/account/security`)
    await person.arriveAt(said.security)
    await person.press(said.goOn)
    await person.arriveAt(said.ready)
    await person.press(said.signIn)
    await signIn()
    await person.arriveAt(said.confirm)
    await person.press(said.useRecovery)
    await person.arriveAt(said.confirm)
    await person.press(said.useApp)
    await person.arriveAt(said.confirm)
    await person.fill(said.six, codeAt(key, world.clock.now(), { steps: 9 }))
    await person.press(said.next)
    await person.arriveAt(said.confirm)
    world.clock.pass(30 * SECOND)
    await person.fill(said.six, codeAt(key, world.clock.now()))
    await person.press(said.next)
    await person.page.getByRole('heading', { name: 'Arrived' }).waitFor()
    const { id } = await world.idp.db('authenticator').first('id')
    await person.open(`${world.url}/account/security/app/${id}/remove`)
    await person.arriveAt(said.remove)
    t.deepEqual([...new Set(person.findings)], [])
  })
}
