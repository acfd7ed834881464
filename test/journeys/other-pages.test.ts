import test, { type ExecutionContext } from 'ava'
import { DAY, MINUTE } from '../../shared/time.ts'
import { openAccountOf } from '../support/people.ts'
import { type World, worldWith } from '../support/world.ts'
import { type BrowserTraveller, inChromium } from './chromium.ts'
import { beginAtLanding, FIRST, me, PHONE, signIn, signUp } from './tutorial.ts'
import { words } from './words.ts'

// The pages beside the way, when something is wrong or forgotten, looked at as closely as those on it.

const w = words.fr

async function inspected(t: ExecutionContext, world: World): Promise<BrowserTraveller> {
  const person = await inChromium(t, { lang: 'fr', width: 390, inspected: true })
  await person.open(`${world.portalUrl}/login`)
  await person.arriveAt(w.headings.signIn)
  return person
}

const nothingFound = (t: ExecutionContext, { findings }: BrowserTraveller) => t.deepEqual([...new Set(findings)], [])

test('pages of the provider for what is wrong, forgotten or too late', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, me)
  const person = await inspected(t, world)
  await person.fill(w.bmwId, me.email)
  await person.fill(w.password, 'not this one at all')
  await person.press(w.signIn)
  await person.arriveAt(w.headings.signIn)
  t.regex(await person.read(), /ne correspond pas/)
  await person.press('Mot de passe oublié ?')
  await person.arriveAt('Mot de passe oublié ?')
  await person.fill(w.email, me.email)
  await person.press('Recevoir un lien')
  await person.arriveAt('Regardez votre boîte mail.')
  await person.open(await world.inbox.lastLink(me.email))
  await person.arriveAt('Choisissez un nouveau mot de passe.')
  for (const [path, heading] of [
    ['/legal/terms', 'Conditions Générales d’utilisation'],
    ['/legal/notice', 'Mentions légales'],
    ['/legal/privacy', 'Protection des données'],
    ['/activate?token=nothing', 'Ce lien n’est plus valable.'],
    ['/activate/again', 'Recevez un nouveau lien d’activation.'],
    ['/interaction/nothing', w.headings.expired],
    ['/nowhere', 'Cette page n’existe pas.'],
  ] as const) {
    await person.open(`${world.url}${path}`)
    await person.arriveAt(heading)
  }
  nothingFound(t, person)
})

test('pages of a sign-up with faults, in another browser, and too late', async (t) => {
  const world = await worldWith(t)
  const person = await inspected(t, world)
  await person.open(`${world.url}/signup`)
  await person.arriveAt(w.headings.signUp)
  await person.press(w.signUp)
  await person.arriveAt(w.headings.signUp)
  t.regex(await person.read(), /Indiquez votre prénom/)
  await beginAtLanding(world, person)
  await signUp(person)
  await person.press('Corrigez-la.')
  await person.arriveAt('Corrigez votre adresse.')
  const link = await world.inbox.lastLink(me.email)
  await person.context.clearCookies()
  await person.open(link)
  await person.arriveAt(w.headings.confirm)
  world.clock.pass(DAY + MINUTE)
  await person.open(link)
  await person.arriveAt('Ce lien n’est plus valable.')
  nothingFound(t, person)
})

test('pages of the portal for contracts that cannot be added, wrong codes, and a provider that is away', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, me)
  const person = await inspected(t, world)
  await signIn(person)
  const ask = async (number: string, heading: string) => {
    await person.open(`${world.portalUrl}/contracts/new`)
    await person.arriveAt(w.headings.add)
    await person.fill(w.number, number)
    await person.press(w.addThis)
    await person.arriveAt(heading)
  }
  await ask('12', w.headings.add)
  await ask('S0450021187', 'Ce contrat ne peut pas être ajouté en ligne.')
  await ask(FIRST, w.headings.code)
  const wrong = (await world.inbox.lastCode(PHONE)) === '111111' ? '222222' : '111111'
  for (const heading of [w.headings.code, w.headings.code, w.headings.blocked]) {
    await person.fill(w.code, wrong)
    await person.press(w.goOn)
    await person.arriveAt(heading)
  }
  await person.open(`${world.portalUrl}/account`)
  await person.arriveAt(w.headings.account)
  await person.open(`${world.portalUrl}/nowhere`)
  await person.arriveAt('Cette page n’existe pas.')
  t.regex(await person.read(), /Bienvenue, Monsieur Morel/)
  await person.context.clearCookies()
  await world.restartPortal()
  world.providerGoesAway()
  await person.open(`${world.portalUrl}/login`)
  await person.arriveAt('La connexion est momentanément indisponible.')
  nothingFound(t, person)
})
