import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { accountById } from '../../idp/account/service.ts'
import { addDeveloper, removeClient } from '../../idp/clients/service.ts'
import { deletedMail } from '../../idp/deletion/messages.ts'
import { keepByLink, sweepDeletions } from '../../idp/deletion/service.ts'
import { envelope } from '../../idp/engine/store.ts'
import { sealedPlaces } from '../../idp/keys/secrets.ts'
import { postMail } from '../../idp/messages.ts'
import { offerUndo, undo } from '../../idp/undo/service.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time.ts'
import { inChromium } from '../journeys/chromium.ts'
import { words } from '../journeys/words.ts'
import { insecure, signIn, testApp } from '../support/app.ts'
import { bmwId } from '../support/command.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { dump } from '../support/dump.ts'
import { openEar } from '../support/logouts.ts'
import { openAccountOf, type Person, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import { send } from '../support/visitor/wire.ts'
import { until } from '../support/waiting.ts'
import { worldWith } from '../support/world.ts'
import { approve, askForCode, deviceStage, errorOf, poll, typeCode } from './device.support.ts'
import { signUp } from './signing-up.ts'

// The end of an account: asked for, taken back, carried out.

const { anna, morel } = people
const WEEK = 7 * DAY

type Stage = Pick<TestIdp, 'idp' | 'url' | 'visitor' | 'inbox' | 'clock' | 'log'>

async function stage(t: ExecutionContext, database?: DatabaseKind) {
  const world = await idpWith(t, database === undefined ? {} : { database })
  return { world, id: await openAccountOf(world.idp, anna) }
}

async function askFor({ url, visitor, idp }: Pick<Stage, 'url' | 'visitor' | 'idp'>, person = anna as Person) {
  const browser = await signIn(await visitor().open(`${url}/account/delete`), person)
  await browser.check('J’ai compris que mon BMW ID sera supprimé dans 7 jours.').press('Supprimer mon BMW ID')
  await idp.outbox.drain() // or a lease would end with the days that pass next
  return browser
}

const pending = async ({ idp }: Pick<Stage, 'idp'>): Promise<boolean> =>
  (await idp.db('account').whereNotNull('delete_at')).length > 0

const events = ({ idp }: Pick<Stage, 'idp'>, action: string): Promise<{ subject: string; details: string }[]> =>
  idp.db('audit_event').where({ action })

/** Of the mails about the end of the account. */
const subjects = async ({ inbox }: Pick<Stage, 'inbox'>, to = anna.email): Promise<string[]> =>
  (await inbox.received(to)).map(subjectOf).filter((subject) => !/Nouvelle connexion|déjà|mot de passe/.test(subject))

const subjectOf = (mail: object): string => ('subject' in mail ? String(mail.subject) : '')

/** Where a word still stands, also under a seal, as `table: row`. */
async function traces({ idp }: Pick<Stage, 'idp'>, word: string): Promise<string[]> {
  const found: string[] = []
  for (const [table, rows] of await dump(idp.db)) {
    if (rows.some((row) => row.includes(word))) found.push(table)
  }
  for (const { table, column, boundTo, purpose } of sealedPlaces) {
    const sealed = await idp.db(table).whereNotNull(column).select({ text: column, name: boundTo })
    if (sealed.some(({ text, name }) => idp.secrets.open(purpose, text, name).includes(word)))
      found.push(`${table}, sealed`)
  }
  return found
}

for (const database of DATABASES) {
  test.serial(`who is deleted is gone, everywhere, and the portal is told, on ${database} [R83][R32]`, async (t) => {
    const world = await worldWith(t, { database })
    const { idp, clock } = world
    const id = await openAccountOf(idp, morel)
    const customer = await signIn(await world.visitor().open('/login'), morel)
    t.is(customer.path, '/home')
    const cookie = customer.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

    const owner = await askFor(world, morel)
    t.is(owner.heading, 'Votre BMW ID sera supprimé dans 7 jours.')
    await until('the portal has obeyed', async () => ((await world.portal.db('session')).length ? undefined : true))
    await customer.open(`${world.portalUrl}/home`)
    t.is(customer.heading, 'Connectez-vous.')
    const replayed = await fetch(`${world.url}/account`, { headers: { cookie }, redirect: 'manual' })
    t.is(replayed.status, 303, 'an old cookie')
    t.deepEqual(await subjects(world, morel.email), ['Votre BMW ID sera supprimé dans 7 jours'])

    clock.pass(6 * DAY + MINUTE)
    await sweepDeletions(idp)
    await sweepDeletions(idp)
    t.deepEqual(await subjects(world, morel.email), [
      'Votre BMW ID sera supprimé dans 7 jours',
      'Dernier jour pour garder votre BMW ID',
    ])
    const stranger = await world.visitor().open(`${world.url}/password/forgot`)
    await stranger.fill('Adresse e-mail', morel.email).press('Recevoir un lien')
    await signUp(await world.visitor().open(`${world.url}/signup`), { ...morel, givenName: 'Paul' })
    await idp.db.transaction(async (tx) => {
      const mail = deletedMail('fr', { ...morel, deleteAt: undefined } as never)
      await postMail(tx, idp, { to: morel.email.toUpperCase(), mail, giveUpAt: clock.now() + WEEK })
      await tx('outbox')
        .where({ state: 'waiting' })
        .update({ next_at: clock.now() + WEEK })
    })
    clock.pass(DAY)
    await sweepDeletions(idp)
    t.is((await subjects(world, morel.email)).at(-1), 'Votre BMW ID est supprimé')
    t.like((await events(world, 'account.deleted'))[0], { subject: id })

    for (const word of [morel.email, morel.familyName, morel.givenName, 'Paul'])
      t.deepEqual(await traces(world, word), [])
    t.deepEqual(await traces(world, id), ['audit_event'])
  })

  test.serial(
    `of two processes that sweep at once one deletes, and one mail is sent, on ${database} [R83]`,
    async (t) => {
      const { world, id } = await stage(t, database)
      const other = await world.otherProcess()
      await askFor(world)
      world.clock.pass(6 * DAY + HOUR)
      const sweeps = () => Promise.all([world.idp, other.idp, world.idp, other.idp].map((idp) => sweepDeletions(idp)))
      await sweeps()
      t.is((await subjects(world)).length, 2)
      world.clock.pass(DAY)
      await sweeps()
      t.is((await events(world, 'account.deleted')).length, 1)
      t.deepEqual(await subjects(world), [
        'Votre BMW ID sera supprimé dans 7 jours',
        'Dernier jour pour garder votre BMW ID',
        'Votre BMW ID est supprimé',
      ])
      t.deepEqual(await world.idp.db('account').where({ id }), [])
    },
  )

  test.serial(
    `of twenty who ask at once on two processes one is heard, and one mail is sent, on ${database}`,
    async (t) => {
      const { world } = await stage(t, database)
      const other = await world.otherProcess()
      const person = await signIn(await world.visitor().open('/account/delete'), anna)
      const cookie = person.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded', 'content-length': '13' }
      const request = { method: 'POST', headers, body: 'understood=on' } as const
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          send(`${world.url}/account/delete`, { ...request, through: at % 2 ? undefined : other.address }),
        ),
      )
      t.deepEqual([...new Set(answers.map(({ status }) => status))], [303])
      t.true(answers.some(({ headers: said }) => said.get('location') === '/account/delete/asked'))
      await Promise.all([world.idp.outbox.drain(), other.idp.outbox.drain()])
      t.is((await events(world, 'deletion.asked')).length, 1)
      t.is((await world.idp.db('undo_link')).length, 1)
      t.deepEqual(await subjects(world), ['Votre BMW ID sera supprimé dans 7 jours'])
    },
  )

  test.serial(
    `a deletion that breaks off has changed nothing, and is done by the next sweep, on ${database}`,
    async (t) => {
      const { world } = await stage(t, database)
      const { idp } = world
      await askFor(world)
      world.clock.pass(WEEK - HOUR)
      await sweepDeletions(idp)
      await idp.outbox.drain()
      world.clock.pass(HOUR)
      const before = await dump(idp.db)
      const seal = () => {
        throw new Error('the last step fails')
      }
      await sweepDeletions({ ...idp, secrets: { ...idp.secrets, seal } })
      t.is(world.log.takeErrors().length, 1)
      t.deepEqual(await dump(idp.db), before)
      await sweepDeletions(idp)
      t.is((await events(world, 'account.deleted')).length, 1)
      t.deepEqual(await idp.db('account'), [])
    },
  )
}

