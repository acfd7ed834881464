import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { saveClient } from '../../idp/clients/service.ts'
import { insecure, signIn, type TestApp, testApp } from '../support/app.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { send } from '../support/visitor/wire.ts'

const { anna, morel } = people

interface Stage {
  readonly world: TestIdp
  readonly accountId: string
  readonly app: TestApp
}

const WIKI = {
  first_party: false,
  client_name: 'Wiki',
  policy_uri: 'https://wiki.example/privacy',
  tos_uri: 'https://wiki.example/terms',
}

async function stage(
  t: ExecutionContext,
  { database, ...metadata }: { database?: DatabaseKind } & Readonly<Record<string, unknown>> = {},
): Promise<Stage> {
  const world = await idpWith(t, database ? { database } : {})
  const accountId = await openAccountOf(world.idp, anna)
  return { world, accountId, app: await testApp(t, world, { ...WIKI, ...metadata }) }
}

/** Anna, signed in and before the question. */
async function asked({ world, app }: Stage, more?: Readonly<Record<string, string>>) {
  const begun = await app.begin(more)
  const visitor = await world.visitor().open(begun.address)
  await signIn(visitor, anna)
  return { begun, visitor }
}

/** Another request of the same browser, and what came of it. */
async function again({ app }: Stage, visitor: Visitor, more?: Readonly<Record<string, string>>) {
  const begun = await app.begin(more)
  await visitor.open(begun.address)
  return begun
}

const userinfoOf = async (app: TestApp, tokens: oauth.TokenEndpointResponse, sub: string) =>
  oauth.processUserInfoResponse(
    app.as,
    app.client,
    sub,
    await oauth.userInfoRequest(app.as, app.client, tokens.access_token, insecure),
  )

const read = (visitor: Visitor): string => visitor.text.replaceAll(/\s+/g, ' ')
const subOf = (tokens: oauth.TokenEndpointResponse): string => oauth.getValidatedIdTokenClaims(tokens)?.sub ?? ''
const rows = ({ world }: Stage, table = 'consent') => world.idp.db(table)
const events = async ({ world }: Stage) =>
  (await world.idp.db('audit_event').where('action', 'like', 'consent.%').orderBy('no')).map(({ action }) => action)

