import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { blockAccount } from '../../idp/account/service.ts'
import { OWN_CLIENT_ID, PORTAL_CLIENT_ID, removeClient } from '../../idp/clients/service.ts'
import { deliveriesOf } from '../../idp/sessions/service.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { insecure, signIn, type TestApp, testApp } from '../support/app.ts'
import { command } from '../support/command.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { type Ear, type Manners, openEar } from '../support/logouts.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { post, statuses, volley } from '../support/volley.ts'
import { until } from '../support/waiting.ts'
import { type World, worldWith } from '../support/world.ts'

const { anna, morel } = people
const SIGN_OUT = `/session/end?client_id=${OWN_CLIENT_ID}`
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

const signOut = async (person: Visitor, issuer: string): Promise<Visitor> => {
  await person.open(issuer + SIGN_OUT)
  return person.press('Se déconnecter')
}

interface App extends TestApp {
  readonly ear: Ear
}

/** A provider, and apps with ears, each opened by Anna in one browser. */
async function stage(t: ExecutionContext, options: { database?: DatabaseKind; apps?: readonly object[] } = {}) {
  const { apps: wanted = [{}, {}], ...more } = options
  const ears: Ear[] = []
  for (const _ of wanted) ears.push(await openEar(t))
  const env = { IDP_REACHABLE_ORIGINS: ears.map(({ origin }) => origin).join(',') }
  const world = await idpWith(t, { ...more, env })
  const id = await openAccountOf(world.idp, anna)
  const apps: App[] = []
  for (const [at, metadata] of wanted.entries()) {
    const ear = ears[at] as Ear
    apps.push({ ...(await testApp(t, world, { backchannel_logout_uri: ear.address, ...metadata })), ear })
  }
  const own = world.visitor()
  const tokens: oauth.TokenEndpointResponse[] = []
  for (const app of apps) tokens.push(await openApp(own, app))
  return { world, id, apps: apps as [App, App], own, tokens: tokens as [(typeof tokens)[0], (typeof tokens)[0]] }
}

/** Opens an app, with the password if it is asked for. */
async function openApp(person: Visitor, app: TestApp): Promise<oauth.TokenEndpointResponse> {
  const begun = await app.begin()
  await person.open(begun.address)
  if (person.heading === 'Connectez-vous.') await signIn(person, anna)
  return app.finish(begun, person.url)
}

const heardBy = ({ world }: { world: Pick<TestIdp, 'url'> }, app: App) => app.ear.heard(world.url, app.client.client_id)

const isSignedIn = async (person: Visitor, app: TestApp): Promise<boolean> => {
  await person.open((await app.begin()).address)
  return person.heading === 'Arrived'
}

const ways: Readonly<Record<string, (world: World, person: Visitor, id: string) => Promise<unknown>>> = {
  'signing out at the provider': ({ url }, person) => signOut(person, url),
  'signing out everywhere, from another browser': async ({ url, visitor }) => {
    const other = await visitor().open(`${url}/account/sign-out-everywhere`)
    await signIn(other, morel)
    await other.press('Me déconnecter partout')
    if (other.heading !== 'Vous êtes déconnecté partout.') throw new Error(other.text)
  },
  'a new password': async ({ url, visitor, inbox }) => {
    const other = await visitor().open(`${url}/password/forgot`)
    await other.fill('Adresse e-mail', morel.email).press('Recevoir un lien')
    await other.open(await inbox.lastLink(morel.email))
    await other.fill('Nouveau mot de passe', 'seven copper kettles').press('Enregistrer')
  },
  'a block': ({ idp }) => blockAccount(idp, morel.email, 'a test'),
  'the end of the app': ({ idp }) =>
    idp.db.transaction((tx) => idp.engine.endClient(tx, PORTAL_CLIENT_ID, { actor: 'operator' })),
  'consent taken back': ({ idp }, _, id) => idp.db.transaction((tx) => idp.engine.endApp(tx, id, PORTAL_CLIENT_ID, {})),
}

