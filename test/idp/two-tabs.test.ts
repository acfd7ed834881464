import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { insecure, signIn, type TestApp, testApp } from '../support/app.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'

const { anna } = people

/** Anna, signed in to an app that may refresh. */
async function stage(t: ExecutionContext, database: DatabaseKind = 'sqlite') {
  const world = await idpWith(t, { database })
  await openAccountOf(world.idp, anna)
  const app = await testApp(t, world, { grant_types: ['authorization_code', 'refresh_token'] })
  const visitor = await world.visitor().open((await app.begin()).address)
  await signIn(visitor, anna)
  return { world, app, visitor }
}

type Tokens = oauth.TokenEndpointResponse

const userinfo = async ({ as, client }: TestApp, { access_token }: Tokens): Promise<number> =>
  (await oauth.userInfoRequest(as, client, access_token, insecure)).status

const refresh = async ({ as, client, auth }: TestApp, { refresh_token = '' }: Tokens): Promise<number> =>
  (await oauth.refreshTokenGrantRequest(as, client, auth, refresh_token, insecure)).status

test('two tabs that sign in to one app at once are both signed in', async (t) => {
  const { app, visitor } = await stage(t)
  const [first, second] = [await app.begin(), await app.begin()]
  const arrivals = [(await visitor.open(first.address)).url, (await visitor.open(second.address)).url]
  for (const [at, begun] of [first, second].entries()) {
    t.truthy((await app.finish(begun, arrivals[at] ?? '')).id_token, `tab ${at + 1}`)
  }
})

test('a tab that asks for less gets less, whatever another one has', async (t) => {
  const { app, visitor } = await stage(t)
  const less = await app.begin({ scope: 'openid' })
  const tokens = await app.finish(less, (await visitor.open(less.address)).url)
  t.is(tokens.scope, 'openid')
})

for (const database of DATABASES) {
  test(`tabs that ask for different things void nothing of one another, and end together, on ${database}`, async (t) => {
    const { world, app, visitor } = await stage(t, database)
    const scopes = ['openid', 'openid email', 'openid profile', 'openid profile email']
    const begun = await Promise.all(scopes.map((scope) => app.begin({ scope })))
    const arrivals: string[] = []
    for (const { address } of begun) arrivals.push((await visitor.open(address)).url)
    const tokens = await Promise.all(begun.map((one, at) => app.finish(one, arrivals[at] ?? '')))
    t.deepEqual(
      tokens.map(({ scope }) => scope),
      scopes,
    )
    const answers = (ask: typeof userinfo) => Promise.all(tokens.map((given) => ask(app, given)))
    t.deepEqual(await answers(userinfo), [200, 200, 200, 200])

    await visitor.open(`${world.url}/account/sessions`)
    await visitor.press('Me déconnecter ici (Un navigateur inconnu)')
    t.deepEqual(await answers(userinfo), [401, 401, 401, 401])
    t.deepEqual(await answers(refresh), [400, 400, 400, 400])
  })
}

test('what was given in a session is worth nothing once that has run out', async (t) => {
  const { world, app, visitor } = await stage(t)
  const begun = await app.begin()
  const tokens = await app.finish(begun, (await visitor.open(begun.address)).url)
  await world.idp.db('engine_object').where({ model: 'Session' }).delete() // as the purge does
  t.is(await userinfo(app, tokens), 401)
  t.is(await refresh(app, tokens), 400)
})

test('what was given in a session is worth nothing once another person is signed in with it', async (t) => {
  const { world, app, visitor } = await stage(t)
  await openAccountOf(world.idp, people.ben)
  const begun = await app.begin()
  const tokens = await app.finish(begun, (await visitor.open(begun.address)).url)
  await visitor.open((await app.begin({ prompt: 'login' })).address)
  await signIn(visitor, people.ben)
  await visitor.press('Continuer')
  t.is(await userinfo(app, tokens), 401)
  t.is(await refresh(app, tokens), 400)
})