for (const database of DATABASES) {
  test(`an app of others is allowed once, with each datum in plain words, on ${database} [R52]`, async (t) => {
    const s = await stage(t, { database })
    const { begun, visitor } = await asked(s)
    t.is(visitor.heading, 'Autoriser Wiki ?')
    for (const words of [
      'Cette application n’est pas de BMW.',
      `Vos données iront à ${new URL(s.app.redirectUri).host}`,
      'Vous êtes connectée en tant que Anna Lindqvist (anna@example.test).',
      'Votre nom : Anna Lindqvist',
      'Votre civilité : Madame',
      'Votre langue : français',
      'Votre adresse e-mail confirmée : anna@example.test',
      'Un identifiant qui vous désigne auprès d’elle seule',
      'L’heure et le moyen de votre connexion',
    ]) {
      t.true(read(visitor).includes(words), `${words} is not in: ${read(visitor)}`)
    }
    t.false(read(visitor).includes('Accès quand vous n’êtes pas là'))
    t.deepEqual(
      visitor.links.map(({ href }) => href).filter((href) => href.includes('wiki.example')),
      [WIKI.policy_uri, WIKI.tos_uri],
    )
    await visitor.press('Autoriser')
    t.is(visitor.heading, 'Arrived')
    const tokens = await s.app.finish(begun, visitor.url)
    t.like(await userinfoOf(s.app, tokens, subOf(tokens)), { name: 'Anna Lindqvist', email: anna.email })

    const same = await again(s, visitor)
    t.is(visitor.heading, 'Arrived', 'not asked again')
    t.truthy((await s.app.finish(same, visitor.url)).id_token)
    const elsewhere = await asked(s)
    t.is(elsewhere.visitor.heading, 'Arrived', 'nor in another browser')
    t.is((await rows(s)).length, 1)
    t.deepEqual(await events(s), ['consent.given'])
  })

  test(`what is withdrawn is over at once: grants, tokens, sessions, on ${database} [R52]`, async (t) => {
    const s = await stage(t, {
      database,
      grant_types: ['authorization_code', 'refresh_token'],
      scope: 'openid profile email offline_access',
    })
    const scope = 'openid email offline_access'
    const { begun, visitor } = await asked(s, { scope, prompt: 'consent' })
    t.regex(read(visitor), /Accès quand vous n’êtes pas là/)
    await visitor.press('Autoriser')
    const tokens = await s.app.finish(begun, visitor.url)
    t.truthy(tokens.refresh_token)
    const sid = oauth.getValidatedIdTokenClaims(tokens)?.['sid']
    await visitor.open(`${s.world.url}/account`)
    t.regex(read(visitor), /Une application d’un autre éditeur voit une partie de votre BMW ID/)
    await visitor.follow('Applications connectées Une application d’un autre éditeur voit une partie de votre BMW ID.')
    t.regex(read(visitor), /Wiki .*Votre adresse e-mail confirmée : anna@example\.test/)
    await visitor.press('Retirer l’accès de Wiki')
    t.is(visitor.heading, 'Applications connectées.')
    t.regex(read(visitor), /Wiki n’a plus accès à votre BMW ID\./)
    t.regex(read(visitor), /Aucune application ne voit votre BMW ID\./)

    const { as, client, auth } = s.app
    t.is((await oauth.userInfoRequest(as, client, tokens.access_token, insecure)).status, 401)
    const refreshed = await oauth.refreshTokenGrantRequest(as, client, auth, tokens.refresh_token ?? '', insecure)
    t.is(refreshed.status, 400)
    t.is((await rows(s)).length, 0)
    t.is((await rows(s, 'engine_object').where({ client_id: client.client_id })).length, 0)
    const letters = await rows(s, 'outbox').where({ kind: 'logout' })
    t.is(letters.length, 1, 'the app is told')
    const { id, sealed } = letters[0]
    t.like(JSON.parse(s.world.idp.secrets.open('outbox', sealed, id)), { clientId: client.client_id, sid })
    t.deepEqual(await events(s), ['consent.given', 'consent.withdrawn'])

    const anew = await again(s, visitor, { scope: 'openid email' })
    t.is(visitor.heading, 'Autoriser Wiki ?', 'asked anew, still signed in')
    await visitor.press('Autoriser')
    const next = await s.app.finish(anew, visitor.url)
    t.is(subOf(next), subOf(tokens), 'the app knows the person again')
    t.not(oauth.getValidatedIdTokenClaims(next)?.['sid'], sid, 'but a late logout does not end the new session')
  })
}

test('who refuses goes back with access_denied, and is asked again the next time [R52]', async (t) => {
  const s = await stage(t)
  const { visitor } = await asked(s)
  await visitor.press('Refuser')
  t.is(new URL(visitor.url).searchParams.get('error'), 'access_denied')
  t.is((await rows(s)).length, 0)
  await again(s, visitor)
  t.is(visitor.heading, 'Autoriser Wiki ?')
  t.deepEqual(await events(s), ['consent.refused'])
})

test('only what is new is asked, and an app gets no more than it asks for [R52]', async (t) => {
  const s = await stage(t)
  const { begun, visitor } = await asked(s, { scope: 'openid email' })
  await visitor.press('Autoriser')
  t.is((await s.app.finish(begun, visitor.url)).scope, 'openid email')

  const more = await again(s, visitor, { scope: 'openid profile email' })
  t.regex(read(visitor), /Ce qu’elle pourra voir Votre nom : .*Ce que vous lui avez déjà permis .*Votre adresse e-mail/)
  await visitor.press('Autoriser')
  t.is((await s.app.finish(more, visitor.url)).scope, 'openid profile email')

  const less = await again(s, visitor, { scope: 'openid' })
  const tokens = await s.app.finish(less, visitor.url)
  t.is(tokens.scope, 'openid')
  t.deepEqual(Object.keys(await userinfoOf(s.app, tokens, subOf(tokens))), ['sub'])
  const grants = await rows(s, 'engine_object').where({ model: 'Grant' })
  const last = grants.map(({ id, sealed }) => JSON.parse(s.world.idp.secrets.open('engine', sealed, id)))
  t.true(last.some(({ openid }) => openid.scope === 'openid'))
})

