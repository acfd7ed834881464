import test from 'ava'
import * as oauth from 'oauth4webapi'
import { addApi, changeApi, type Definition, disallow, wordsOfApiScopes } from '../../idp/apis/service.ts'
import { insecure, testApp } from '../support/app.ts'
import { DATABASES } from '../support/database.ts'
import { apiStage, bodyOf, checked, codeFor, credentials, INVOICES, STOCK } from './apis.support.ts'

const REFRESHING = { grant_types: ['authorization_code', 'refresh_token'] }

for (const database of DATABASES) {
  test(`a service gets a JWT for one API, with what the operator gave it, on ${database}`, async (t) => {
    const stage = await apiStage(t, database)
    const service = await stage.service()
    await stage.allow(service, STOCK, 'count')
    const answer = await credentials(service, ['resource', STOCK], ['scope', 'read count'])
    const tokens = await oauth.processClientCredentialsResponse(service.as, service.client, answer)
    t.like(tokens, { scope: 'count', expires_in: 3600, token_type: 'bearer' })
    const id = service.client.client_id
    const claims = await checked(stage.url, tokens.access_token, STOCK)
    t.like(claims, { sub: id, client_id: id, scope: 'count', aud: STOCK, iss: stage.url })
    t.is(typeof claims.jti, 'string')
    t.is(Number(claims.exp) - Number(claims.iat), 3600)
    await t.throwsAsync(checked(stage.url, tokens.access_token, INVOICES), { code: 'ERR_JWT_CLAIM_VALIDATION_FAILED' })
  })

  test(`an app gets a token for each API that it asked for, and one for userinfo, on ${database}`, async (t) => {
    const stage = await apiStage(t, database)
    const app = await testApp(t, stage, REFRESHING)
    await stage.allow(app, INVOICES, 'read', 'write')
    await stage.allow(app, STOCK, 'read')
    const redeem = await codeFor(stage, app, 'openid profile read write count', INVOICES, STOCK)
    const first = await bodyOf(await redeem(['resource', INVOICES]))
    const claims = await checked(stage.url, first.access_token, INVOICES)
    t.like(claims, { sub: stage.sub, client_id: app.client.client_id, scope: 'read write' })
    t.false('email' in claims || 'name' in claims, 'no datum of a person')
    t.is((await oauth.userInfoRequest(app.as, app.client, first.access_token, insecure)).status, 401)

    const refresh = (token: string, more: Readonly<Record<string, string>>) =>
      oauth.refreshTokenGrantRequest(app.as, app.client, app.auth, token, {
        ...insecure,
        additionalParameters: more,
      })
    const second = await bodyOf(await refresh(first.refresh_token, { resource: STOCK }))
    t.like(await checked(stage.url, second.access_token, STOCK), { scope: 'read' })
    const third = await bodyOf(await refresh(second.refresh_token, { resource: INVOICES, scope: 'openid read' }))
    t.like(await checked(stage.url, third.access_token, INVOICES), { scope: 'read' })
    const fourth = await bodyOf(await refresh(third.refresh_token, {}))
    t.false(fourth.access_token.includes('.'), 'opaque')
    t.is((await oauth.userInfoRequest(app.as, app.client, fourth.access_token, insecure)).status, 200)
  })
}

test('an API that is unknown, or that a client was not allowed, is no target', async (t) => {
  const stage = await apiStage(t)
  const [service, app] = [await stage.service(), await testApp(t, stage, REFRESHING)]
  await stage.allow(service, STOCK, 'read')
  await stage.allow(app, STOCK, 'read')
  for (const resource of ['urn:example:nothing', INVOICES, `${STOCK}/`, 'not a uri', `${STOCK}#x`, 'urn:example:\0']) {
    const answer = await credentials(service, ['resource', resource], ['scope', 'read'])
    t.is(answer.status, 400, resource)
    t.is((await bodyOf(answer)).error, 'invalid_target', resource)
  }
  const both = await credentials(service, ['resource', STOCK], ['resource', INVOICES])
  t.is((await bodyOf(both)).error, 'invalid_target')
  const redeem = await codeFor(stage, app, 'openid read', STOCK)
  t.is((await bodyOf(await redeem(['resource', INVOICES]))).error, 'invalid_target')
})

test('without openid one API is meant when one was asked for, and none of several is chosen', async (t) => {
  const stage = await apiStage(t)
  const app = await testApp(t, stage, REFRESHING)
  await stage.allow(app, INVOICES, 'read')
  await stage.allow(app, STOCK, 'read')
  const one = await bodyOf(await (await codeFor(stage, app, 'read', STOCK))())
  t.like(await checked(stage.url, one.access_token, STOCK), { scope: 'read' })
  const several = await (await codeFor(stage, app, 'read', STOCK, INVOICES))()
  t.is((await bodyOf(several)).error, 'invalid_target')
})

