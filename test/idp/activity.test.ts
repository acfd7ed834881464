import test from 'ava'
import { DAY, HOUR, MINUTE } from '../../shared/time.ts'
import { inChromium } from '../journeys/chromium.ts'
import { words } from '../journeys/words.ts'
import { DATABASES } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { post, statuses, volley } from '../support/volley.ts'
import { at } from './account.support.ts'

// What somebody reads of their own record, and what they do about what they do not recognise.

const { anna, ben } = people
const PAGE = '/account/activity'
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:147.0) Gecko/20100101 Firefox/147.0'

const cookieOf = (visitor: Visitor): string => visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

const happened = (instant: number, subject: string) => ({
  at: instant,
  action: 'data.exported',
  subject,
  actor: subject,
  ip: null,
  request_id: null,
  details: '{}',
})

/** Somebody types passwords that are not Anna's. */
async function guesses({ visitor }: TestIdp, times: number): Promise<void> {
  const stranger = await visitor({ headers: { 'user-agent': FIREFOX } }).open(PAGE)
  for (let n = 0; n < times; n++) {
    stranger.fill('BMW ID (adresse e-mail)', anna.email).fill('Mot de passe', `not-her-password-${n}`)
    await stranger.press('Connexion')
  }
}

test('the record is told in words, by day, the newest first', async (t) => {
  const world = await idpWith(t)
  const { idp, clock, visitor } = world
  await openAccountOf(idp, anna)
  await guesses(world, 3)
  const desk = visitor({ headers: { 'user-agent': FIREFOX } })
  const signIn = async (): Promise<void> => {
    desk.fill('BMW ID (adresse e-mail)', anna.email).fill('Mot de passe', anna.password)
    await desk.press('Connexion')
  }
  await desk.open(PAGE)
  await signIn()
  t.regex(
    desk.text,
    /Activité\..+Aujourd’hui\s+Connexion : BMW ID\s+\d{1,2}\sh\s\d\d · avec Firefox sur Windows · réseau 127\.0\.x\.x.+Mot de passe faux, 3 fois/s,
  )
  t.notRegex(desk.text, /Mozilla|pwd|newBrowser|[0-9a-f]{8}-[0-9a-f]{4}/, 'nothing of ours')
  clock.pass(DAY)
  await desk.open(PAGE)
  t.regex(desk.text, /Hier/)
  clock.pass(5 * DAY)
  await desk.open(PAGE)
  t.notRegex(desk.text, /Aujourd’hui|Hier/)
})

test('older events are a page further, and none is told twice', async (t) => {
  const { idp, visitor, clock } = await idpWith(t)
  const id = await openAccountOf(idp, anna)
  for (let n = 100; n > 0; n--) await idp.db('audit_event').insert(happened(clock.now() - n * HOUR, id))
  const anna_ = await at({ visitor }, PAGE, anna)
  let told = 0
  for (;;) {
    told += anna_.text.split('Copie de vos données').length - 1
    if (!anna_.links.some(({ text }) => text === 'Plus ancien')) break
    await anna_.follow('Plus ancien')
  }
  t.is(told, 200, 'each once in its line, and once in what its link says aloud')
})

for (const database of DATABASES) {
  test(`« this was not me » ends everything, and mails a link to choose a new password, on ${database}`, async (t) => {
    const world = await idpWith(t, { database })
    const { idp, visitor, inbox } = world
    const id = await openAccountOf(idp, anna)
    const thief = await at(world, '/account', anna)
    const owner = await at(world, PAGE, anna)
    await inbox.last(anna.email)
    const link = owner.links.find(({ text }) => text.startsWith('Ce n’était pas moi : Connexion'))
    await owner.open(link?.href ?? '')
    t.is(owner.heading, 'Ce n’était pas vous ?')
    t.regex(owner.text, /Connexion, 2\d/)
    t.is((await visitor().open(link?.href ?? '')).heading, 'Connectez-vous.', 'GET does nothing, and tells nobody else')
    await owner.press('Tout fermer et recevoir le lien')
    t.is(owner.heading, 'Toutes les connexions sont fermées.')
    for (const person of [thief, owner]) {
      await person.open(`${world.url}/account`)
      t.is(person.heading, 'Connectez-vous.')
    }
    t.is((await idp.db('known_device')).length, 0)
    t.is((await inbox.last(anna.email)).subject, 'Choisissez un nouveau mot de passe')
    const actions: string[] = await idp.db('audit_event').where({ subject: id }).orderBy('no').pluck('action')
    t.deepEqual(actions.slice(-3), ['session.ended', 'activity.disowned', 'password.resetRequested'])
  })

  test(`of twenty who press it at once, at two processes, one mails a link, on ${database}`, async (t) => {
    const world = await idpWith(t, { database })
    const { idp, inbox } = world
    await openAccountOf(idp, anna)
    const owner = await at(world, PAGE, anna)
    const event = String((await idp.db('audit_event').where({ action: 'login.succeeded' }).first()).no)
    const other = await world.otherProcess()
    const shot = post(`${world.url}${PAGE}/not-me`, { event }, { cookie: cookieOf(owner) })
    const shots = Array.from({ length: 20 }, (_, n) => ({ ...shot, through: n % 2 ? other.address : world.url }))
    const { 303: done = 0, 503: later = 0 } = statuses(await volley(shots)) // of a busy machine some are sent away
    t.is(done + later, 20)
    await Promise.all([idp, other.idp].map(({ outbox }) => outbox.drain()))
    t.is((await idp.db('audit_event').where({ action: 'activity.disowned' })).length, 1)
    const mails = inbox.messages(anna.email).filter(({ subject }) => subject === 'Choisissez un nouveau mot de passe')
    t.is(mails.length, 1)
  })
}