for (const database of DATABASES) {
  for (const [way, act] of Object.entries(ways)) {
    test.serial(`${way} ends the session at the portal within five seconds, on ${database} [R25][R32]`, async (t) => {
      const world = await worldWith(t, { database })
      const id = await openAccountOf(world.idp, morel)
      const person = await signIn(await world.visitor().open('/login'), morel)
      t.is(person.path, '/home')
      await act(world, person, id)
      const began = performance.now()
      await until('the portal has obeyed', async () => ((await world.portal.db('session')).length ? undefined : true))
      t.log(`${Math.round(performance.now() - began)} ms`)
      t.true(performance.now() - began < 5 * SECOND)
      await person.open(`${world.portalUrl}/home`)
      t.true(person.steps.length > 1, 'the portal asks the provider again')
      const [delivery] = await until('it is closed', async () => {
        const deliveries = await deliveriesOf(world.idp.db, PORTAL_CLIENT_ID)
        return deliveries.every(({ state }) => state === 'done') ? deliveries : undefined
      })
      t.like(delivery, { client: PORTAL_CLIENT_ID, attempts: 1, lastError: null })
      const [event] = await world.idp.db('audit_event').where({ action: 'session.ended' })
      t.is(event?.subject, id)
      t.is(JSON.parse(event?.details ?? '{}').cause, delivery?.cause)
    })
  }

  test.serial(`of twenty sign-outs at once each app hears one, on ${database} [R32]`, async (t) => {
    const here = await stage(t, { database })
    const { world, apps, own } = here
    const other = await world.otherProcess()
    await own.open(world.url + SIGN_OUT)
    const cookie = own.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const form = { xsrf: /name="xsrf" value="([^"]+)"/.exec(own.html)?.[1] ?? '', logout: 'yes' }
    const shot = post(`${world.url}/session/end/confirm`, form, { cookie })
    const at = [world.url, other.address]
    const seen = statuses(await volley(Array.from({ length: 20 }, (_, n) => ({ ...shot, through: at[n % 2] ?? '' }))))
    t.is(seen[303], 20, JSON.stringify(seen))
    await Promise.all([world.idp.outbox.drain(), other.idp.outbox.drain()])
    t.is((await deliveriesOf(world.idp.db)).length, 2)
    for (const app of apps) t.is((await heardBy(here, app)).length, 1)
    t.is((await world.idp.db('audit_event').where({ action: 'session.ended' })).length, 1)
  })

  test.serial(`what was opened with a session is of no use after it, on ${database} [R32]`, async (t) => {
    const grants = { grant_types: ['authorization_code', 'refresh_token'] }
    const { world, apps, own, tokens } = await stage(t, { database, apps: [grants, grants] })
    const [app, second] = apps
    const cookie = own.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const begun = await second.begin()
    await own.open(begun.address)
    const parameters = oauth.validateAuthResponse(second.as, second.client, new URL(own.url), begun.state)
    const { access_token, refresh_token = '' } = tokens[0]
    const userinfo = () => oauth.userInfoRequest(app.as, app.client, access_token, insecure)
    t.is((await userinfo()).status, 200)

    await signOut(own, world.url)
    t.is(own.heading, 'Vous êtes déconnecté.')
    t.false(await isSignedIn(world.visitor({ headers: { cookie } }), app), 'an old cookie')
    t.is((await second.redeem({ parameters, verifier: begun.verifier })).status, 400, 'a code')
    t.is((await userinfo()).status, 401, 'an access token')
    const refreshed = await oauth.refreshTokenGrantRequest(app.as, app.client, app.auth, refresh_token, insecure)
    t.is(refreshed.status, 400, 'a refresh token')
    t.false(await isSignedIn(own, app))
  })
}