test('without consent a silent request is refused, with it it is answered; prompt=consent asks again', async (t) => {
  const s = await stage(t)
  const { visitor } = await asked(s)
  await again(s, visitor, { prompt: 'none' })
  t.is(new URL(visitor.url).searchParams.get('error'), 'consent_required')
  await again(s, visitor)
  await visitor.press('Autoriser')
  const silent = await again(s, visitor, { prompt: 'none' })
  t.truthy((await s.app.finish(silent, visitor.url)).id_token)
  await again(s, visitor, { prompt: 'none', scope: 'openid profile email', claims: '{"userinfo":{"acr":null}}' })
  t.is(new URL(visitor.url).searchParams.get('error'), null)

  const asking = await again(s, visitor, { prompt: 'consent' })
  t.is(visitor.heading, 'Autoriser Wiki ?')
  t.regex(read(visitor), /Votre nom : Anna Lindqvist/)
  await visitor.press('Autoriser')
  t.truthy((await s.app.finish(asking, visitor.url)).id_token)
  t.deepEqual(await events(s), ['consent.given'])
})

test('two tabs of one app are both signed in, whichever was allowed first', async (t) => {
  const s = await stage(t)
  const { begun: first, visitor } = await asked(s)
  const page = visitor.url
  const second = await again(s, visitor)
  await visitor.press('Autoriser')
  const arrivals = [visitor.url]
  await visitor.open(page)
  await visitor.press('Autoriser')
  arrivals.push(visitor.url)
  t.truthy((await s.app.finish(second, arrivals[0] ?? '')).id_token)
  t.truthy((await s.app.finish(first, arrivals[1] ?? '')).id_token)
})

test('whoever is not the one signed in signs in as another, and that one is asked', async (t) => {
  const s = await stage(t)
  await openAccountOf(s.world.idp, morel)
  const { begun, visitor } = await asked(s)
  await visitor.press('Utiliser un autre BMW ID')
  t.is(visitor.heading, 'Connectez-vous.')
  await signIn(visitor, morel)
  t.is(visitor.heading, 'Un instant.', 'Anna is signed out first')
  await visitor.press('Continuer')
  t.regex(read(visitor), /Vous êtes connecté en tant que Julien Morel/)
  await visitor.press('Autoriser')
  const tokens = await s.app.finish(begun, visitor.url)
  t.like(await userinfoOf(s.app, tokens, subOf(tokens)), { email: morel.email })
  t.deepEqual(
    (await rows(s)).map(({ account_id }) => account_id === s.accountId),
    [false],
  )
})

test('a question that was asked of one is not answered by another', async (t) => {
  const s = await stage(t)
  await openAccountOf(s.world.idp, morel)
  const { visitor } = await asked(s)
  const page = visitor.url
  await again(s, visitor, { prompt: 'login' })
  await signIn(visitor, morel)
  await visitor.press('Continuer')
  t.regex(read(visitor), /en tant que Julien Morel/)
  await visitor.open(page)
  t.is(visitor.status, 410)
  t.is((await rows(s)).length, 0)
})

test('an app of ours asks nothing, and is not listed [R52]', async (t) => {
  const s = await stage(t, { first_party: true })
  const { visitor } = await asked(s)
  t.is(visitor.heading, 'Arrived')
  await visitor.open(`${s.world.url}/account/apps`)
  t.regex(read(visitor), /Aucune application ne voit votre BMW ID/)
  t.regex(read(visitor), /Les applications de BMW.* n’apparaissent pas ici/)
})