test('an address whose account was deleted opens another one, with another name [R50]', async (t) => {
  const { world, id } = await stage(t)
  const app = await testApp(t, world)
  const begun = await app.begin()
  const before = await signIn(await world.visitor().open(begun.address), anna)
  const tokens = await app.finish(begun, before.url)
  t.is(oauth.getValidatedIdTokenClaims(tokens)?.sub, id)
  await askFor(world)
  const keep = await world.inbox.lastLink(anna.email)
  world.clock.pass(WEEK)
  await sweepDeletions(world.idp)

  const visitor = await signUp(await world.visitor().open('/signup'), anna)
  await visitor.open(await world.inbox.lastLink(anna.email))
  await visitor.press('Activer mon BMW ID')
  const anew = await app.begin()
  await visitor.open(anew.address)
  await signIn(visitor, anna)
  const sub = oauth.getValidatedIdTokenClaims(await app.finish(anew, visitor.url))?.sub
  t.truthy(sub)
  t.not(sub, id)
  t.is((await oauth.userInfoRequest(app.as, app.client, tokens.access_token, insecure)).status, 401)
  await before.open(`${world.url}/account`)
  t.is(before.heading, 'Connectez-vous.', 'a cookie of the account that is gone')
  await visitor.open(keep)
  t.is(visitor.status, 410)
})