test('each app hears what it needs to know, in a token of its own', async (t) => {
  const here = await stage(t, {
    apps: [{}, { id_token_signed_response_alg: 'RS256' }, { start_uri: 'http://localhost:9' }],
  })
  const { world, id, apps, own, tokens } = here
  const before = Math.floor(Date.now() / 1000)
  await signOut(own, world.url)
  await world.idp.outbox.drain()
  for (const [at, app] of apps.entries()) {
    const [claims, ...more] = await heardBy(here, app)
    t.deepEqual(more, [])
    t.is(claims?.sub, id)
    t.is(claims?.['sid'], oauth.getValidatedIdTokenClaims(tokens[at] as oauth.TokenEndpointResponse)?.['sid'])
    t.deepEqual(claims?.['events'], { [EVENT]: {} })
    t.is(claims?.['nonce'], undefined)
    t.true((claims?.iat ?? 0) >= before && (claims?.exp ?? 0) - (claims?.iat ?? 0) <= 120)
  }
})

const troubles: readonly { readonly manners: Manners; readonly says: RegExp }[] = [
  { manners: 400, says: /^HTTP 400$/ },
  { manners: 500, says: /^HTTP 500$/ },
  { manners: 302, says: /^HTTP 302$/ },
  { manners: 'cuts', says: /^(UND_ERR_SOCKET|ECONNRESET)$/ },
  { manners: 'hangs', says: /^no answer within 5 s$/ },
]

for (const { manners, says } of troubles) {
  test(`an app that answers a notice with "${manners}" is told again, and keeps no other waiting`, async (t) => {
    const here = await stage(t)
    const { world, apps, own } = here
    const [ill, well] = apps
    ill.ear.behave(manners)
    const began = performance.now()
    await signOut(own, world.url)
    await until('the other is told', async () => ((await heardBy(here, well)).length ? true : undefined))
    t.true(performance.now() - began < 5 * SECOND)
    await world.idp.outbox.drain()
    const [waiting] = await deliveriesOf(world.idp.db, ill.client.client_id)
    t.like(waiting, { state: 'waiting', attempts: 1, cause: 'signOut' })
    t.regex(waiting?.lastError ?? '', says)
    const wait = (waiting?.nextAt ?? 0) - world.clock.now()
    t.true(wait > 0 && wait <= SECOND)

    ill.ear.behave(200)
    world.clock.pass(SECOND)
    await world.idp.outbox.drain()
    t.is((await heardBy(here, ill)).length, 1)
    t.like((await deliveriesOf(world.idp.db, ill.client.client_id))[0], { state: 'done', attempts: 2 })
    t.is(new Set(ill.ear.tokens).size, 2, 'no attempt looks like a replay of another')
  })
}

test('an app whose answer never ends has been told', async (t) => {
  const here = await stage(t)
  here.apps[0].ear.behave('never ends')
  await signOut(here.own, here.world.url)
  await here.world.idp.outbox.drain()
  t.is((await heardBy(here, here.apps[0])).length, 1)
  t.true((await deliveriesOf(here.world.idp.db)).every(({ state }) => state === 'done'))
})

test('an app that is away is asked again for a day, and when it is back it hears all at once', async (t) => {
  const here = await stage(t, { apps: [{}] })
  const { world, apps, own } = here
  const [app] = apps
  app.ear.behave(503)
  for (let n = 0; n < 3; n += 1) {
    await signOut(own, world.url)
    await world.idp.outbox.drain()
    await openApp(own, app)
  }
  const deliveries = () => deliveriesOf(world.idp.db, app.client.client_id)
  for (let passed = 0; passed < HOUR; passed += 10 * MINUTE) {
    world.clock.pass(10 * MINUTE)
    await world.idp.outbox.drain()
  }
  t.true((await deliveries()).every(({ state, attempts }) => state === 'waiting' && attempts >= 7))
  app.ear.behave(200)
  await signOut(own, world.url)
  await world.idp.outbox.drain()
  t.deepEqual(
    (await deliveries()).map(({ state }) => state),
    ['done', 'done', 'done', 'done'],
  )

  app.ear.behave(503)
  await openApp(own, app)
  await signOut(own, world.url)
  await world.idp.outbox.drain()
  world.clock.pass(DAY)
  await world.idp.outbox.drain()
  t.like((await deliveries())[0], { state: 'dead', lastError: 'too late' })
})

