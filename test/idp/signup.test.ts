import test from 'ava'
import { MINUTE } from '../../shared/time.ts'
import { DATABASES } from '../support/database.ts'
import { people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { fillSignup, signUp } from './signing-up.ts'

const { ben } = people

for (const database of DATABASES) {
  test(`signing up keeps a signup, not an account, and mails a link, on ${database} [R9]`, async (t) => {
    const { idp, visitor, inbox } = await idpWith(t, { database })
    const page = await signUp(visitor(), ben)
    t.is(page.path, '/signup/sent')
    t.is(page.heading, 'Merci pour votre inscription.')
    t.regex(page.text, /Nous avons envoyé un e-mail à ben@example\.test\./)
    t.regex(page.text, /Le lien est valable 24 heures\./)
    const mail = await inbox.last(ben.email)
    t.is(mail.subject, 'Activez votre BMW ID')
    t.regex(mail.text, /^Bonjour Monsieur Okonjo,/)
    t.true(mail.links.every((link) => link.startsWith(`${idp.config.url}/activate?token=`)))
    t.is(mail.links.length, 1)
    t.deepEqual(await idp.db('account').select('id'), [])
    const [row] = await idp.db('pending_signup')
    t.truthy(row.terms_version)
    t.false(JSON.stringify(row).includes(new URL(mail.links[0] ?? '').searchParams.get('token') ?? ''))
  })

  test(`a double click and a retry make one signup, one mail and the same page, on ${database}`, async (t) => {
    const { idp, visitor, inbox } = await idpWith(t, { database })
    const person = await fillSignup(visitor(), ben)
    await Promise.all([person.press('S’inscrire'), person.press('S’inscrire'), person.press('S’inscrire')])
    t.is(person.heading, 'Merci pour votre inscription.')
    t.is((await idp.db('pending_signup')).length, 1)
    t.is((await inbox.received(ben.email)).length, 1)
    await person.press('Envoyer l’e-mail à nouveau')
    t.is(person.status, 429, 'the cookie of the last answer fits the one signup')
  })
}

test('all faults are told at once, and nothing that was typed is lost but the password', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  const person = await visitor().open('/signup')
  await person.press('S’inscrire')
  t.is(person.status, 422)
  for (const sentence of [
    'Indiquez votre civilité.',
    'Indiquez votre prénom.',
    'Indiquez votre nom.',
    'Indiquez une adresse e-mail, par exemple nom@exemple.fr.',
    'Choisissez un mot de passe d’au moins 12 caractères.',
    'Acceptez les Conditions Générales pour continuer.',
  ]) {
    t.true(person.text.includes(sentence), sentence)
  }
  const typed = await fillSignup(person, { ...ben, password: 'court' })
  await typed.press('S’inscrire')
  t.is(person.status, 422)
  t.is(person.field('Adresse e-mail'), ben.email)
  t.is(person.field('Nom'), ben.familyName)
  t.is(person.field('Mot de passe'), '')
  t.false(person.html.includes('court'))
  t.regex(person.said('Mot de passe'), /au moins 12 caractères/)
  t.deepEqual(await idp.db('pending_signup'), [])
  t.deepEqual(await inbox.received(ben.email), [])
})

test('the terms have to be accepted, whatever the browser lets through [R13]', async (t) => {
  const { idp, visitor } = await idpWith(t)
  const person = await fillSignup(visitor(), ben)
  await person.uncheck('J’accepte les Conditions Générales').press('S’inscrire')
  t.is(person.status, 422)
  t.regex(person.text, /Acceptez les Conditions Générales/)
  t.deepEqual(await idp.db('pending_signup'), [])
})

for (const [what, change] of [
  ['an address to visit', { familyName: 'Gagnez https://win.example' }],
  ['a tag', { familyName: '<b>Okonjo' }],
  ['a line end', { familyName: 'Okonjo\r\nBcc: x@example.test' }],
  ['a character that turns the direction', { givenName: 'Ben\u202e' }],
  ['an invisible character', { givenName: 'Ben\u200bjamin' }],
  ['65 letters', { givenName: 'b'.repeat(65) }],
  ['only spaces', { givenName: '   ' }],
  ['digits', { givenName: 'B3n' }],
] as const) {
  test(`a name with ${what} is refused [R14]`, async (t) => {
    const { idp, visitor } = await idpWith(t)
    const page = await signUp(visitor(), { ...ben, ...change })
    t.is(page.status, 422)
    t.deepEqual(await idp.db('pending_signup'), [])
  })
}