test('names of apps and people are shown as text, whatever is written in them [R36][R52]', async (t) => {
  const name = '<b>Wіkі</b>\u202Egro.knab\u202C\u200B "&amp;'
  const s = await stage(t, {
    client_name: name,
    client_uri: 'https://bмw.example/',
    policy_uri: 'https://wiki.example/"><b>',
  })
  await s.world.idp.db('account').update({ given_name: '<i>Anna</i>\u202Exx' })
  const { visitor } = await asked(s)
  t.is(visitor.heading, 'Autoriser <b>Wіkі</b>gro.knab "&amp; ?')
  t.false(/[\u202a-\u202e\u200b]/.test(visitor.heading + visitor.title))
  t.regex(read(visitor), /mêle plusieurs alphabets/)
  t.regex(read(visitor), /Vos données iront à localhost\S* Site qu’elle indique, non vérifié xn--\S+\.example/)
  t.false(visitor.html.includes('"><b>'))
  t.false(visitor.html.includes('<i>Anna'))
  t.true(visitor.html.includes('<bdi>&lt;i>Anna'))
})

test('an app on a device is confirmed each time, unless its address is proven to be its own [R52]', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, anna)
  const native = { application_type: 'native', token_endpoint_auth_method: 'private_key_jwt' }
  const visitor = world.visitor()
  const ask = async (app: TestApp, redirect_uri: string, prompt?: string) => {
    const begun = await app.begin({ redirect_uri, ...(prompt ? { prompt } : {}) })
    // the scheme of an app leads out of any browser: what matters is where to
    await visitor.open(begun.address).catch(() => undefined)
    return begun
  }
  const scheme = 'com.example.wiki:/cb'
  const loopback = 'http://127.0.0.1/cb'
  const app = await testApp(t, world, { ...WIKI, ...native, redirect_uris: [scheme, loopback] })
  await ask(app, loopback)
  await signIn(visitor, anna)
  t.is(visitor.heading, 'Autoriser Wiki ?')
  await visitor.press('Autoriser').catch(() => undefined)
  t.is((await world.idp.db('consent')).length, 1)
  await ask(app, scheme)
  t.is(visitor.heading, 'Autoriser Wiki ?', 'confirmed again')
  t.regex(read(visitor), /Votre nom : Anna/)
  t.regex(read(visitor), /Vos données iront à com\.example\.wiki:/)
  t.regex(visitor.headers.get('content-security-policy') ?? '', /form-action 'self' com\.example\.wiki:;/)

  const ours = await testApp(t, world, { ...WIKI, ...native, first_party: true, redirect_uris: [scheme] })
  await ask(ours, scheme)
  t.is(visitor.heading, 'Autoriser Wiki ?', 'ours too: any program may call itself by that scheme')
  t.notRegex(read(visitor), /n’est pas de BMW|retirer cet accès/)
  await visitor.press('Autoriser').catch(() => undefined)
  t.is((await world.idp.db('consent')).length, 1, 'but nothing is remembered of ours')

  const proven = await testApp(t, world, { ...WIKI, ...native })
  const uris = { redirect_uris: ['https://wiki.example/cb'] }
  await saveClient(world.idp, {
    ...proven.client,
    ...WIKI,
    ...native,
    ...uris,
    jwks: { keys: [] },
    token_endpoint_auth_method: 'none',
  })
  const query = new URLSearchParams({
    client_id: proven.client.client_id,
    redirect_uri: 'https://wiki.example/cb',
    response_type: 'code',
    scope: 'openid',
    code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()),
    code_challenge_method: 'S256',
  })
  await visitor.open(`${world.url}/auth?${query}`)
  await visitor.press('Autoriser').catch(() => undefined)
  t.is((await world.idp.db('consent')).length, 2)
  const { headers } = await send(`${world.url}/auth?${query}`, {
    method: 'GET',
    headers: { cookie: visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
  })
  t.regex(headers.get('location') ?? '', /^https:\/\/wiki\.example\/cb\?code=/)
})

test('the question is asked of the browser it was asked in, by a form of ours, and answered once [R52]', async (t) => {
  const s = await stage(t)
  const { visitor } = await asked(s)
  const page = visitor.url
  const stranger = await s.world.visitor().open(page)
  t.is(stranger.status, 410)
  await visitor.arriveFrom('https://evil.example', page, { answer: 'allow' })
  t.is(visitor.status, 403)
  t.is((await rows(s)).length, 0)
  await visitor.open(page)
  await visitor.press('Autoriser')
  await visitor.open(page)
  t.is(visitor.status, 410)
})