test('whoever stays signed in leaves one app, and the others go on [R32]', async (t) => {
  const here = await stage(t)
  const { world, apps, own } = here
  const [left, kept] = apps
  await own.open(`${world.url}/session/end?client_id=${left.client.client_id}`)
  await own.press('Rester connecté')
  await world.idp.outbox.drain()
  t.is((await heardBy(here, left)).length, 1)
  t.is((await heardBy(here, kept)).length, 0)
  t.true(await isSignedIn(own, kept))
  await signOut(own, world.url)
  await world.idp.outbox.drain()
  t.is((await heardBy(here, left)).length, 1, 'it is not told twice')
  t.is((await heardBy(here, kept)).length, 1)
})

test('whoever signs in as somebody else has signed out before; whoever proves again who they are has not', async (t) => {
  const here = await stage(t)
  const { world, apps, own } = here
  const [app] = apps
  await openAccountOf(world.idp, morel)
  const again = async (person: typeof anna): Promise<void> => {
    await own.open((await app.begin({ prompt: 'login' })).address)
    await signIn(own, person)
    while (own.heading === 'Un instant.') await own.press('Continuer')
    t.is(own.heading, 'Arrived')
    await world.idp.outbox.drain()
  }
  await again(anna)
  t.is((await deliveriesOf(world.idp.db)).length, 0)
  await again(morel)
  for (const each of apps) t.is((await heardBy(here, each)).length, 1)
  t.is((await world.idp.db('audit_event').where({ action: 'session.ended' })).length, 1)
})

test('a password that was typed before it was changed opens nothing after [R25]', async (t) => {
  const { world, apps } = await stage(t)
  const thief = await world.visitor().open((await apps[0].begin()).address)
  const typed = await fetch(thief.url, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      cookie: thief.cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams({ email: anna.email, password: anna.password }),
  })
  const resume = typed.headers.get('location') ?? ''
  t.regex(resume, /\/auth\//)
  await blockAccount(world.idp, anna.email, 'a test') // as a new password would, without its mail
  await world.idp.db('account').update({ blocked_at: null })
  await thief.open(resume)
  t.not(thief.heading, 'Arrived')
  t.false(await isSignedIn(thief, apps[0]))
})

test('an app is told of a block also when the session it was opened in has long ended, or it is disabled [R32]', async (t) => {
  const here = await stage(t)
  const { world, apps } = here
  await world.idp.db('engine_object').where({ model: 'Session' }).delete() // as the sweep does after an hour without use
  await world.idp.db('client').where({ id: apps[1].client.client_id }).update({ disabled_at: world.clock.now() })
  await blockAccount(world.idp, anna.email, 'a test')
  await world.idp.outbox.drain()
  for (const app of apps) t.is((await heardBy(here, app)).length, 1)
})

