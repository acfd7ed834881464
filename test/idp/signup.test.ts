import test from 'ava'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { DATABASES } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { fillSignup, signUp } from './signing-up.ts'

const { anna, ben } = people

for (const database of DATABASES) {
  test(`signing up keeps a signup, not an account, and mails a link, on ${database}`, async (t) => {
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

test('the terms have to be accepted, whatever the browser lets through', async (t) => {
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
  test(`a name with ${what} is refused`, async (t) => {
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
  test(`${JSON.stringify(email).slice(0, 40)} is no address`, async (t) => {
    const { visitor } = await idpWith(t)
    const page = await signUp(visitor(), { ...ben, email })
    t.is(page.status, 422)
    t.regex(page.said('Adresse e-mail'), /Indiquez une adresse e-mail/)
  })
}

test('people have names with accents, apostrophes, hyphens and points, and addresses of other alphabets', async (t) => {
  const { idp, visitor } = await idpWith(t)
  const named = { ...ben, givenName: '  Jean-François  ', familyName: 'N’Guessan de la Tour d’Æble Jr.' }
  t.is((await signUp(visitor(), { ...named, email: 'jf+bmw@exämple.test' })).path, '/signup/sent')
  const [row] = await idp.db('pending_signup')
  t.is(row.given_name, 'Jean-François')
  t.is(row.email_key, 'jf+bmw@xn--exmple-cua.test')
})

test('a name that advertises is not written into a mail', async (t) => {
  const { visitor, inbox } = await idpWith(t)
  await signUp(visitor(), { ...ben, familyName: 'Visitez casino-en-or.example' })
  const { text, html } = await inbox.last(ben.email)
  t.regex(text, /^Bonjour,/)
  t.notRegex(`${text}${html}`, /casino/)
})

test('an address with an account gets the same page; its owner gets another mail', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  await openAccountOf(idp, anna)
  const known = await signUp(visitor(), anna)
  const unknown = await signUp(visitor(), ben)
  const normal = (html: string) =>
    html
      .replaceAll(anna.email, '…')
      .replaceAll(ben.email, '…')
      .replaceAll(/countdown-(to|now)="\d+"|\d+\u00a0s/g, '')
  t.is(normal(known.html), normal(unknown.html))
  const headers = (all: Headers) => [...all].filter(([name]) => name !== 'date' && name !== 'content-length')
  t.deepEqual(headers(known.headers), headers(unknown.headers))
  const mail = await inbox.last(anna.email)
  t.is(mail.subject, 'Votre BMW ID existe déjà')
  t.false(mail.links.some((link) => link.includes('token=')))
  t.true(mail.links.includes(`${idp.config.url}/password/forgot`))
  t.is((await inbox.received(anna.email)).length, 1)
})

test('asking again and correcting the address tell nothing about accounts either', async (t) => {
  const { idp, visitor, inbox, clock } = await idpWith(t)
  await openAccountOf(idp, anna)
  const stranger = await signUp(visitor(), anna)
  t.is((await inbox.received(anna.email)).length, 1)
  clock.pass(MINUTE)
  await stranger.press('Envoyer l’e-mail à nouveau')
  t.regex(stranger.text, /E-mail envoyé\. Vous pourrez recommencer dans \d+ secondes\./)
  t.is((await inbox.received(anna.email)).length, 2)
  await stranger.follow('Corrigez-la.')
  await stranger.fill('Adresse e-mail', ben.email).press('Envoyer le lien')
  t.regex(stranger.text, /ben@example\.test/)
  t.is((await inbox.last(ben.email)).subject, 'Activez votre BMW ID')
})

test('a mail can be had once a minute, four times an hour, eight times a day, always with the same link', async (t) => {
  const { idp, visitor, inbox, clock } = await idpWith(t)
  const page = await signUp(visitor(), ben)
  for (let i = 0; i < 20; i += 1) {
    await page.press('Envoyer l’e-mail à nouveau')
    t.is(page.status, 429)
  }
  t.is((await inbox.received(ben.email)).length, 1, 'none within the minute')
  for (let i = 0; i < 20; i += 1) {
    clock.pass(MINUTE + SECOND)
    await page.press('Envoyer l’e-mail à nouveau')
    await idp.outbox.drain() // or the mail under way would look abandoned
  }
  t.is((await inbox.received(ben.email)).length, 4, 'four within the hour')
  t.regex(page.text, /Vous pourrez recommencer dans \d+ minutes/)
  for (let i = 0; i < 20; i += 1) {
    clock.pass(HOUR)
    await page.press('Envoyer l’e-mail à nouveau')
    await idp.outbox.drain()
  }
  t.is((await inbox.received(ben.email)).length, 8, 'eight within the day')
  const links = (await inbox.received(ben.email)).map((mail) => mail.links[0])
  t.is(new Set(links).size, 1)
  clock.pass(5 * HOUR)
  await page.press('Envoyer l’e-mail à nouveau')
  t.is((await inbox.received(ben.email)).length, 9, 'and again on the next day')
})

test('correcting the address sends a new link and kills the old one', async (t) => {
  const { visitor, inbox } = await idpWith(t)
  const person = await signUp(visitor(), { ...ben, email: 'bne@example.test' })
  const old = await inbox.lastLink('bne@example.test')
  await person.follow('Corrigez-la.')
  t.is(person.field('Adresse e-mail'), 'bne@example.test')
  await person.fill('Adresse e-mail', 'ben').press('Envoyer le lien')
  t.is(person.status, 422)
  await person.fill('Adresse e-mail', ben.email).press('Envoyer le lien')
  t.is(person.path, '/signup/sent')
  t.regex(person.text, /ben@example\.test/)
  await person.open(old)
  t.is(person.status, 410)
  t.is(person.heading, 'Ce lien n’est plus valable.')
  await person.open(await inbox.lastLink(ben.email))
  await person.press('Activer mon BMW ID')
  t.is(person.heading, 'Votre BMW ID a été activé.')
})

test('going back to the form and correcting it there corrects the signup it made', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  const person = await fillSignup(visitor(), { ...ben, email: 'bne@example.test' })
  const { action, fields } = formOnPage(person.html, { ...ben, email: 'bne@example.test' })
  await person.press('S’inscrire')
  const old = await inbox.lastLink('bne@example.test')
  fields.set('email', ben.email)
  await person.arriveFrom(idp.config.url, action, Object.fromEntries(fields))
  t.is(person.heading, 'Merci pour votre inscription.')
  t.regex(person.text, /ben@example\.test/)
  t.is((await idp.db('pending_signup')).length, 1)
  await person.open(old)
  t.is(person.status, 410)
  t.is((await inbox.received(ben.email)).length, 1)
})

/** What a browser would send that shows this form again from its memory. */
function formOnPage(html: string, person: typeof ben): { action: string; fields: URLSearchParams } {
  const once = /name="once" value="([^"]+)"/.exec(html)?.[1] ?? ''
  const fields = { once, civility: person.civility, givenName: person.givenName, familyName: person.familyName }
  return {
    action: '/signup',
    fields: new URLSearchParams({ ...fields, email: person.email, password: person.password, terms: 'on' }),
  }
}

test('the page after signing up belongs to the browser that signed up', async (t) => {
  const { visitor } = await idpWith(t)
  const person = await signUp(visitor(), ben)
  const forged = person.cookie('bmwid_signup')?.replace(/\..*/, `.${'A'.repeat(43)}`)
  for (const headers of [{}, { cookie: `bmwid_signup=${forged}` }]) {
    const other = await visitor({ headers }).open('/signup/sent')
    t.is(other.path, '/activate/again')
    t.notRegex(other.html, /ben@/)
  }
})

test('a network may sign up ten times an hour and thirty times a day', async (t) => {
  const { idp, visitor, inbox, clock } = await idpWith(t)
  const statuses: number[] = []
  for (let hour = 0; hour < 4; hour += 1) {
    for (let i = 0; i < 11; i += 1) {
      statuses.push((await signUp(visitor(), { ...ben, email: `ben${hour}-${i}@example.test` })).status)
    }
    clock.pass(HOUR)
  }
  t.is(statuses.filter((status) => status === 200).length, 30)
  t.is(statuses.filter((status) => status === 429).length, 14)
  t.is((await idp.db('pending_signup')).length, 30)
  const refused = await signUp(visitor(), ben)
  t.regex(refused.text, /Trop d’inscriptions viennent de votre réseau\. Réessayez dans 20 heures\./)
  t.is(refused.field('Nom'), ben.familyName)
  t.deepEqual(await inbox.received(ben.email), [])
})

test('somebody who has a BMW ID goes back to the sign-in they came from', async (t) => {
  const { visitor } = await idpWith(t)
  const person = await visitor().open('/signup?client_id=mybmw-financial-services&uid=abc_DEF-1')
  t.regex(person.text, /pour continuer vers MyBMW Financial Services/)
  const back = (name: string) => person.links.find((link) => link.text === name)?.href
  t.is(back('Connectez-vous ici.'), '/interaction/abc_DEF-1?sign-in')
  t.is(back('Connexion'), '/interaction/abc_DEF-1?sign-in')
  await person.open('/signup?client_id=nobody&uid=../../x')
  t.is(back('Connexion'), 'http://localhost:9/login')
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

test('another site cannot sign somebody up', async (t) => {
  const { idp, visitor } = await idpWith(t)
  const person = await fillSignup(visitor(), ben)
  const { action, fields } = formOnPage(person.html, ben)
  await person.arriveFrom('https://evil.example', action, Object.fromEntries(fields))
  t.is(person.status, 403)
  t.deepEqual(await idp.db('pending_signup'), [])
})

test('a signup is forgotten after a week, and a link lives no longer than a day', async (t) => {
  const { idp, visitor, clock } = await idpWith(t)
  await signUp(visitor(), ben)
  const { sweep } = await import('../../idp/sweep.ts')
  clock.pass(6 * DAY)
  await sweep(idp)
  t.is((await idp.db('pending_signup')).length, 1)
  clock.pass(DAY + SECOND)
  await sweep(idp)
  t.is((await idp.db('pending_signup')).length, 0)
  t.is((await idp.db('budget')).length, 0)
})
