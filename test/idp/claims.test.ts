import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { insecure, signIn, type TestApp, testApp } from '../support/app.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'

// The parameter `claims` (OpenID Connect Core §5.5).

const { anna } = people

async function stage(t: ExecutionContext, metadata: Readonly<Record<string, unknown>> = {}) {
  const world = await idpWith(t)
  await openAccountOf(world.idp, anna)
  const app = await testApp(t, world, { first_party: false, client_name: 'Wiki', ...metadata })
  const ask = async (claims: object, more: Readonly<Record<string, string>> = {}, visitor = world.visitor()) => {
    const begun = await app.begin({ scope: 'openid', claims: JSON.stringify(claims), ...more })
    await visitor.open(begun.address)
    if (visitor.heading === 'Connectez-vous.') await signIn(visitor, anna)
    return { begun, visitor }
  }
  return { world, app, ask }
}

async function told(app: TestApp, tokens: oauth.TokenEndpointResponse) {
  const claims: Readonly<Record<string, unknown>> = oauth.getValidatedIdTokenClaims(tokens) ?? {}
  const answer = await oauth.userInfoRequest(app.as, app.client, tokens.access_token, insecure)
  const userinfo = await oauth.processUserInfoResponse(app.as, app.client, String(claims['sub']), answer)
  return { claims, userinfo: { ...userinfo, sub: undefined } }
}

test('claims that are asked one by one are told one by one, consented to, and put where they were asked for', async (t) => {
  const { app, ask } = await stage(t)
  const wish = { id_token: { email: { essential: true }, given_name: null }, userinfo: { family_name: null } }
  const { begun, visitor } = await ask(wish)
  const text = visitor.text.replaceAll(/\s+/g, ' ')
  t.regex(text, /Votre prénom : Anna Votre nom de famille : Lindqvist Votre adresse e-mail confirmée : anna@/)
  t.notRegex(text, /Votre nom :|civilité|langue :/)
  await visitor.press('Autoriser')
  const { claims, userinfo } = await told(app, await app.finish(begun, visitor.url))
  t.like(claims, { email: anna.email, given_name: 'Anna', family_name: undefined, email_verified: undefined })
  t.deepEqual(userinfo, { family_name: 'Lindqvist', sub: undefined })

  const same = await ask(wish, {}, visitor)
  t.truthy((await app.finish(same.begun, visitor.url)).id_token, 'remembered')
  await ask({ userinfo: { civility: null } }, {}, visitor)
  t.regex(visitor.text, /Votre civilité/, 'asked for what is new')
  await ask({ userinfo: { civility: null } }, { prompt: 'none' }, visitor)
  t.is(new URL(visitor.url).searchParams.get('error'), 'consent_required')
})

test('who has allowed a scope has allowed its claims', async (t) => {
  const { app, ask } = await stage(t)
  const { begun, visitor } = await ask({ userinfo: { sub: null } }, { scope: 'openid email' })
  await visitor.press('Autoriser')
  await app.finish(begun, visitor.url)
  const next = await ask({ id_token: { email: null } }, {}, visitor)
  const { claims, userinfo } = await told(app, await app.finish(next.begun, visitor.url))
  t.is(claims['email'], anna.email)
  t.deepEqual(userinfo, { sub: undefined })
})

test('a claim is not told to an app that has no scope for it, ours or not', async (t) => {
  for (const first_party of [true, false]) {
    const { app } = await stage(t, { scope: 'openid profile', first_party })
    const refused = app.begin({ scope: 'openid', claims: '{"userinfo":{"email":null}}' })
    await t.throwsAsync(refused, { message: /server responded with an error/ })
    t.truthy(await app.begin({ scope: 'openid', claims: '{"userinfo":{"given_name":null,"acr":null,"x":null}}' }))
  }
})

test('an app of ours gets the claims it asks for without a question', async (t) => {
  const { app, ask } = await stage(t, { first_party: true })
  const { begun, visitor } = await ask({ id_token: { locale: null } })
  t.is((await told(app, await app.finish(begun, visitor.url))).claims['locale'], 'fr')
})

test('a wish for one certain person, or one certain way of signing in, is kept or refused', async (t) => {
  const { app, ask } = await stage(t)
  const { begun, visitor } = await ask({ id_token: { acr: { essential: true, values: ['aal1'] }, auth_time: null } })
  await visitor.press('Autoriser')
  const { claims } = await told(app, await app.finish(begun, visitor.url))
  t.is(claims['acr'], 'aal1')
  const silent = { prompt: 'none' }
  const same = await ask({ id_token: { sub: { value: claims['sub'] } } }, silent, visitor)
  t.truthy((await app.finish(same.begun, visitor.url)).id_token)
  await ask({ id_token: { sub: { value: 'somebody-else' } } }, silent, visitor)
  t.is(new URL(visitor.url).searchParams.get('error'), 'login_required')
  await ask({ id_token: { acr: { essential: true, value: 'aal9' } } }, silent, visitor)
  t.is(new URL(visitor.url).searchParams.get('error'), 'unmet_authentication_requirements')
})