test('an app that may go on without the session does after an ordinary sign-out, and after no other cause [R32]', async (t) => {
  const offline = {
    first_party: false,
    grant_types: ['authorization_code', 'refresh_token'],
    scope: 'openid offline_access',
    policy_uri: 'https://shop.example/privacy',
  }
  const { world, apps, own } = await stage(t, { apps: [{}] })
  const app = await testApp(t, world, offline)
  const allow = async () => {
    const begun = await app.begin({ scope: 'openid offline_access', prompt: 'consent' })
    await own.open(begun.address)
    if (own.heading === 'Connectez-vous.') await signIn(own, anna)
    await own.press('Autoriser')
    return (await app.finish(begun, own.url)).refresh_token ?? ''
  }
  const refresh = async (token: string) => {
    const answer = await oauth.refreshTokenGrantRequest(app.as, app.client, app.auth, token, insecure)
    return answer.status === 200 ? ((await answer.json()) as { refresh_token: string }).refresh_token : undefined
  }
  const first = await allow()
  await signOut(own, world.url)
  const second = await refresh(first)
  t.truthy(second)
  const third = await allow()
  await own.open(`${world.url}/account/sign-out-everywhere`)
  await own.press('Me déconnecter partout')
  t.is(own.heading, 'Vous êtes déconnecté partout.')
  t.is(await refresh(second ?? ''), undefined)
  t.is(await refresh(third), undefined)
  t.false(await isSignedIn(own, apps[0]))
})

test('an app that is removed is told that its sessions are over, although nobody knows it any more', async (t) => {
  const here = await stage(t)
  const { world, apps } = here
  const [gone, other] = apps
  gone.ear.behave(503)
  t.like(await removeClient(world.idp, gone.client.client_id, { kind: 'operator' }), { kind: 'removed' })
  await world.idp.outbox.drain()
  gone.ear.behave(200)
  world.clock.pass(SECOND)
  await world.idp.outbox.drain()
  t.is((await heardBy(here, gone)).length, 1)
  t.is((await heardBy(here, other)).length, 0)
})

test('an app that is told of persons hears once for all their sessions', async (t) => {
  const here = await stage(t, { apps: [{ backchannel_logout_session_required: false }] })
  const { world, apps } = here
  await openApp(world.visitor(), apps[0])
  await blockAccount(world.idp, anna.email, 'a test')
  await world.idp.outbox.drain()
  const [claims, ...more] = await heardBy(here, apps[0])
  t.deepEqual(more, [])
  t.is(claims?.['sid'], undefined)
})

test('an operator blocks an account and lifts the block, and sees which apps have been told', async (t) => {
  const { world, apps } = await stage(t, { apps: [{}] })
  const run = (...words: string[]) => command(world.env, 'bmw-id', ...words)
  const client = apps[0].client.client_id
  t.is((await run('accounts', 'block', anna.email)).code, 2, 'not without a reason')
  t.like(await run('accounts', 'block', 'nobody@example.test', '--reason', 'a test'), { code: 1, out: '' })
  const blocked = await run('accounts', 'block', anna.email, '--reason', 'a test')
  t.like(blocked, { code: 0, err: '' })
  t.regex(blocked.out, /^Blocked\. Every session has ended/)
  const outcomes = await Promise.all([1, 2].map(() => blockAccount(world.idp, anna.email, 'a test')))
  t.deepEqual(outcomes, [{ kind: 'unchanged' }, { kind: 'unchanged' }])
  const person = await signIn(await world.visitor().open((await apps[0].begin()).address), anna)
  t.is(person.status, 422)

  await world.idp.outbox.drain()
  const told = JSON.parse((await run('--json', 'logouts', '--client', client)).out) as object[]
  t.is(told.length, 1)
  t.like(told[0], { client, cause: 'accountBlocked', state: 'done', attempts: 1, lastError: null, nextAt: null })
  const none = await run('logouts', '--client', 'another')
  t.like(none, { code: 0, out: 'No app had to be told of the end of a session.\n' })
  t.is((await run('logouts', '--most', 'x')).code, 2)

  const lifted = await run('accounts', 'unblock', anna.email, '--reason', 'over')
  t.like(lifted, { code: 0, out: 'Unblocked. They can sign in again.\n' })
  await signIn(person, anna)
  t.is(person.heading, 'Arrived')
  const events = await world.idp.db('audit_event').whereLike('action', 'account.%').orderBy('no')
  t.deepEqual(
    events.map(({ action, actor }) => [action, actor]),
    [
      ['account.blocked', 'operator'],
      ['account.unblocked', 'operator'],
    ],
  )
})
