import test, { type ExecutionContext } from 'ava'
import { addDeveloper, changeClient, clientOf } from '../../idp/clients/service.ts'
import { HOUR } from '../../shared/time.ts'
import { inChromium } from '../journeys/chromium.ts'
import { words } from '../journeys/words.ts'
import { signIn, testApp } from '../support/app.ts'
import { openEar } from '../support/logouts.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { post, statuses, volley } from '../support/volley.ts'
import { ageSessions } from './account.support.ts'

// The developer area, as somebody sees it who builds an app.

const { anna, ben } = people
const BACK = 'https://shop.example/callback'

async function developerAnna(t: ExecutionContext, env: Readonly<Record<string, string>> = {}): Promise<TestIdp> {
  const world = await idpWith(t, { env })
  await openAccountOf(world.idp, anna)
  await addDeveloper(world.idp, anna.email)
  return world
}

const signedIn = async (world: TestIdp, person = anna, path = '/apps'): Promise<Visitor> =>
  signIn(await world.visitor().open(path), person)

/** Registers a web app through the pages; hands out what the page shows of it. */
async function register(visitor: Visitor, name = 'Une boutique') {
  await visitor.open('/apps/new?kind=web')
  visitor.fill('Nom', name).fill('Adresses de retour', BACK)
  await visitor.press('Enregistrer l’application')
  const [, id = ''] = /CLIENT_ID=([\w-]+)/.exec(visitor.text) ?? []
  const [, secret = ''] = /CLIENT_SECRET=([\w-]+)/.exec(visitor.text) ?? []
  return { id, secret }
}

const apps = async ({ idp }: TestIdp): Promise<number> => (await idp.db('client').whereNotNull('owner_id')).length