test('it ends everything again within the minute, without a second mail', async (t) => {
  const world = await idpWith(t)
  const { idp, inbox } = world
  await openAccountOf(idp, anna)
  for (const _ of ['first', 'again']) {
    const person = await at(world, PAGE, anna)
    await person.open(person.links.find(({ text }) => text.startsWith('Ce n’était pas moi'))?.href ?? '')
    await person.press('Tout fermer et recevoir le lien')
    await person.open(`${world.url}/account`)
    t.is(person.heading, 'Connectez-vous.')
    t.is((await idp.db('known_device')).length, 0)
  }
  await idp.outbox.drain()
  const mails = inbox.messages(anna.email).filter(({ subject }) => subject === 'Choisissez un nouveau mot de passe')
  t.is(mails.length, 1)
})

test('the link comes also when strangers have asked for all the mails that an address gets', async (t) => {
  const world = await idpWith(t)
  const { idp, inbox, clock, visitor } = world
  await openAccountOf(idp, anna)
  for (let n = 0; n < 5; n++) {
    const stranger = await visitor().open('/password/forgot')
    await stranger.fill('Adresse e-mail', anna.email).press('Recevoir un lien')
    await idp.outbox.drain()
    clock.pass(2 * MINUTE)
  }
  const mails = () =>
    inbox.messages(anna.email).filter(({ subject }) => /nouveau mot de passe/.test(subject ?? '')).length
  t.is(mails(), 3)
  const owner = await at(world, PAGE, anna)
  await owner.open(owner.links.find(({ text }) => text.startsWith('Ce n’était pas moi'))?.href ?? '')
  await owner.press('Tout fermer et recevoir le lien')
  await idp.outbox.drain()
  t.is(mails(), 4)
})

test('wrong passwords of two networks are two lines, and an app that was removed has no name', async (t) => {
  const world = await idpWith(t)
  const { idp, clock } = world
  const id = await openAccountOf(idp, anna)
  const failed = (ip: string) => ({
    ...happened(clock.now() - MINUTE, id),
    action: 'login.failed',
    actor: 'visitor',
    ip,
  })
  for (const ip of ['192.0.2.1', '192.0.2.2', '198.51.100.1']) await idp.db('audit_event').insert(failed(ip))
  const details = JSON.stringify({ client: 'app-that-was-removed' })
  await idp.db('audit_event').insert({ ...happened(clock.now(), id), action: 'consent.given', details })
  const { text } = await at(world, PAGE, anna)
  t.regex(text, /Mot de passe faux\s+\d{1,2}\sh\s\d\d · réseau 198\.51\.x\.x/)
  t.regex(text, /Mot de passe faux, 2 fois\s+\d{1,2}\sh\s\d\d · réseau 192\.0\.x\.x/)
  t.regex(text, /Application autorisée : une application qui n’existe plus/)
  t.notRegex(text, /app-that/)
})

test('an event of somebody else, or of our own people, is not there', async (t) => {
  const world = await idpWith(t)
  const { idp } = world
  await openAccountOf(idp, anna)
  await openAccountOf(idp, ben)
  await at(world, PAGE, anna)
  const stranger = await at(world, PAGE, ben)
  const { no } = await idp.db('audit_event').where({ action: 'login.succeeded' }).first()
  const { id: bens } = await idp.db('account').where({ email: ben.email }).first()
  await idp.db('audit_event').insert({ ...happened(idp.now(), bens), action: 'account.unblocked', actor: 'desk' })
  const ours = await idp.db('audit_event').where({ actor: 'desk' }).first()
  for (const event of [String(no), String(ours.no), '0', '-1', 'x', '999999999', '1e3']) {
    t.is((await stranger.open(`${PAGE}/not-me?event=${event}`)).status, 404, event)
    const shot = {
      ...post(`${world.url}${PAGE}/not-me`, { event }, { cookie: cookieOf(stranger) }),
      through: world.url,
    }
    t.deepEqual(statuses(await volley([shot])), { 404: 1 }, event)
  }
  t.is((await idp.db('audit_event').where({ action: 'activity.disowned' })).length, 0)
})

for (const { lang, width, title, link, ask } of [
  { lang: 'fr', width: 390, title: 'Activité.', link: /^Ce n’était pas moi/, ask: 'Ce n’était pas vous ?' },
  { lang: 'en', width: 1280, title: 'Activity.', link: /^This was not me/, ask: 'It was not you?' },
] as const) {
  test(`the pages of activity can be used by everybody, in ${lang} at ${width} px`, async (t) => {
    const world = await idpWith(t)
    await openAccountOf(world.idp, anna)
    await guesses(world, 3)
    const person = await inChromium(t, { lang, width, inspected: true })
    await person.open(`${world.url}${PAGE}`)
    await person.arriveAt(words[lang].headings.signIn)
    await person.fill(words[lang].bmwId, anna.email)
    await person.fill(words[lang].password, anna.password)
    await person.press(words[lang].signIn)
    await person.arriveAt(title)
    await person.page.getByRole('link', { name: link }).first().click()
    await person.arriveAt(ask)
    t.deepEqual([...new Set(person.findings)], [])
  })
}
