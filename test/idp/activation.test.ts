import test from 'ava'
import type { Idp } from '../../idp/context.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time.ts'
import { DATABASES } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { signUp } from './signing-up.ts'

const { anna, ben } = people
const HOME = 'http://localhost:9/login'

const accounts = (idp: Idp) => idp.db('account').select('email', 'given_name', 'password_hash')

test('in the browser that signed up one press activates, and leads back to the app', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  const person = await signUp(visitor(), ben)
  await person.open(await inbox.lastLink(ben.email))
  t.is(person.heading, 'Activer votre BMW ID')
  t.regex(person.html, /<form[^>]* data-press/)
  t.is(person.headers.get('referrer-policy'), 'no-referrer')
  await person.press('Activer mon BMW ID')
  t.is(person.heading, 'Votre BMW ID a été activé.')
  t.regex(person.text, /Votre adresse e-mail est confirmée\./)
  t.is(person.links.find((link) => link.text === 'Connexion')?.href, HOME)
  const [account] = await accounts(idp)
  t.is(account.email, ben.email)
  t.true(await idp.passwords.matches(ben.password, account.password_hash))
  const [row] = await idp.db('pending_signup')
  t.is(row.password_hash, null)
  t.deepEqual(await idp.db('audit_event').pluck('action'), ['signup.requested', 'account.activated'])
})

test('any other browser needs the password chosen when signing up', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  await signUp(visitor(), ben)
  const phone = await visitor().open(await inbox.lastLink(ben.email))
  t.regex(phone.text, /Une dernière vérification\. Saisissez le mot de passe choisi à l’inscription\./)
  t.notRegex(phone.html, /data-press/)
  await phone.press('Activer mon BMW ID')
  t.is(phone.status, 422)
  await phone.fill('Mot de passe', 'not the right one').press('Activer mon BMW ID')
  t.is(phone.status, 422)
  t.regex(phone.said('Mot de passe'), /Ce n’est pas le mot de passe/)
  t.deepEqual(await accounts(idp), [])
  await phone.fill('Mot de passe', ben.password).press('Activer mon BMW ID')
  t.is(phone.heading, 'Votre BMW ID a été activé.')
})

test('nobody can sign in before activation', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  const { accountByEmail } = await import('../../idp/account/service.ts')
  const person = await signUp(visitor(), ben)
  t.is(await accountByEmail(idp.db, ben.email), undefined)
  await person.open(await inbox.lastLink(ben.email))
  t.is(await accountByEmail(idp.db, ben.email), undefined)
})

test('five passwords may be tried on a link in a quarter of an hour, also all at once', async (t) => {
  const { visitor, inbox, clock, otherProcess, idp } = await idpWith(t)
  await signUp(visitor(), ben)
  const link = await inbox.lastLink(ben.email)
  const other = await otherProcess()
  const guess = async (from: typeof visitor) => {
    const guesser = await from().open(link)
    await guesser.fill('Mot de passe', 'not the right one').press('Activer mon BMW ID')
    return guesser.status
  }
  const statuses = await Promise.all(Array.from({ length: 20 }, (_, at) => guess(at % 2 ? visitor : other.visitor)))
  t.is(statuses.filter((status) => status === 422).length, 5)
  t.is(statuses.filter((status) => status === 429).length, 15)
  const owner = await visitor().open(link)
  await owner.fill('Mot de passe', ben.password).press('Activer mon BMW ID')
  t.is(owner.status, 429)
  t.regex(owner.text, /Trop d’essais\. Réessayez dans \d+ minutes/)
  t.deepEqual(await accounts(idp), [])
  clock.pass(15 * MINUTE)
  await owner.fill('Mot de passe', ben.password).press('Activer mon BMW ID')
  t.is(owner.heading, 'Votre BMW ID a été activé.')
})

test('a stranger who signs up with somebody’s address gains nothing', async (t) => {
  const { idp, visitor, inbox, clock } = await idpWith(t)
  const attacker = await signUp(visitor(), { ...ben, givenName: 'Mallory', password: 'crooked teapot ballad' })
  const attackersLink = await inbox.lastLink(ben.email)
  clock.pass(2 * MINUTE)
  const owner = await signUp(visitor(), ben)
  const ownersLink = await inbox.lastLink(ben.email)
  t.not(attackersLink, ownersLink)

  await owner.open(attackersLink)
  t.regex(owner.text, /Une dernière vérification/, 'the owner’s click alone does not activate the stranger’s signup')
  await owner.open(ownersLink)
  await owner.press('Activer mon BMW ID')
  t.is(owner.heading, 'Votre BMW ID a été activé.')
  const all = await accounts(idp)
  t.is(all.length, 1)
  t.is(all[0].given_name, 'Ben')
  t.false(await idp.passwords.matches('crooked teapot ballad', all[0].password_hash))

  await attacker.open(attackersLink)
  t.is(attacker.status, 410)
  await attacker.open('/signup/sent')
  t.is(attacker.path, '/activate/again')
})

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

test('opening a link changes nothing, however often and by whomever', async (t) => {
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

for (const database of DATABASES) {
  test(`four presses in two processes make one account, on ${database}`, async (t) => {
    const { idp, visitor, inbox, otherProcess } = await idpWith(t, { database })
    await signUp(visitor(), ben)
    const link = await inbox.lastLink(ben.email)
    const other = await otherProcess()
    const ready = await Promise.all(
      Array.from({ length: 4 }, async (_, at) => (at % 2 ? visitor() : other.visitor()).open(link)),
    )
    for (const person of ready) person.fill('Mot de passe', ben.password)
    await Promise.all(ready.map((person) => person.press('Activer mon BMW ID')))
    t.is((await accounts(idp)).length, 1)
    const headings = ready.map((person) => person.heading).sort()
    t.is(headings.filter((heading) => heading === 'Votre BMW ID a été activé.').length, 1)
    t.is(headings.filter((heading) => heading === 'Votre BMW ID est déjà activé.').length, 3)
    t.is((await idp.db('audit_event').where({ action: 'account.activated' })).length, 1)
  })

  test(`two signups with one address that are activated at once make one account, on ${database}`, async (t) => {
    const { idp, visitor, inbox, clock } = await idpWith(t, { database })
    const first = await signUp(visitor(), ben)
    await first.open(await inbox.lastLink(ben.email))
    clock.pass(2 * MINUTE)
    const second = await signUp(visitor(), { ...ben, givenName: 'Benjamin' })
    await second.open(await inbox.lastLink(ben.email))
    await Promise.all([first.press('Activer mon BMW ID'), second.press('Activer mon BMW ID')])
    t.is((await accounts(idp)).length, 1)
    const winners = [first, second].filter((person) => person.heading === 'Votre BMW ID a été activé.')
    t.is(winners.length, 1)
    t.true([first, second].every((person) => person.status < 500))
  })
}

test('a used link says that the BMW ID is active', async (t) => {
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

test('an expired link is replaced by a new one', async (t) => {
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

test('a new link can be asked for with the address alone; the answer is the same for everybody', async (t) => {
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
