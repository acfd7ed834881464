import test from 'ava'
import type { Idp } from '../../idp/context.ts'
import { MINUTE } from '../../shared/time.ts'
import { DATABASES } from '../support/database.ts'
import { people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { signUp } from './signing-up.ts'

const { ben } = people
const HOME = 'http://localhost:7/login'

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

test('any other browser needs the password chosen when signing up [R11]', async (t) => {
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

test('nobody can sign in before activation [R9]', async (t) => {
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

test('a stranger who signs up with somebody’s address gains nothing [R11]', async (t) => {
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

for (const database of DATABASES) {
  test(`four presses in two processes make one account, on ${database} [R9]`, async (t) => {
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

  test(`two signups with one address that are activated at once make one account, on ${database} [R11]`, async (t) => {
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
