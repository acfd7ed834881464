import test from 'ava'
import { purgePendings } from '../../idp/signup/service.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'
import { fillSignup, signUp } from './signing-up.ts'

const { anna, ben } = people

test('an address with an account gets the same page; its owner gets another mail [R15]', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  await openAccountOf(idp, anna)
  const known = await signUp(visitor(), anna)
  const unknown = await signUp(visitor(), ben)
  const normal = (html: string) =>
    html
      .replaceAll(anna.email, '…')
      .replaceAll(ben.email, '…')
      .replaceAll(/countdown-(to|now)="\d+"|(\d+\u00a0min )?\d+\u00a0s/g, '')
  t.is(normal(known.html), normal(unknown.html))
  const headers = (all: Headers) => [...all].filter(([name]) => name !== 'date' && name !== 'content-length')
  t.deepEqual(headers(known.headers), headers(unknown.headers))
  const mail = await inbox.last(anna.email)
  t.is(mail.subject, 'Votre BMW ID existe déjà')
  t.false(mail.links.some((link) => link.includes('token=')))
  t.true(mail.links.includes(`${idp.config.url}/password/forgot`))
  t.is((await inbox.received(anna.email)).length, 1)
})

test('asking again and correcting the address tell nothing about accounts either [R15]', async (t) => {
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

test('a mail can be had once a minute, four times an hour, eight times a day, always with the same link [R12]', async (t) => {
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

test('signing up again with the same address in the same browser counts as one signup, and what was typed last counts', async (t) => {
  const { idp, visitor, inbox } = await idpWith(t)
  const person = await signUp(visitor(), ben)
  const changed = { ...ben, password: 'another-walnut-meadow-9' }
  await signUp(person, changed)
  t.is(person.heading, 'Merci pour votre inscription.')
  t.is((await idp.db('pending_signup')).length, 1)
  t.is((await inbox.received(ben.email)).length, 1)
  await person.open(await inbox.lastLink(ben.email))
  await person.press('Activer mon BMW ID')
  t.is(person.heading, 'Votre BMW ID a été activé.')
  const [account] = await idp.db('account')
  t.true(await idp.passwords.matches(changed.password, account.password_hash))
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

test('another site cannot sign somebody up [R35]', async (t) => {
  const { idp, visitor } = await idpWith(t)
  const person = await fillSignup(visitor(), ben)
  const { action, fields } = formOnPage(person.html, ben)
  await person.arriveFrom('https://evil.example', action, Object.fromEntries(fields))
  t.is(person.status, 403)
  t.deepEqual(await idp.db('pending_signup'), [])
})

test('a signup is forgotten after a week, and a link lives no longer than a day [R9][R78]', async (t) => {
  const { idp, visitor, clock } = await idpWith(t)
  await signUp(visitor(), ben)
  clock.pass(6 * DAY)
  await purgePendings(idp.db, clock.now())
  t.is((await idp.db('pending_signup')).length, 1)
  clock.pass(DAY + SECOND)
  await purgePendings(idp.db, clock.now())
  t.is((await idp.db('pending_signup')).length, 0)
})
