import test, { type ExecutionContext } from 'ava'
import { strFromU8, unzipSync } from 'fflate'
import { leftOut, sections } from '../../idp/data/sections.ts'
import { envelope } from '../../idp/engine/store.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { inChromium } from '../journeys/chromium.ts'
import { inspect } from '../journeys/inspect.ts'
import { words } from '../journeys/words.ts'
import { signIn, testApp } from '../support/app.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { tablesOf } from '../support/dump.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'

// What is kept about somebody, and the copy that they may have of it.

const { anna, ben } = people

async function stage(t: ExecutionContext, database?: DatabaseKind) {
  const world = await idpWith(t, database === undefined ? {} : { database })
  const id = await openAccountOf(world.idp, anna)
  await openAccountOf(world.idp, ben)
  return { world, id }
}

interface Told {
  readonly account: object
  readonly consents: readonly object[]
  readonly names: readonly object[]
  readonly devices: readonly object[]
  readonly openApps: readonly { readonly app: string }[]
  readonly activity: readonly { readonly what: string; readonly ip: string | null }[]
}

/** Presses the button; a visitor reads pages, and this is a file. */
async function download({ url }: TestIdp, visitor: Visitor) {
  const cookie = visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await fetch(`${url}/account/data/copy`, { method: 'POST', headers, body: '', redirect: 'manual' })
  return { answer, bytes: new Uint8Array(await answer.arrayBuffer()) }
}

/** As if everybody had signed in so long ago: the engine lives by the real clock. */
async function ageSessions({ idp }: TestIdp, ms: number): Promise<void> {
  const { open, seal } = envelope(idp.secrets)
  for (const row of await idp.db('engine_object').where({ model: 'Session' })) {
    const session = open(row) as unknown as { loginTs: number }
    const sealed = seal(row.id, { ...session, loginTs: session.loginTs - ms / SECOND })
    await idp.db('engine_object').where({ id: row.id }).update({ sealed })
  }
}

