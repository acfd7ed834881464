import test from 'ava'
import * as oauth from 'oauth4webapi'
import { insecure, type TestApp, testApp } from '../support/app.ts'
import { DATABASES } from '../support/database.ts'
import { apiStage, bodyOf, codeFor, credentials, INVOICES, STOCK } from './apis.support.ts'

const REFRESHING = { grant_types: ['authorization_code', 'refresh_token'] }
const SEALED = 'urn:example:sealed'

const introspect = async ({ as, client, auth }: TestApp, token: string): Promise<oauth.IntrospectionResponse> => {
  const answer = await oauth.introspectionRequest(as, client, auth, token, insecure)
  return oauth.processIntrospectionResponse(as, client, answer)
}
const revoke = ({ as, client, auth }: TestApp, token: string) =>
  oauth.revocationRequest(as, client, auth, token, insecure)

for (const database of DATABASES) {
  test(`a token is known to the app that has it and to the API it is for, to nobody else, on ${database}`, async (t) => {
    const stage = await apiStage(t, database)
    const [api, otherApi, service] = [await stage.service(), await stage.service(), await stage.service()]
    await stage.add({ identifier: SEALED, tokenFormat: 'opaque', clientId: api.client.client_id })
    await stage.add({ identifier: 'urn:example:other', tokenFormat: 'opaque', clientId: otherApi.client.client_id })
    await stage.allow(service, SEALED, 'read')
    const { access_token } = await bodyOf(await credentials(service, ['resource', SEALED], ['scope', 'read']))
    const known = { active: true, aud: SEALED, scope: 'read', client_id: service.client.client_id }
    t.like(await introspect(api, access_token), known)
    t.like(await introspect(service, access_token), known)
    for (const stranger of [otherApi, await testApp(t, stage)]) {
      t.deepEqual({ ...(await introspect(stranger, access_token)) }, { active: false })
      t.is((await revoke(stranger, access_token)).status, 200)
      t.true((await introspect(api, access_token)).active, 'nobody else ends it')
    }
    t.deepEqual({ ...(await introspect(api, 'never-made')) }, { active: false })
    t.is((await revoke(service, access_token)).status, 200)
    t.deepEqual({ ...(await introspect(api, access_token)) }, { active: false })
  })

  test(`revoking a refresh token ends all that hangs on its grant, on ${database}`, async (t) => {
    const stage = await apiStage(t, database)
    const app = await testApp(t, stage, REFRESHING)
    const stranger = await testApp(t, stage, REFRESHING)
    const tokens = await bodyOf(await (await codeFor(stage, app, 'openid profile'))())
    await revoke(stranger, tokens.refresh_token)
    t.true((await introspect(app, tokens.refresh_token)).active)
    t.is((await revoke(app, tokens.refresh_token)).status, 200)
    for (const token of [tokens.refresh_token, tokens.access_token]) t.false((await introspect(app, token)).active)
    t.is((await oauth.userInfoRequest(app.as, app.client, tokens.access_token, insecure)).status, 401)
    const again = await oauth.refreshTokenGrantRequest(app.as, app.client, app.auth, tokens.refresh_token, insecure)
    t.is((await bodyOf(again)).error, 'invalid_grant')
  })
}

test('an API whose tokens are JWTs is told that they are not asked about and not revoked here', async (t) => {
  const stage = await apiStage(t)
  const service = await stage.service()
  await stage.allow(service, STOCK, 'read')
  const { access_token } = await bodyOf(await credentials(service, ['resource', STOCK], ['scope', 'read']))
  const { as, client, auth } = service
  for (const answer of [
    await oauth.introspectionRequest(as, client, auth, access_token, insecure),
    await revoke(service, access_token),
  ]) {
    t.is(answer.status, 400)
    t.is((await bodyOf(answer)).error, 'unsupported_token_type')
  }
})

test('a JWT for an API ends with its life, whatever is revoked; no other follows', async (t) => {
  const stage = await apiStage(t)
  const app = await testApp(t, stage, REFRESHING)
  await stage.allow(app, INVOICES, 'read')
  const tokens = await bodyOf(await (await codeFor(stage, app, 'openid read', INVOICES))(['resource', INVOICES]))
  t.is(tokens.expires_in, 300)
  await revoke(app, tokens.refresh_token)
  const again = await oauth.refreshTokenGrantRequest(app.as, app.client, app.auth, tokens.refresh_token, insecure)
  t.is((await bodyOf(again)).error, 'invalid_grant')
})

test('who does not prove who they are introspects nothing', async (t) => {
  const stage = await apiStage(t)
  const service = await stage.service()
  const { as, client } = service
  const answer = await oauth.introspectionRequest(as, client, oauth.None(), 'anything', insecure)
  t.is(answer.status, 401)
})