test('nobody gets in while an account is to be deleted; one press keeps it and goes on', async (t) => {
  const { world, id } = await stage(t)
  const app = await testApp(t, world)
  await askFor(world)
  const begun = await app.begin()
  const person = await signIn(await world.visitor().open(begun.address), anna)
  t.regex(person.heading, /^Votre BMW ID sera supprimé le \d/)
  await person.press('Ne pas me connecter')
  t.regex(person.url, /error=access_denied/)
  await person.open(`${world.url}/account`)
  t.regex(person.heading, /^Votre BMW ID sera supprimé le/, 'nor our own pages')
  await person.open((await app.begin({ prompt: 'none' })).address)
  t.regex(person.url, /error=interaction_required/)
  t.true(await pending(world))

  const again = await app.begin()
  await person.open(again.address)
  await person.press('Garder mon BMW ID')
  t.is(oauth.getValidatedIdTokenClaims(await app.finish(again, person.url))?.sub, id)
  t.false(await pending(world))
  t.is((await events(world, 'deletion.cancelled')).length, 1)
  t.is((await subjects(world)).at(-1), 'Votre BMW ID est conservé')
  world.clock.pass(WEEK + DAY)
  await sweepDeletions(world.idp)
  t.is((await world.idp.db('account')).length, 1)
})

test('a device that somebody signs in to asks them too', async (t) => {
  const world = await deviceStage(t)
  const { app } = world
  await askFor(world)
  const refused = await askForCode(app)
  const person = await approve(world.visitor(), refused.user_code)
  t.regex(person.heading, /^Votre BMW ID sera supprimé le/)
  await person.press('Ne pas me connecter')
  t.is(await errorOf(await poll(app, refused.device_code)), 'access_denied')
  t.true(await pending(world))

  world.clock.pass(MINUTE)
  const asked = await askForCode(app)
  await typeCode(await person.open(`${world.url}/device`), asked.user_code)
  await person.press('Continuer')
  await person.press('Garder mon BMW ID')
  t.is(person.heading, 'Vous pouvez revenir à votre appareil.')
  const tokens = await oauth.processDeviceCodeResponse(app.as, app.client, await poll(app, asked.device_code))
  t.is(oauth.getValidatedIdTokenClaims(tokens)?.sub, world.sub)
  t.false(await pending(world))
})

test('what slips through the end of the sessions opens nothing', async (t) => {
  const { world } = await stage(t)
  const app = await testApp(t, world, { grant_types: ['authorization_code', 'refresh_token'] })
  const begun = await app.begin()
  const person = await signIn(await world.visitor().open(begun.address), anna)
  const { access_token, refresh_token = '' } = await app.finish(begun, person.url)
  const objects = await world.idp.db('engine_object')
  await askFor(world)
  await world.idp.db('engine_object').where({ model: 'EndedSession' }).delete()
  await world.idp.db('engine_object').insert(objects.filter((object) => object.account_id !== null))
  t.is((await oauth.userInfoRequest(app.as, app.client, access_token, insecure)).status, 401)
  const refreshed = await oauth.refreshTokenGrantRequest(app.as, app.client, app.auth, refresh_token, insecure)
  t.is(refreshed.status, 400)
  const { heading } = await person.open(`${world.url}/account`)
  t.true(heading === 'Connectez-vous.' || heading.startsWith('Votre BMW ID sera supprimé le'), heading)
})