for (const email of [
  'ben',
  'ben@',
  'ben@example',
  'ben@ex ample.test',
  'ben@-example.test',
  'ben@127.0.0.1',
  'ben@[127.0.0.1]',
  'bén@example.test',
  'ben..o@example.test',
  'ben@example.test\r\nBcc: x@example.test',
  'ben@example.test,x@example.test',
  '"ben o"@example.test',
  'ben@example.test/x',
  `${'b'.repeat(65)}@example.test`,
  `ben@${'example.'.repeat(32)}test`,
]) {
  test(`${JSON.stringify(email).slice(0, 40)} is no address [R14]`, async (t) => {
    const { visitor } = await idpWith(t)
    const page = await signUp(visitor(), { ...ben, email })
    t.is(page.status, 422)
    t.regex(page.said('Adresse e-mail'), /Indiquez une adresse e-mail/)
  })
}

test('people have names with accents, apostrophes, hyphens and points, and addresses of other alphabets [R14]', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  const named = { ...ben, givenName: '  Jean-François  ', familyName: 'N’Guessan de la Tour d’Æble Jr.' }
  t.is((await signUp(visitor(), { ...named, email: 'jf+bmw@exämple.test' })).path, '/signup/sent')
  const [row] = await idp.db('pending_signup')
  t.is(row.given_name, 'Jean-François')
  t.is(row.email_key, 'jf+bmw@xn--exmple-cua.test')
  t.is((await inbox.received('jf+bmw@exämple.test')).length, 1)
})

test('a name that advertises is not written into a mail', async (t) => {
  const { visitor, inbox } = await idpWith(t)
  await signUp(visitor(), { ...ben, familyName: 'Visitez casino-en-or.example' })
  const { text, html } = await inbox.last(ben.email)
  t.regex(text, /^Bonjour,/)
  t.notRegex(`${text}${html}`, /casino/)
})

test('somebody who has a BMW ID goes back to the sign-in they came from', async (t) => {
  const { visitor } = await idpWith(t)
  const person = await visitor().open('/signup?client_id=mybmw-financial-services&uid=abc_DEF-1')
  t.regex(person.text, /pour continuer vers MyBMW Financial Services/)
  const back = (name: string) => person.links.find((link) => link.text === name)?.href
  t.is(back('Connectez-vous ici.'), '/interaction/abc_DEF-1?sign-in')
  t.is(back('Connexion'), '/interaction/abc_DEF-1?sign-in')
  await person.open('/signup?client_id=nobody&uid=../../x')
  t.is(back('Connexion'), 'http://localhost:7/login')
})

test('English visitors get an English form and an English mail', async (t) => {
  const { visitor, inbox } = await idpWith(t)
  const person = await visitor({ languages: 'en-GB,en;q=0.9' }).open('/signup')
  t.is(person.heading, 'Create your BMW ID')
  person.choose('Mr').fill('First name', ben.givenName).fill('Last name', ben.familyName)
  person.fill('E-mail address', ben.email).fill('Password', ben.password).check('I accept the Terms and Conditions')
  await person.press('Sign up')
  t.is(person.heading, 'Thank you for signing up.')
  const mail = await inbox.last(ben.email)
  t.is(mail.subject, 'Activate your BMW ID')
  t.regex(mail.text, /^Hello Mr Okonjo,/)
})

test('with the mail server away nothing is lost and nobody waits', async (t) => {
  const { idp, visitor, inbox, clock } = await idpWith(t)
  inbox.setSmtpMode('refuse4xx')
  const page = await signUp(visitor(), ben)
  t.is(page.heading, 'Merci pour votre inscription.')
  await idp.outbox.drain()
  t.deepEqual(inbox.messages(ben.email), [])
  inbox.setSmtpMode('ok')
  clock.pass(2 * MINUTE)
  t.is((await inbox.received(ben.email)).length, 1)
})
