import test from 'ava'
import type { Lang } from '../../shared/i18n.ts'
import { openAccountOf } from '../support/people.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { type World, worldWith } from '../support/world.ts'
import { withoutScripts } from './traveller.ts'
import { activate, askForFirstContract, beginAtLanding, goOnToSignIn, me, PHONE, signIn, signUp } from './tutorial.ts'
import { words } from './words.ts'

const FRENCH = 'fr-FR,fr;q=0.9,en;q=0.5'
const ENGLISH = 'en-GB,en;q=0.9,fr;q=0.5'

const langOf = (visitor: Visitor): string | undefined => /<html lang="(\w+)"/.exec(visitor.html)?.[1]

for (const [languages, lang] of [
  [FRENCH, 'fr'],
  [ENGLISH, 'en'],
  ['de-DE,de;q=0.9', 'fr'],
  ['de-DE,de;q=0.9,en;q=0.3', 'en'],
  ['en;q=0.3,fr;q=0.8', 'fr'],
] as const) {
  test(`a browser that prefers « ${languages} » is answered in « ${lang} »`, async (t) => {
    const world = await worldWith(t)
    const visitor = world.visitor({ languages })
    const person = withoutScripts(visitor, lang)
    await beginAtLanding(world, person)
    await signUp(person)
    await activate(world, person)
    t.is(langOf(visitor), lang)
  })
}

/** The languages of every mail, and of the text message with the code; the later one, to whoever holds the phone of the
 *  contract, is in the contract's. */
async function sentIn(world: World): Promise<string[]> {
  const [code] = await world.inbox.received(PHONE)
  const texts = [...(await world.inbox.received(me.email)), code].map((message) => message?.text ?? '')
  return [...new Set(texts.map((text) => (/\b(vous|votre)\b/i.test(text) ? 'fr' : 'en')))]
}

test('the language chosen at the portal reaches the provider, the mail and the text message', async (t) => {
  const world = await worldWith(t)
  const visitor = await world.visitor({ languages: FRENCH }).open('/')
  await visitor.follow('English')
  const person = withoutScripts(visitor, 'en')
  const w = words.en
  await person.arriveAt(w.headings.landing)
  await person.press(w.signIn)
  await person.arriveAt(w.headings.signIn)
  await person.press(w.signUpHere)
  await person.arriveAt(w.headings.signUp)
  await signUp(person)
  await activate(world, person)
  await goOnToSignIn(person)
  await signIn(person)
  await askForFirstContract(person)
  t.deepEqual(await sentIn(world), ['en'])
})

test('whoever chooses a language at the provider keeps it there, whatever the portal says', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, me)
  const visitor = await world.visitor({ languages: FRENCH }).open('/')
  await visitor.press('Connexion')
  await visitor.follow('English')
  t.is(langOf(visitor), 'en')
  t.is(visitor.heading, words.en.headings.signIn)
  await visitor.open(world.portalUrl)
  t.is(langOf(visitor), 'fr')
  await visitor.press('Connexion')
  t.is(langOf(visitor), 'en')
})

test('what the app says counts more than what the browser says, as long as nobody chose', async (t) => {
  const world = await worldWith(t)
  const visitor = await world.visitor({ languages: ENGLISH }).open('/?lang=fr')
  await visitor.press('Connexion')
  t.is(langOf(visitor), 'fr')
  await visitor.follow('Inscrivez-vous ici.')
  t.is(langOf(visitor), 'fr')
})

test('each page leads to itself in the other language', async (t) => {
  const world = await worldWith(t)
  await openAccountOf(world.idp, me)
  const visitor = world.visitor({ languages: FRENCH })
  const person = withoutScripts(visitor, 'fr')
  await visitor.open('/login')
  await signIn(person)
  for (const path of [
    '/home',
    '/account',
    '/help',
    '/contracts/new',
    '/contracts/S0123456789',
    '/logout',
    '/nothing',
  ]) {
    await visitor.open(`${world.portalUrl}${path}`)
    const french = visitor.heading
    for (const [name, lang] of [
      ['English', 'en'],
      ['Français', 'fr'],
    ] satisfies [string, Lang][]) {
      await visitor.follow(name)
      t.is(langOf(visitor), lang, path)
      t.is(new URL(visitor.url).pathname, path)
    }
    t.is(visitor.heading, french, path)
  }
})