for (const database of DATABASES) {
  test.serial(
    `the copy holds what is kept, for people and for programs, and no secret, on ${database} [R83]`,
    async (t) => {
      const { world, id } = await stage(t, database)
      const app = await testApp(t, world, { first_party: false, client_name: 'Une boutique' })
      const visitor = world.visitor()
      const begun = await app.begin()
      await visitor.open(begun.address)
      await signIn(visitor, { ...anna, password: 'not her password' })
      await signIn(visitor, anna)
      await visitor.press('Autoriser')
      await app.finish(begun, visitor.url)
      await visitor.open(`${world.url}/account/data`)
      t.is(visitor.heading, 'Mes données.')
      t.regex(visitor.text, /Ce que nous conservons[\s\S]*Le journal de sécurité/)

      const { answer, bytes } = await download(world, visitor)
      t.is(answer.status, 200)
      t.is(answer.headers.get('content-type'), 'application/zip')
      t.is(answer.headers.get('cache-control'), 'no-store')
      t.regex(answer.headers.get('content-disposition') ?? '', /^attachment; filename="bmw-id-\d{4}-\d\d-\d\d\.zip"$/)
      const files = unzipSync(bytes)
      t.deepEqual(Object.keys(files).sort(), ['LISEZ-MOI.txt', 'bmw-id.html', 'bmw-id.json'])
      const [html, json] = ['bmw-id.html', 'bmw-id.json'].map((name) => strFromU8(files[name] as Uint8Array)) as [
        string,
        string,
      ]
      const told = JSON.parse(json) as Told
      const [row] = await world.idp.db('account').where({ id })
      t.like(told, { format: 'bmw-id', version: 1, issuer: world.url })
      t.deepEqual(told.account, {
        sub: id,
        civility: 'madame',
        givenName: 'Anna',
        familyName: 'Lindqvist',
        email: anna.email,
        language: 'fr',
        createdAt: new Date(row.created_at).toISOString(),
        passwordChangedAt: new Date(row.password_changed_at).toISOString(),
        termsVersion: '2026-11',
        termsAcceptedAt: new Date(row.terms_accepted_at).toISOString(),
      })
      t.like(told.consents[0], { app: 'Une boutique' })
      const [name] = await world.idp.db('pairwise_subject')
      t.deepEqual(told.names, [{ sector: name.sector, sub: name.sub }])
      t.is(told.devices.length, 1)
      t.true(told.openApps.some((open) => open.app === 'Une boutique'))
      const { activity } = told
      t.deepEqual(
        activity.map(({ what }) => what),
        ['consent.given', 'login.succeeded', 'login.failed'],
      )
      t.deepEqual(
        activity.map(({ ip }) => ip !== null),
        [true, true, false],
        'where a failure came from is somebody else’s, perhaps',
      )

      const everything = Object.values(files)
        .map((file) => strFromU8(file))
        .join()
      const device = visitor.cookie('bmwid-device') ?? ''
      const [known] = await world.idp.db('known_device')
      for (const secret of [row.password_hash, 'argon2', known.id_hash, ben.email, ben.familyName, anna.password]) {
        t.false(everything.includes(String(secret)), String(secret).slice(0, 20))
      }
      if (device) t.false(everything.includes(device))
      for (const said of ['Lindqvist', 'Madame', 'Une boutique', 'Mot de passe faux']) t.true(html.includes(said), said)
      t.notRegex(html, /<script|<img|<link|src=|url\(|@import/)
      const [event] = await world.idp.db('audit_event').where({ action: 'data.exported' })
      t.is(event.subject, id)
      t.regex((await world.inbox.last(anna.email)).text, /Ce n’était pas vous/)
    },
  )
}

test('everything that a table keeps of an account is in the copy, or left out for a reason [R83]', async (t) => {
  const { world } = await stage(t)
  const { db } = world.idp
  const known = new Set([...sections.flatMap(({ tables }) => tables), ...Object.keys(leftOut)])
  const personal: string[] = []
  for (const table of await tablesOf(db)) {
    const columns: { name: string }[] = await db.raw(`pragma table_info(${table})`)
    const links: { table: string }[] = await db.raw(`pragma foreign_key_list(${table})`)
    const isOfAccount = columns.some(({ name }) => name === 'account_id') || links.some((to) => to.table === 'account')
    if (isOfAccount) personal.push(table)
  }
  t.true(personal.length >= 8, 'the rule looks at the schema')
  t.deepEqual(
    personal.filter((table) => !known.has(table)),
    [],
    'idp/data/sections.ts does not know these tables',
  )
  const all = new Set(await tablesOf(db))
  t.deepEqual(
    [...known].filter((table) => !all.has(table)),
    [],
  )
})

test('five copies a day, however many are asked for at once', async (t) => {
  const { world } = await stage(t)
  const visitor = await signIn(await world.visitor().open('/account/data'), anna)
  const answers = await Promise.all(Array.from({ length: 8 }, () => download(world, visitor)))
  t.is(answers.filter(({ answer }) => answer.status === 200).length, 5)
  await visitor.press('Télécharger mes données')
  t.is(visitor.status, 429)
  t.is(visitor.heading, 'Assez de copies pour aujourd’hui.')
  t.true(Number(visitor.headers.get('retry-after')) > 0)
  t.is((await world.idp.db('audit_event').where({ action: 'data.exported' })).length, 5)
  world.clock.pass(DAY)
  t.is((await download(world, await signIn(await world.visitor().open('/account/data'), anna))).answer.status, 200)
})

test('a copy needs a proof of who it is that is at most five minutes old [R34]', async (t) => {
  const { world } = await stage(t)
  const headers = { referer: `${world.url}/account/data` }
  const visitor = await signIn(await world.visitor({ headers }).open('/account/data'), anna)
  await ageSessions(world, 5 * MINUTE + 2 * SECOND)
  await visitor.press('Télécharger mes données')
  t.is(visitor.heading, 'Connectez-vous.')
  await signIn(visitor, anna)
  t.is(visitor.heading, 'Mes données.')
  t.regex(visitor.text, /Appuyez encore une fois/)
  t.is((await world.idp.db('audit_event').where({ action: 'data.exported' })).length, 0)
  t.is((await download(world, visitor)).answer.status, 200)
  await ageSessions(world, HOUR)
  t.is((await download(world, visitor)).answer.status, 303)
})

test('nobody gets a copy without signing in', async (t) => {
  const { world } = await stage(t)
  const { answer } = await download(world, world.visitor())
  t.is(answer.status, 303)
  t.regex(answer.headers.get('location') ?? '', /^\/auth/)
})

for (const [lang, width, said] of [
  ['fr', 390, { title: 'Mes données.', act: 'Télécharger mes données', spent: 'Assez de copies pour aujourd’hui.' }],
  ['en', 1280, { title: 'My data.', act: 'Download my data', spent: 'Enough copies for today.' }],
] as const) {
  test(`the pages can be used by everybody, in ${lang} at ${width} px`, async (t) => {
    const { world } = await stage(t)
    const person = await inChromium(t, { lang, width, inspected: true })
    await person.open(`${world.url}/account/data`)
    await person.arriveAt(words[lang].headings.signIn)
    await person.fill(words[lang].bmwId, anna.email)
    await person.fill(words[lang].password, anna.password)
    await person.press(words[lang].signIn)
    await person.arriveAt(said.title)
    for (let times = 0; times < 2; times += 1) {
      const [file] = await Promise.all([
        person.page.waitForEvent('download'),
        person.page.getByRole('button', { name: said.act }).click(),
      ])
      t.regex(file.suggestedFilename(), /^bmw-id-.*\.zip$/, 'as often as one likes')
    }
    const cookies = await person.context.cookies()
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const ask = {
      method: 'POST',
      headers: { cookie, 'accept-language': lang, 'content-type': 'application/x-www-form-urlencoded' },
      body: '',
    }
    const copy = () => fetch(`${world.url}/account/data/copy`, ask)
    const [answer] = [await copy(), await copy(), await copy()]
    await person.press(said.act)
    await person.arriveAt(said.spent)
    const html = unzipSync(new Uint8Array(await answer.arrayBuffer()))['bmw-id.html'] as Uint8Array
    const tab = await person.tab()
    await tab.page.setContent(strFromU8(html))
    const folder = process.env['JOURNEY_PICTURES']
    if (folder) await tab.page.screenshot({ path: `${folder}/${lang}-${width}-printout.png`, fullPage: true })
    const findings = await inspect(tab.page, { lang, width })
    t.deepEqual([...new Set([...person.findings, ...findings])], [])
  })
}