test('what the operator takes back is in no token from then on', async (t) => {
  const stage = await apiStage(t)
  const app = await testApp(t, stage, REFRESHING)
  await stage.allow(app, INVOICES, 'read', 'write')
  const tokens = await bodyOf(await (await codeFor(stage, app, 'openid read write', INVOICES))(['resource', INVOICES]))
  const refresh = async (token: string) =>
    bodyOf(
      await oauth.refreshTokenGrantRequest(app.as, app.client, app.auth, token, {
        ...insecure,
        additionalParameters: { resource: INVOICES },
      }),
    )
  await disallow(stage.idp, { clientId: app.client.client_id, identifier: INVOICES, scopes: ['write'] })
  const narrower = await refresh(tokens.refresh_token)
  t.is(narrower.scope, 'read')
  await changeApi(stage.idp, INVOICES, { dropScopes: ['read'] })
  t.is((await refresh(narrower.refresh_token)).error, 'invalid_target')
})

test('any app may ask people for an open API, but no service may help itself', async (t) => {
  const stage = await apiStage(t)
  await changeApi(stage.idp, STOCK, { open: true })
  const service = await stage.service({ first_party: false })
  t.is((await bodyOf(await credentials(service, ['resource', STOCK], ['scope', 'read']))).error, 'invalid_target')
  const app = await testApp(t, stage, { first_party: false })
  const ask = (resource: string) =>
    oauth.pushedAuthorizationRequest(
      app.as,
      app.client,
      app.auth,
      new URLSearchParams({
        redirect_uri: app.redirectUri,
        response_type: 'code',
        scope: 'openid read',
        resource,
        code_challenge: 'x'.repeat(43),
        code_challenge_method: 'S256',
      }),
      insecure,
    )
  t.is((await ask(STOCK)).status, 201)
  t.is((await bodyOf(await ask(INVOICES))).error, 'invalid_target')
})

test('the consent page hears what an API is called and what its scopes mean', async (t) => {
  const stage = await apiStage(t)
  const facture = { fr: 'Lire vos factures', en: 'Read your invoices' }
  await changeApi(stage.idp, INVOICES, { scopes: { read: facture } })
  t.deepEqual(await wordsOfApiScopes(stage.idp.db, INVOICES, ['read', 'openid'], 'fr'), {
    api: 'Une interface',
    scopes: [{ name: 'read', words: 'Lire vos factures' }],
  })
  t.is(await wordsOfApiScopes(stage.idp.db, 'urn:example:nothing', ['read'], 'en'), undefined)
})

test('what an API may not be is said in sentences, and nothing is kept', async (t) => {
  const stage = await apiStage(t)
  await testApp(t, stage, { client_id: 'in-a-browser', token_endpoint_auth_method: 'none', jwks: undefined })
  const good: Definition = {
    identifier: 'https://a.example/api',
    name: { fr: 'Nom', en: 'Name' },
    scopes: {},
    tokenSeconds: 300,
    tokenFormat: 'jwt',
    open: false,
  }
  const faults: readonly [change: Partial<Definition>, said: RegExp][] = [
    [{ identifier: 'invoices' }, /^The identifier is an absolute URI without "#"/],
    [{ identifier: 'https://a.example/#x' }, /^The identifier is an absolute URI/],
    [{ identifier: 'http://a.example' }, /begins with https:/],
    [{ identifier: `${stage.url}/api` }, /must not lie at BMW ID itself/],
    [{ name: { fr: 'Nom', en: ' ' } }, /^The name is said in French and in English/],
    [{ scopes: { openid: { fr: 'a', en: 'b' } } }, /^openid is a scope of OpenID Connect/],
    [{ scopes: { 'a b': { fr: 'a', en: 'b' } } }, /^"a b" is no scope/],
    [{ scopes: { read: { fr: 'Lire', en: '' } } }, /^What read means is said in French and in English/],
    [{ tokenSeconds: 3601 }, /between 1 and 60 minutes/],
    [{ tokenSeconds: Number.NaN }, /between 1 and 60 minutes/],
    [{ clientId: 'nobody' }, /^There is no client nobody/],
    [{ clientId: 'in-a-browser' }, /is a public client/],
  ]
  for (const [change, said] of faults) {
    const outcome = await addApi(stage.idp, { ...good, ...change })
    if (outcome.kind !== 'faulty') t.fail(JSON.stringify(change))
    else t.regex(outcome.faults.join('\n'), said)
  }
  t.is((await stage.idp.db('api').select('id')).length, 2)
})
