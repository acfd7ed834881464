import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { inChromium } from '../journeys/chromium.ts'
import { words } from '../journeys/words.ts'
import { insecure, signIn, testApp } from '../support/app.ts'
import { bmwId } from '../support/command.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { openEar } from '../support/logouts.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { post, statuses, volley } from '../support/volley.ts'
import { at } from './account.support.ts'

// Where somebody is signed in, as they see it, and how they end it.

const { anna, ben } = people
const PAGE = '/account/sessions'
const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:147.0) Gecko/20100101 Firefox/147.0'
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'

/** Anna at her desk, and on her telephone with an app open. */
async function stage(t: ExecutionContext, database: DatabaseKind = 'sqlite') {
  const ear = await openEar(t)
  const world = await idpWith(t, { database, env: { IDP_REACHABLE_ORIGINS: ear.origin } })
  const id = await openAccountOf(world.idp, anna)
  const app = await testApp(t, world, { client_name: 'Une app', backchannel_logout_uri: ear.address })
  const phone = world.visitor({ headers: { 'user-agent': SAFARI } })
  const begun = await app.begin()
  await signIn(await phone.open(begun.address), anna)
  await app.finish(begun, phone.url)
  const desk = await signIn(await world.visitor({ headers: { 'user-agent': FIREFOX } }).open(PAGE), anna)
  return { world, idp: world.idp, id, ear, app, phone, desk }
}

const isIn = async (visitor: Visitor, { url }: Pick<TestIdp, 'url'>): Promise<boolean> =>
  (await visitor.open(`${url}${PAGE}`)).heading === 'Sessions et appareils.'

for (const database of DATABASES) {
  test(`somebody sees where they are signed in, and ends one session: it is out, and its app is told, on ${database} [R33]`, async (t) => {
    const { world, idp, ear, phone, desk } = await stage(t, database)
    t.is(desk.heading, 'Sessions et appareils.')
    t.regex(
      desk.text,
      /Firefox sur Windows \(cet appareil\).+Safari sur iPhone.+Ouvert dans Une app/s,
      'this one first',
    )
    t.regex(desk.text, /Réseau\s+127\.0\.x\.x/)
    t.notRegex(desk.text, /Mozilla|Gecko/)
    await desk.press('Fermer cette session (Safari sur iPhone)')
    t.regex(desk.text, /Cette session est fermée/)
    t.notRegex(desk.text.split('Navigateurs reconnus')[0] ?? '', /Safari/)
    t.false(await isIn(phone, world))
    t.true(await isIn(desk, world))
    await idp.outbox.drain()
    t.is(ear.tokens.length, 1)
    t.is((await idp.db('session_browser')).length, 1)
  })

  test(`all other sessions end at once, and this one stays, with what was opened in it, on ${database} [R33]`, async (t) => {
    const { world, idp, app, ear, phone, desk } = await stage(t, database)
    const begun = await app.begin()
    await desk.open(begun.address)
    const tokens = await app.finish(begun, desk.url)
    await isIn(desk, world)
    await desk.press('Fermer toutes les autres')
    t.regex(desk.text, /Toutes les autres sessions sont fermées/)
    t.false(await isIn(phone, world))
    t.true(await isIn(desk, world))
    const me = await fetch(`${world.url}/me`, { headers: { authorization: `Bearer ${tokens.access_token}` } })
    t.is(me.status, 200, 'what was opened in it is still good')
    await idp.outbox.drain()
    t.is(ear.tokens.length, 1, 'the app hears of the other one only')
  })
}

test('twenty who end the others at once end them once', async (t) => {
  const { world, idp, id, desk } = await stage(t)
  const cookie = desk.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const shot = { ...post(`${world.url}${PAGE}/end-others`, {}, { cookie }), through: world.url }
  t.deepEqual(statuses(await volley(Array.from({ length: 20 }, () => shot))), { 303: 20 })
  t.is((await idp.db('audit_event').where({ action: 'session.ended', subject: id })).length, 1)
})

