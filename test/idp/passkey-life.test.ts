import test, { type ExecutionContext } from 'ava'
import type { Route } from 'playwright-core'
import { MINUTE } from '../../shared/time.ts'
import { inChromium } from '../journeys/chromium.ts'
import { words } from '../journeys/words.ts'
import { testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { withAuthenticator } from './passkey.support.ts'

// What people do to passkeys in a real browser: two of them, two tabs, the back button, a telephone in another room.

const { anna } = people
const { headings, bmwId, password, signIn } = words.fr
const BY_PASSKEY = 'Se connecter avec une clé d’accès'

/** Anna, in a browser that has an authenticator, with a passkey on it. */
async function stage(t: ExecutionContext, of: { list?: boolean } = {}) {
  const world = await idpWith(t)
  await openAccountOf(world.idp, anna)
  const app = await testApp(t, world)
  const person = await inChromium(t, { lang: 'fr', width: 390 })
  const device = await withAuthenticator(person, of)
  await device.touch(true)
  const add = async (name: string): Promise<void> => {
    await person.open(`${world.url}/account/security/passkey`)
    await person.press('Créer la clé d’accès')
    await person.page.getByRole('heading', { name: /^(Vos codes de secours|Donnez-lui un nom)\.$/ }).waitFor()
    if ((await person.read()).includes('Vos codes de secours.')) await person.press('Je les ai conservés')
    await person.arriveAt('Donnez-lui un nom.')
    await person.fill('Nom de la clé d’accès', name)
    await person.press('Enregistrer')
    await person.arriveAt('Connexion et sécurité.')
  }
  const begin = async (who = person): Promise<void> => {
    await who.open((await app.begin({ prompt: 'login' })).address)
    await who.arriveAt(headings.signIn)
  }
  await person.open(`${world.url}/account/security`)
  await person.fill(bmwId, anna.email)
  await person.fill(password, anna.password)
  await person.press(signIn)
  await person.arriveAt('Connexion et sécurité.')
  await add('Mon téléphone')
  const arrived = (who = person) => who.page.getByRole('heading', { name: 'Arrived' }).waitFor()
  return { world, app, person, device, add, begin, arrived }
}

test('of two passkeys each signs in; the device that has one says so, and one that is removed leaves the other [R70]', async (t) => {
  const { world, person, device, add, begin, arrived } = await stage(t)
  await begin()
  await person.press(BY_PASSKEY)
  await arrived()
  await person.open(`${world.url}/account/security/passkey`)
  await person.press('Créer la clé d’accès')
  await person.page.getByText('Cet appareil a déjà une clé d’accès').first().waitFor()
  await device.leave()
  const key = await withAuthenticator(person)
  await key.touch(true)
  await add('Ma clé USB')
  t.regex(await person.read(), /Mon téléphone.+Ma clé USB/s)
  const { id } = await world.idp.db('passkey').where({ name: 'Mon téléphone' }).first('id')
  await person.open(`${world.url}/account/security/passkeys/${id}/remove`)
  await person.press('Supprimer la clé d’accès')
  await person.arriveAt('Connexion et sécurité.')
  t.notRegex(await person.read(), /Mon téléphone/)
  await begin()
  await person.press(BY_PASSKEY)
  await arrived()
})

test('a passkey signs in beside another tab; whoever goes back, or was away for long, goes on [R70]', async (t) => {
  const { world, person, begin, arrived } = await stage(t)
  await begin()
  const other = await person.tab()
  await begin(other)
  await person.press(BY_PASSKEY)
  await arrived()
  await other.fill(bmwId, anna.email)
  await other.fill(password, anna.password)
  await other.press(signIn)
  await other.arriveAt('Confirmez que c’est vous.') // its own question is still open
  await person.back()
  await person.arriveAt(headings.expired)

  await begin()
  const away = (route: Route) => {
    world.clock.pass(5 * MINUTE)
    return route.continue()
  }
  await person.page.route(/\/passkey$/, away, { times: 1 })
  await person.press(BY_PASSKEY)
  await person.page.getByText('Trop de temps a passé').first().waitFor()
  await person.press(BY_PASSKEY)
  await arrived()
  t.regex(person.page.url(), /code=/)
})

test('a passkey is offered below the field for the address [R70]', async (t) => {
  const { person, app, arrived } = await stage(t, { list: true })
  await person.open((await app.begin({ prompt: 'login' })).address)
  await arrived()
  t.regex(person.page.url(), /code=/)
})