test('the link of the mail keeps the account, also when nobody is signed in', async (t) => {
  const { world } = await stage(t)
  await askFor(world)
  world.clock.pass(WEEK - MINUTE)
  const person = await world.visitor().open(await world.inbox.lastLink(anna.email))
  t.is(person.heading, 'Garder votre BMW ID ?')
  t.true(await pending(world), 'looking changes nothing')
  await person.press('Annuler le changement')
  t.regex(person.text, /ne sera pas supprimé/)
  t.false(await pending(world))
  world.clock.pass(DAY)
  await sweepDeletions(world.idp)
  t.is((await world.idp.db('account')).length, 1)
})

test('who takes back another change keeps the account too, if its end was asked for since', async (t) => {
  const { world, id } = await stage(t)
  const { idp } = world
  const account = await accountById(idp.db, id)
  if (!account) return t.fail()
  const change = { account, kind: 'password', former: null, address: anna.email } as const
  const link = new URL(await offerUndo(idp.db, idp, change))
  await askFor(world)
  const token = link.searchParams.get('token') ?? ''
  const undos = { password: () => Promise.resolve(true), deletion: keepByLink }
  const outcome = await undo(idp, { token, undos }, { lang: 'fr', origin: { ip: '10.0.0.1', requestId: 'x' } })
  t.deepEqual(outcome, { kind: 'undone', what: 'password' })
  t.false(await pending(world))
  t.regex((await world.inbox.last(anna.email)).text, /celui d’avant\. Votre BMW ID ne sera pas supprimé\./)
})

test('a deletion is confirmed by a tick and a proof of who it is, both fresh [R34]', async (t) => {
  const { world } = await stage(t)
  const headers = { referer: `${world.url}/account/delete` }
  const person = await signIn(await world.visitor({ headers }).open('/account/delete'), anna)
  await person.press('Supprimer mon BMW ID')
  t.is(person.status, 422)
  t.regex(person.text, /Cochez la case/)
  const { open, seal } = envelope(world.idp.secrets)
  for (const row of await world.idp.db('engine_object').where({ model: 'Session' })) {
    const session = open(row) as unknown as { loginTs: number }
    await world.idp
      .db('engine_object')
      .where({ id: row.id })
      .update({ sealed: seal(row.id, { ...session, loginTs: session.loginTs - 302 }) })
  }
  await person.check('J’ai compris que mon BMW ID sera supprimé dans 7 jours.').press('Supprimer mon BMW ID')
  t.is(person.heading, 'Connectez-vous.')
  await signIn(person, anna)
  t.is(person.heading, 'Supprimer votre BMW ID ?')
  t.regex(person.text, /Rien n’est encore supprimé/)
  t.false(await pending(world))
})

test('whoever owns apps hands them over or removes them first', async (t) => {
  const { world, id } = await stage(t)
  await addDeveloper(world.idp, anna.email)
  const app = await testApp(t, world, { first_party: false, client_name: 'Une boutique' })
  const clientId = app.client.client_id
  await world.idp.db('client').where({ id: clientId }).update({ owner_id: id })
  const person = await signIn(await world.visitor().open('/account/delete'), anna)
  t.is(person.heading, 'Vos applications d’abord.')
  t.regex(person.text, /Une boutique/)
  await person.arriveFrom(world.url, '/account/delete', { understood: 'on' })
  t.is(person.status, 409)
  t.false(await pending(world))
  await removeClient(world.idp, clientId, { kind: 'operator' })
  await person.open('/account/delete')
  t.is(person.heading, 'Supprimer votre BMW ID ?')
})

test('an app that came to an account in its last week stops with it', async (t) => {
  const { world, id } = await stage(t)
  await askFor(world)
  const app = await testApp(t, world, { first_party: false })
  await world.idp.db('client').where({ id: app.client.client_id }).update({ owner_id: id })
  world.clock.pass(WEEK)
  await sweepDeletions(world.idp)
  const [client] = await world.idp.db('client').where({ id: app.client.client_id })
  t.like(client, { owner_id: null, disabled_by: 'operator' })
})

