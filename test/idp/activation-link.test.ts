import test from 'ava'
import type { Idp } from '../../idp/context.ts'
import { DAY, HOUR } from '../../shared/time.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { worldWith } from '../support/world.ts'
import { fillSignup, signUp } from './signing-up.ts'

const { anna, ben } = people

const accounts = (idp: Idp) => idp.db('account').select('email', 'given_name', 'password_hash')

test('whoever did not sign up says so, and the signup is gone', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  await signUp(visitor(), ben)
  const link = await inbox.lastLink(ben.email)
  const owner = await visitor().open(link)
  await owner.press('Je n’ai pas fait cette inscription')
  t.is(owner.heading, 'L’inscription est effacée.')
  t.deepEqual(await idp.db('pending_signup'), [])
  await owner.open(link)
  t.is(owner.status, 410)
})

test('opening a link changes nothing, however often and by whomever [R10]', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  const person = await signUp(visitor(), ben)
  const link = await inbox.lastLink(ben.email)
  const before = await idp.db('pending_signup')
  const scanner = visitor()
  for (let i = 0; i < 50; i += 1) await scanner.open(link)
  await fetch(link, { method: 'HEAD' })
  await fetch(link)
  await person.open(link)
  t.deepEqual(await idp.db('pending_signup'), before)
  t.deepEqual(await accounts(idp), [])
  await person.press('Activer mon BMW ID')
  t.is(person.heading, 'Votre BMW ID a été activé.')
})

test('a used link says that the BMW ID is active [R9]', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  const person = await signUp(visitor(), ben)
  const link = await inbox.lastLink(ben.email)
  await person.open(link)
  await person.press('Activer mon BMW ID')
  for (const who of [person, visitor()]) {
    await who.open(link)
    t.is(who.heading, 'Votre BMW ID est déjà activé.')
    t.truthy(who.links.find((each) => each.text === 'Connexion'))
  }
  await person.open('/signup/sent')
  t.is(person.heading, 'Votre BMW ID a été activé.')
  t.is((await accounts(idp)).length, 1)
})

test('an expired link is replaced by a new one [R9]', async (t) => {
  const { visitor, inbox, clock } = await idpWith(t)
  const person = await signUp(visitor(), ben)
  const old = await inbox.lastLink(ben.email)
  await person.open(old)
  clock.pass(25 * HOUR)
  await person.press('Activer mon BMW ID')
  t.is(person.status, 410)
  t.is(person.heading, 'Ce lien n’est plus valable.')
  t.regex(person.text, /Les liens d’activation durent 24 heures\./)
  await person.press('Recevoir un nouveau lien')
  t.is(person.heading, 'Regardez votre boîte mail.')
  const link = await inbox.lastLink(ben.email)
  t.not(link, old)
  await person.open(old)
  t.is(person.status, 410)
  await person.open(link)
  await person.press('Activer mon BMW ID')
  t.is(person.heading, 'Votre BMW ID a été activé.')
})

test('an unknown link helps on', async (t) => {
  const { visitor } = await idpWith(t)
  for (const path of [
    '/activate',
    '/activate?token=',
    '/activate?token=x&token=y',
    `/activate?token=${'A'.repeat(43)}`,
  ]) {
    const person = await visitor().open(path)
    t.is(person.status, 410, path)
    await person.press('Recevoir un nouveau lien')
    t.is(person.path, '/activate/again')
  }
})

test('a new link can be asked for with the address alone; the answer is the same for everybody [R15]', async (t) => {
  const { idp, visitor, inbox, clock } = await idpWith(t)
  await openAccountOf(idp, anna)
  await signUp(visitor(), ben)
  const first = await inbox.lastLink(ben.email)
  clock.pass(2 * DAY)
  const pages: string[] = []
  for (const email of [anna.email, ben.email, 'nobody@example.test']) {
    const person = await visitor().open('/activate/again')
    await person.fill('Adresse e-mail', email).press('Recevoir un nouveau lien')
    pages.push(person.html)
  }
  t.is(new Set(pages).size, 1)
  t.is((await inbox.last(anna.email)).subject, 'Votre BMW ID existe déjà')
  t.deepEqual(await inbox.received('nobody@example.test'), [])
  const link = await inbox.lastLink(ben.email)
  t.not(link, first)
  const person = await visitor().open(link)
  await person.fill('Mot de passe', ben.password).press('Activer mon BMW ID')
  t.is(person.heading, 'Votre BMW ID a été activé.')
})

test('somebody who got an account meanwhile is told so', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  const person = await signUp(visitor(), ben)
  const link = await inbox.lastLink(ben.email)
  await openAccountOf(idp, ben)
  await person.open(link)
  t.is(person.heading, 'Cette adresse a déjà un BMW ID.')
})

test('somebody who comes from the portal signs up, activates, and signs in there', async (t) => {
  const { visitor, inbox } = await worldWith(t)
  const person = await visitor().open('/login')
  const question = person.url
  await person.follow('Inscrivez-vous ici.')
  t.regex(person.text, /pour continuer vers MyBMW Financial Services/)
  await person.follow('Connectez-vous ici.')
  t.is(person.url, `${question}?sign-in`)
  await person.follow('Inscrivez-vous ici.')
  await fillSignup(person, ben, person.url)
  await person.press('S’inscrire')
  await person.open(await inbox.lastLink(ben.email))
  await person.press('Activer mon BMW ID')
  await person.press('Connexion')
  t.is(person.heading, 'Connectez-vous.')
  person.fill('BMW ID (adresse e-mail)', ben.email).fill('Mot de passe', ben.password)
  await person.press('Connexion')
  t.is(person.path, '/home')
})