/** What the token endpoint says to a secret: `invalid_grant` when it was right (the code is not). */
async function tryIt({ url }: TestIdp, { id, secret }: { id: string; secret: string }): Promise<string> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: 'x',
    redirect_uri: BACK,
    code_verifier: 'y'.repeat(43),
  })
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`
  const answer = await fetch(`${url}/token`, { method: 'POST', body, headers: { authorization } })
  return ((await answer.json()) as { error: string }).error
}

test('a developer registers an app, is shown its secret once, and finds it in the list', async (t) => {
  const world = await developerAnna(t)
  const visitor = await signedIn(world)
  t.regex(visitor.text, /pas encore d’application/)
  const app = await register(visitor)
  t.is(app.secret.length, 43)
  t.is(await tryIt(world, app), 'invalid_grant')
  await visitor.follow('Continuer')
  t.is(visitor.heading, 'Une boutique.')
  t.false(visitor.html.includes(app.secret))
  await visitor.open('/apps')
  await visitor.follow('Une boutique')
  t.false(visitor.html.includes(app.secret))
})

test('what is wrong stands beside its field, and what was typed is kept', async (t) => {
  const world = await developerAnna(t)
  const visitor = await signedIn(world)
  await visitor.open('/apps/new?kind=web')
  visitor.fill('Nom', 'BMW Boutique').fill('Adresses de retour', 'http://shop.example/cb\nhttps://shop.example/#x')
  await visitor.press('Enregistrer l’application')
  t.is(visitor.status, 422)
  for (const said of [
    /réservé à nos propres applications/,
    /doit commencer par https/,
    /retirez-le avec ce qui suit/,
  ]) {
    t.regex(visitor.text, said)
  }
  t.true(visitor.html.includes('http://shop.example/cb'))
  t.is(await apps(world), 0)
})

test('one page registers one app, however often its button is pressed', async (t) => {
  const world = await developerAnna(t)
  const visitor = await signedIn(world)
  await visitor.open('/apps/new?kind=spa')
  const [, once = ''] = /name="once" value="([\w-]+)"/.exec(visitor.html) ?? []
  const cookie = visitor.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const form = { kind: 'spa', once, name: 'Une carte', redirectUris: 'https://map.example/' }
  const shots = Array.from({ length: 10 }, () => post(`${world.url}/apps/new`, form, { cookie, from: '10.0.0.1' }))
  const answers = await volley(shots.map((shot) => ({ ...shot, through: world.url })))
  t.is(await apps(world), 1, JSON.stringify(statuses(answers)))
  t.true(answers.every(({ status }) => status === 200 || status === 303))
})

test('a changed app keeps what was not changed', async (t) => {
  const world = await developerAnna(t)
  const visitor = await signedIn(world)
  const app = await register(visitor)
  await visitor.open(`/apps/client/${app.id}/edit`)
  visitor.fill('Adresses de retour après déconnexion (facultatif)', 'https://shop.example/bye')
  await visitor.press('Enregistrer')
  t.regex(visitor.text, /Enregistré\./)
  const { settings } = (await clientOf(world.idp.db, app.id)) ?? {}
  t.deepEqual(settings?.redirectUris, [BACK])
  t.deepEqual(settings?.postLogoutRedirectUris, ['https://shop.example/bye'])
  t.is(await tryIt(world, app), 'invalid_grant')
})

test('an app whose owner ticks a second step lets nobody in by a password alone, until it is unticked', async (t) => {
  const world = await developerAnna(t)
  await openAccountOf(world.idp, ben)
  const visitor = await signedIn(world)
  const { id } = await register(visitor)
  const edit = (change: () => Visitor): Promise<Visitor> =>
    visitor.open(`/apps/client/${id}/edit`).then(() => change().press('Enregistrer'))
  const arrive = async (): Promise<string> => {
    const query = new URLSearchParams({
      client_id: id,
      redirect_uri: BACK,
      response_type: 'code',
      scope: 'openid',
      code_challenge: 'y'.repeat(43),
      code_challenge_method: 'S256',
    })
    return (await signIn(await world.visitor().open(`${world.url}/auth?${query}`), ben)).heading
  }
  await edit(() => visitor.check('Exiger une seconde étape après le mot de passe'))
  t.is(await arrive(), 'Une seconde étape est demandée.')
  await edit(() => visitor.uncheck('Exiger une seconde étape après le mot de passe'))
  t.is(await arrive(), 'Autoriser Une boutique ?')
})

test('keys that are none are a fault of the form that changes an app, whatever else is ticked', async (t) => {
  const world = await developerAnna(t)
  const visitor = await signedIn(world)
  const { id } = await register(visitor)
  for (const jwks of ['x', 'null', '{"keys":5}', '[]']) {
    await visitor.open(`/apps/client/${id}/edit`)
    visitor.choose('Par une clé à elle (private_key_jwt), le plus sûr').check('Profil FAPI 2.0')
    await visitor.fill('… ou ses clés publiques (JWKS) (facultatif)', jwks).press('Enregistrer')
    t.is(visitor.status, 422, jwks)
    t.regex(visitor.text, /Ce n’est pas un ensemble de clés JSON/, jwks)
  }
})

test('an app that knows people keeps its host, unless the operator says so', async (t) => {
  const world = await developerAnna(t)
  const { db } = world.idp
  const visitor = await signedIn(world)
  const { id } = await register(visitor)
  const edit = async (address: string): Promise<Visitor> => {
    await visitor.open(`/apps/client/${id}/edit`)
    return visitor.fill('Adresses de retour', address).press('Enregistrer')
  }
  await edit('https://store.example/callback')
  t.regex(visitor.text, /Enregistré\./, 'it knows nobody yet')
  const { id: account_id } = await db('account').first('id')
  await db('pairwise_subject').insert({ account_id, sector: 'store.example', sub: 'somebody' })
  await edit('https://other.example/callback')
  t.is(visitor.status, 422)
  t.regex(
    visitor.said('Adresses de retour'),
    /Avec un autre hôte, vous connaîtriez chaque personne sous un autre identifiant/,
  )
  await edit('https://store.example/elsewhere')
  t.regex(visitor.text, /Enregistré\./)
  const change = { redirectUris: ['https://other.example/callback'] }
  t.is((await changeClient(world.idp, id, { change, by: { kind: 'operator' } })).kind, 'changed')
})

test('the page of an app tells how far each sign-out has got', async (t) => {
  const ear = await openEar(t)
  const elsewhere = await openEar(t)
  const world = await developerAnna(t, { IDP_REACHABLE_ORIGINS: ear.origin })
  const { db, outbox } = world.idp
  const app = await testApp(t, world, { backchannel_logout_uri: ear.address })
  const { id } = await db('account').first('id')
  await db('client').where({ id: app.client.client_id }).update({ owner_id: id })
  const begun = await app.begin()
  const visitor = await signIn(await world.visitor().open(begun.address), anna)
  await app.finish(begun, visitor.url)
  const page = `/apps/client/${app.client.client_id}`
  await visitor.open(`${world.url}${page}`)
  t.regex(visitor.text, /Déconnexions envoyées\sAucune ces 30 derniers jours\./)
  await visitor.open(`${world.url}/account/sign-out-everywhere`)
  await visitor.press('Me déconnecter partout')
  await outbox.drain()
  const developer = await signedIn(world, anna, page)
  t.regex(developer.text, /Déconnexion partout · reçue/)
  t.is(ear.tokens.length, 1)

  const unlisted = await testApp(t, world, { backchannel_logout_uri: elsewhere.address })
  await db('client').where({ id: unlisted.client.client_id }).update({ owner_id: id })
  await developer.open((await unlisted.begin()).address)
  await developer.open(`${world.url}/account/sign-out-everywhere`)
  await developer.press('Me déconnecter partout')
  await outbox.drain()
  await signIn(await developer.open(`${world.url}/apps/client/${unlisted.client.client_id}`), anna)
  t.regex(developer.text, /Déconnexion partout · en attente, 1 essai\s+Elle n’a pas répondu\./)
  t.notRegex(developer.text, /special-use|ECONN|IDP_/)
})

test('a secret is changed without a break: two are good until the old one is ended', async (t) => {
  const world = await developerAnna(t)
  const visitor = await signedIn(world)
  const old = await register(visitor)
  await visitor.open(`/apps/client/${old.id}`)
  await visitor.press('Créer un nouveau secret')
  const [, secret = ''] = /CLIENT_SECRET=([\w-]+)/.exec(visitor.text) ?? []
  t.regex(visitor.text, /L’ancien reste valable/)
  const fresh = { id: old.id, secret }
  t.deepEqual([await tryIt(world, old), await tryIt(world, fresh)], ['invalid_grant', 'invalid_grant'])
  await visitor.follow('Continuer')
  await visitor.press('Créer un nouveau secret')
  t.regex(visitor.text, /Deux secrets valent déjà/)
  const [, ending] = await world.idp.db('client_secret').orderBy('created_at', 'desc')
  await visitor.arriveFrom(world.url, `/apps/client/${old.id}/secrets/${ending.id}/end`, {})
  t.regex(visitor.text, /ne vaut plus/)
  t.deepEqual([await tryIt(world, old), await tryIt(world, fresh)], ['invalid_client', 'invalid_grant'])
})

test('a disabled app is refused everywhere at once, and can be enabled', async (t) => {
  const world = await developerAnna(t)
  const visitor = await signedIn(world)
  const app = await register(visitor)
  await visitor.open(`/apps/client/${app.id}`)
  await visitor.press('Désactiver l’application')
  t.regex(visitor.text, /Cette application est désactivée/)
  t.is(await tryIt(world, app), 'invalid_client')
  await visitor.press('Réactiver l’application')
  t.regex(visitor.text, /de nouveau active/)
  t.is(await tryIt(world, app), 'invalid_grant')
  await visitor.follow('Supprimer l’application')
  await visitor.press('Supprimer')
  t.is(await apps(world), 0)
})

test('the preview shows what the app would receive of whoever looks, with its source', async (t) => {
  const world = await developerAnna(t)
  const visitor = await signedIn(world)
  const app = await register(visitor)
  await visitor.open(`/apps/client/${app.id}/edit`)
  await visitor.check('Adresse e-mail (email)').press('Enregistrer')
  await visitor.follow('Aperçu de ce qu’elle reçoit')
  for (const said of [/"Anna"/, /account\.given_name/, /"anna@example\.test"/, /auth_time/, /session\.loginTs/]) {
    t.regex(visitor.text, said)
  }
  const [account] = await world.idp.db('account')
  t.false(visitor.text.includes(String(account.id)), 'an app of others knows nobody by the account’s id')
  await visitor.uncheck('email').press('Montrer')
  t.regex(visitor.text, /"Anna"/)
  t.false(visitor.text.includes('anna@example.test'))
})

test('an app is its owner’s: to every other developer it is not there', async (t) => {
  const world = await developerAnna(t)
  await openAccountOf(world.idp, ben)
  await addDeveloper(world.idp, ben.email)
  const app = await register(await signedIn(world))
  const other = await signedIn(world, ben)
  t.false(other.text.includes('Une boutique'))
  for (const path of ['', '/edit', '/remove']) {
    t.is((await other.open(`/apps/client/${app.id}${path}`)).status, 404)
  }
  for (const path of ['/edit', '/secrets', '/secrets/x/end', '/disable', '/enable', '/remove']) {
    t.is((await other.arriveFrom(world.url, `/apps/client/${app.id}${path}`, {})).status, 404, path)
  }
  t.is(await tryIt(world, app), 'invalid_grant')
})

test('who is no developer is told how to become one, and registers nothing', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, anna)
  const visitor = await signedIn(world)
  t.is(visitor.status, 403)
  t.regex(visitor.text, /réservé aux développeurs/)
  await visitor.arriveFrom(world.url, '/apps/new', { name: 'Une boutique', kind: 'web', redirectUris: BACK })
  t.is(visitor.status, 403)
  t.is(await apps(world), 0)
})

test('a change asks for the password again after half an hour, and leads back', async (t) => {
  const world = await developerAnna(t)
  const visitor = await signedIn(world)
  const app = await register(visitor)
  await ageSessions(world, HOUR)
  await visitor.open(`/apps/client/${app.id}/edit`)
  t.is(visitor.heading, 'Connectez-vous.')
  await signIn(visitor, anna)
  t.is(visitor.path, `/apps/client/${app.id}/edit`)
})

test('a developer cannot make an app one of ours, whatever the form says', async (t) => {
  const world = await developerAnna(t)
  const visitor = await signedIn(world)
  const forged = { firstParty: 'on', first_party: 'true', ownerId: 'x', scopes: 'admin', client_id: 'bmw-id' }
  await visitor.arriveFrom(world.url, '/apps/new', { name: 'Une boutique', kind: 'web', redirectUris: BACK, ...forged })
  const [row] = await world.idp.db('client').whereNotNull('owner_id')
  t.false(String(row.metadata).includes('first_party'))
  t.not(row.id, 'bmw-id')
  t.regex(JSON.parse(String(row.metadata)).scope, /^openid$/)
})

for (const [lang, width, said] of [
  [
    'fr',
    390,
    {
      title: 'Mes applications.',
      choose: 'Quelle application ?',
      web: 'Application web',
      form: 'Nouvelle application web.',
      name: 'Nom',
      back: 'Adresses de retour',
      act: 'Enregistrer l’application',
      done: 'Une boutique est enregistrée.',
      go: 'Continuer',
      preview: 'Aperçu de ce qu’elle reçoit',
      receives: 'Ce que l’application reçoit.',
    },
  ],
  [
    'en',
    1280,
    {
      title: 'My apps.',
      choose: 'Which kind of app?',
      web: 'Web app',
      form: 'New web app.',
      name: 'Name',
      back: 'Redirect addresses',
      act: 'Register the app',
      done: 'Une boutique is registered.',
      go: 'Continue',
      preview: 'Preview of what it receives',
      receives: 'What the app receives.',
    },
  ],
] as const) {
  test(`the pages can be used by everybody, in ${lang} at ${width} px`, async (t) => {
    const world = await developerAnna(t)
    const person = await inChromium(t, { lang, width, inspected: true })
    await person.open(`${world.url}/apps`)
    await person.arriveAt(words[lang].headings.signIn)
    await person.fill(words[lang].bmwId, anna.email)
    await person.fill(words[lang].password, anna.password)
    await person.press(words[lang].signIn)
    await person.arriveAt(said.title)
    await person.open(`${world.url}/apps/new`)
    await person.arriveAt(said.choose)
    await person.press(said.web)
    await person.arriveAt(said.form)
    await person.press(said.act)
    await person.arriveAt(said.form)
    await person.fill(said.name, 'Une boutique')
    await person.fill(said.back, BACK)
    await person.press(said.act)
    await person.arriveAt(said.done)
    await person.press(said.go)
    await person.arriveAt('Une boutique.')
    await person.press(said.preview)
    await person.arriveAt(said.receives)
    t.deepEqual([...new Set(person.findings)], [])
  })
}