test('an app of others is told by the name it knows, also when that is gone [R32][R83]', async (t) => {
  const ear = await openEar(t)
  const world = await idpWith(t, { env: { IDP_REACHABLE_ORIGINS: ear.origin } })
  const id = await openAccountOf(world.idp, anna)
  const app = await testApp(t, world, { first_party: false, backchannel_logout_uri: ear.address })
  const begun = await app.begin()
  const person = await signIn(await world.visitor().open(begun.address), anna)
  await person.press('Autoriser')
  const claims = oauth.getValidatedIdTokenClaims(await app.finish(begun, person.url))
  const [place] = await world.idp.db('app_session').where({ client_id: app.client.client_id })
  await askFor(world)
  await world.idp.db('app_session').insert({ ...place, sid: 'opened-meanwhile' })
  world.clock.pass(WEEK)
  await sweepDeletions(world.idp)
  t.deepEqual(await world.idp.db('account'), [])
  await world.idp.outbox.drain()
  const heard = await ear.heard(world.url, app.client.client_id)
  t.deepEqual(
    heard.map(({ sub }) => sub),
    [claims?.sub, claims?.sub],
  )
  t.not(claims?.sub, id)
})

test('an operator sets the end of an account, with the same week, and takes it back', async (t) => {
  const { world } = await stage(t)
  const { env } = world
  const act = (verb: string, email = anna.email) =>
    bmwId(env, 'accounts', verb, email, '--reason', 'a letter of theirs')
  t.like(await act('delete', 'nobody@example.test'), { code: 1, outcome: 'unknown' })
  t.like(await act('delete'), { code: 0, outcome: 'asked' })
  t.like(await act('delete'), { code: 0, outcome: 'unchanged' })
  t.true(await pending(world))
  t.regex((await world.inbox.last(anna.email)).text, /Notre équipe a préparé/)
  t.like(await act('keep'), { code: 0, outcome: 'kept' })
  t.false(await pending(world))
  const [asked] = await events(world, 'deletion.asked')
  t.like(JSON.parse(asked?.details ?? '{}'), { reason: 'a letter of theirs' })
})

for (const [lang, width, said] of [
  [
    'fr',
    390,
    {
      title: 'Supprimer votre BMW ID ?',
      tick: 'J’ai compris que mon BMW ID sera supprimé dans 7 jours.',
      act: 'Supprimer mon BMW ID',
      asked: 'Votre BMW ID sera supprimé dans 7 jours.',
      on: (date: string) => `Votre BMW ID sera supprimé le ${date}.`,
      keep: 'Garder mon BMW ID',
      home: 'Mon BMW ID.',
      owner: 'Vos applications d’abord.',
    },
  ],
  [
    'en',
    1280,
    {
      title: 'Delete your BMW ID?',
      tick: 'I understand that my BMW ID will be deleted in 7 days.',
      act: 'Delete my BMW ID',
      asked: 'Your BMW ID will be deleted in 7 days.',
      on: (date: string) => `Your BMW ID will be deleted on ${date}.`,
      keep: 'Keep my BMW ID',
      home: 'My BMW ID.',
      owner: 'Your apps first.',
    },
  ],
] as const) {
  test(`the pages can be used by everybody, in ${lang} at ${width} px`, async (t) => {
    const { world, id } = await stage(t)
    const person = await inChromium(t, { lang, width, inspected: true })
    const enter = async () => {
      await person.arriveAt(words[lang].headings.signIn)
      await person.fill(words[lang].bmwId, anna.email)
      await person.fill(words[lang].password, anna.password)
      await person.press(words[lang].signIn)
    }
    await person.open(`${world.url}/account/delete`)
    await enter()
    await person.arriveAt(said.title)
    await person.press(said.act)
    await person.arriveAt(said.title)
    await person.check(said.tick)
    await person.press(said.act)
    await person.arriveAt(said.asked)
    await person.open(`${world.url}/account`)
    await enter()
    const style = new Intl.DateTimeFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', {
      dateStyle: 'long',
      timeZone: 'Europe/Paris',
    })
    const date = style.format(world.clock.now() + WEEK).replace(/^1 d/, '1er d')
    await person.arriveAt(said.on(date))
    await person.press(said.keep)
    await person.arriveAt(said.home)
    const app = await testApp(t, world, { first_party: false, client_name: 'Une boutique' })
    await world.idp.db('client').where({ id: app.client.client_id }).update({ owner_id: id })
    await addDeveloper(world.idp, anna.email)
    await person.open(`${world.url}/account/delete`)
    await person.arriveAt(said.owner)
    t.deepEqual([...new Set(person.findings)], [])
  })
}