test('a session that its owner ends leaves nothing of an app that was opened in it twice [R33]', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, anna)
  const app = await testApp(t, world, {
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid offline_access',
    first_party: false,
  })
  const phone = world.visitor({ headers: { 'user-agent': SAFARI } })
  const begun = await app.begin({ scope: 'openid offline_access', prompt: 'consent' })
  await (await signIn(await phone.open(begun.address), anna)).press('Autoriser')
  const { refresh_token: kept = '' } = await app.finish(begun, phone.url)
  const again = await app.begin({ scope: 'openid' })
  await app.finish(again, (await phone.open(again.address)).url)

  const desk = await signIn(await world.visitor({ headers: { 'user-agent': FIREFOX } }).open(PAGE), anna)
  await desk.press('Fermer cette session (Safari sur iPhone)')
  const answer = await oauth.refreshTokenGrantRequest(app.as, app.client, app.auth, kept, insecure)
  t.is(((await answer.json()) as { error?: string }).error, 'invalid_grant')
})

test('nobody ends the session of somebody else, nor forgets their browser [R33]', async (t) => {
  const { world, idp, phone } = await stage(t)
  await openAccountOf(idp, ben)
  const stranger = await at(world, PAGE, ben)
  const cookie = stranger.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  for (const { session_uid: key } of await idp.db('session_browser').select('session_uid')) {
    if ((await idp.db('session_browser').where({ session_uid: key }).first()).system === null) continue
    await volley([{ ...post(`${world.url}${PAGE}/end`, { key }, { cookie }), through: world.url }])
  }
  const known = await idp.db('known_device').count({ n: '*' }).first()
  for (const { id_hash: key } of await idp.db('known_device').whereNotNull('system').select('id_hash')) {
    await volley([{ ...post(`${world.url}${PAGE}/forget`, { key }, { cookie }), through: world.url }])
  }
  t.true(await isIn(phone, world))
  t.deepEqual(await idp.db('known_device').count({ n: '*' }).first(), known)
})

test('a browser is forgotten, and this session is left', async (t) => {
  const { world, idp, desk } = await stage(t)
  await desk.press('Oublier ce navigateur (Safari sur iPhone)')
  t.regex(desk.text, /Ce navigateur n’est plus reconnu\./)
  t.deepEqual(await idp.db('known_device').pluck('browser'), ['Firefox'])
  await desk.press('Me déconnecter ici (Firefox sur Windows)')
  t.false(await isIn(desk, world))
})

test('an operator lists the sessions of somebody, and ends one or all [R33]', async (t) => {
  const { world, idp, phone, desk } = await stage(t)
  const { code: _, ...listed } = await bmwId(world.env, 'sessions', 'list', anna.email)
  const sessions = Object.values(listed) as { key: string; browser: string }[]
  t.deepEqual(sessions.map(({ browser }) => browser).sort(), ['Firefox', 'Safari'])
  const key = sessions.find(({ browser }) => browser === 'Safari')?.key ?? ''
  const end = (...more: string[]) => bmwId(world.env, 'sessions', 'end', anna.email, '--reason', 'a call', ...more)
  t.is((await end('--session', 'no such')).code, 1)
  t.is((await end('--session', key)).code, 0)
  t.false(await isIn(phone, world))
  t.true(await isIn(desk, world))
  t.is((await end()).code, 0)
  t.false(await isIn(desk, world))
  t.is((await bmwId(world.env, 'sessions', 'end', 'nobody@example.test', '--reason', 'a call')).code, 1)
  t.is((await idp.db('audit_event').where({ action: 'session.endedByOperator' })).length, 2)
})

for (const { lang, width, title } of [
  { lang: 'fr', width: 390, title: 'Sessions et appareils.' },
  { lang: 'en', width: 1280, title: 'Sessions and devices.' },
] as const) {
  test(`the page of sessions can be used by everybody, in ${lang} at ${width} px`, async (t) => {
    const { world } = await stage(t)
    const person = await inChromium(t, { lang, width, inspected: true })
    await person.open(`${world.url}${PAGE}`)
    await person.arriveAt(words[lang].headings.signIn)
    await person.fill(words[lang].bmwId, anna.email)
    await person.fill(words[lang].password, anna.password)
    await person.press(words[lang].signIn)
    await person.arriveAt(title)
    t.deepEqual([...new Set(person.findings)], [])
  })
}
