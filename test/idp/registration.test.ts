import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { issueToken } from '../../idp/clients/service.ts'
import { DAY, HOUR } from '../../shared/time.ts'
import { insecure } from '../support/app.ts'
import { bmwId } from '../support/command.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'

const WISH = { client_name: 'Carnet', redirect_uris: ['http://localhost:9/cb'] }
type Body = Readonly<Record<string, oauth.JsonValue>>

async function stage(t: ExecutionContext, database: DatabaseKind = 'sqlite') {
  const world = await idpWith(t, { database })
  const issuer = new URL(world.url)
  const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))
  const token = async (uses = 1): Promise<string> =>
    (await issueToken(world.idp, { note: '', uses, lastsMs: DAY })).token
  const ask = (initialAccessToken: string, metadata: Body) =>
    oauth.dynamicClientRegistrationRequest(as, metadata, { ...insecure, initialAccessToken })
  const register = async (metadata: Body = WISH) =>
    oauth.processDynamicClientRegistrationResponse(await ask(await token(), metadata))
  /** reads, changes or removes a registration */
  const manage = async (method: string, at: unknown, held: unknown, body?: Body) => {
    const headers = { authorization: `Bearer ${String(held)}`, 'content-type': 'application/json' }
    const answer = await fetch(String(at), { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    const text = await answer.text()
    return { status: answer.status, body: (text ? JSON.parse(text) : {}) as Record<string, unknown> }
  }
  const count = async (): Promise<number> =>
    Number((await world.idp.db('client').whereNotNull('registered_with').count({ n: '*' }).first())?.n)
  return { ...world, idp: world.idp, as, token, ask, register, manage, count }
}

/** Whether it can prove itself. */
async function fits(as: oauth.AuthorizationServer, client: oauth.Client, secret: unknown): Promise<boolean> {
  const request = new URLSearchParams({
    redirect_uri: 'http://localhost:9/cb',
    response_type: 'code',
    code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()),
    code_challenge_method: 'S256',
  })
  const auth = oauth.ClientSecretBasic(String(secret))
  return (await oauth.pushedAuthorizationRequest(as, client, auth, request, insecure)).status === 201
}

for (const database of DATABASES) {
  test(`an app registers itself, reads, changes and removes itself, on ${database}`, async (t) => {
    const { as, register, manage, idp } = await stage(t, database)
    const made = await register({ ...WISH, first_party: true, owner: 'anna', start_uri: 'https://app.example/' })
    t.is(made['first_party'], undefined)
    t.like(made, { client_name: 'Carnet', scope: 'openid profile email', grant_types: ['authorization_code'] })
    t.like(made, { token_endpoint_auth_method: 'client_secret_basic', id_token_signed_response_alg: 'RS256' })
    const { client_id: id, client_secret: secret } = made
    t.true(await fits(as, { client_id: id }, secret))
    const row = await idp.db('client').where({ id }).first()
    t.is(row.owner_id, null)
    t.regex(row.registered_with, /^[\dA-Z]{4}-[\dA-Z]{2}$/)

    t.regex(id, /^[a-p]{32}$/, 'no option of the command')
    const { registration_client_uri: at, registration_access_token: held } = made
    const read = await manage('GET', at, held)
    t.like(read, { status: 200, body: { client_name: 'Carnet' } })
    t.false('client_secret' in read.body, 'it was told once')

    const changed = await manage('PUT', at, held, { ...WISH, client_id: id, client_name: 'Atlas', first_party: true })
    t.like(changed, { status: 200, body: { client_name: 'Atlas' } })
    t.false('client_secret' in changed.body || 'first_party' in changed.body)
    const fresh = changed.body['registration_access_token']
    t.not(fresh, held)
    t.is((await manage('GET', at, held)).status, 401, 'the one before has ended')
    t.true(await fits(as, { client_id: id }, secret), 'the secret is the one it was')

    t.is((await manage('DELETE', at, fresh)).status, 204)
    t.false(await fits(as, { client_id: id }, secret))
    t.is((await manage('GET', at, fresh)).status, 401)
    const actions = await idp.db('audit_event').where({ subject: id }).orderBy('no').pluck('action')
    t.deepEqual(actions, ['app.registered', 'app.changed', 'app.removed'])
  })

  test(`of many who register with a token for one app one does, on ${database}`, async (t) => {
    const { token, ask, count } = await stage(t, database)
    const one = await token()
    const statuses = (await Promise.all(Array.from({ length: 12 }, () => ask(one, WISH)))).map(({ status }) => status)
    t.deepEqual([statuses.filter((status) => status === 201).length, new Set(statuses).size], [1, 2])
    t.true(statuses.includes(401))
    t.is(await count(), 1)
  })

  test(`of many who change an app with one registration access token one does, on ${database}`, async (t) => {
    const { register, manage, idp } = await stage(t, database)
    const { client_id, registration_client_uri: at, registration_access_token: held } = await register()
    const change = (_: unknown, no: number) =>
      manage('PUT', at, held, { ...WISH, client_id, client_name: `Carnet ${no}` })
    const answers = await Promise.all(Array.from({ length: 12 }, change))
    const winners = answers.filter(({ status }) => status === 200)
    t.is(winners.length, 1)
    t.is(answers.filter(({ status }) => status === 401).length, 11)
    const kept = await manage('GET', at, winners[0]?.body['registration_access_token'])
    t.is(kept.body['client_name'], winners[0]?.body['client_name'])
    t.is((await idp.db('engine_object').where({ model: 'RegistrationAccessToken' })).length, 1)
    t.is((await idp.db('audit_event').where({ subject: client_id, action: 'app.changed' })).length, 1)
  })

  test(`a stolen database holds no secret and no token that is good, on ${database}`, async (t) => {
    const { idp, token, ask } = await stage(t, database)
    const initial = await token(2)
    const made = await oauth.processDynamicClientRegistrationResponse(await ask(initial, WISH))
    const kept = await Promise.all(
      ['client', 'client_secret', 'registration_token', 'engine_object', 'audit_event', 'outbox'].map((table) =>
        idp.db(table).select('*'),
      ),
    )
    const all = JSON.stringify(kept)
    t.true(all.includes(made.client_id))
    const values = [initial, made['client_secret'], made['registration_access_token']] as string[]
    for (const value of values) {
      t.true(value.length >= 43)
      t.false(all.includes(value))
    }
  })
}

test('what is wrong with a FAPI app is told by the name that it has in metadata', async (t) => {
  const { ask, token } = await stage(t)
  const wish = { ...WISH, profile: 'fapi2' }
  const refused = async (metadata: Body) => {
    const answer = await ask(await token(), metadata)
    return { status: answer.status, ...((await answer.json()) as { error: string; error_description: string }) }
  }
  t.regex((await refused(wish)).error_description, /^profile: /)
  t.regex((await refused({ ...WISH, profile: 'fapi9' })).error_description, /^profile: The only profile/)
  for (const jwks of [null, { keys: 5 }, []]) {
    const { status, error, error_description } = await refused({
      ...wish,
      token_endpoint_auth_method: 'private_key_jwt',
      jwks,
    })
    t.deepEqual([status, error], [400, 'invalid_client_metadata'])
    t.regex(error_description, /^jwks: /)
  }
})

test('nobody registers without a token, or with one that has ended', async (t) => {
  const { as, ask, token, idp, clock, env, count } = await stage(t)
  t.is((await oauth.dynamicClientRegistrationRequest(as, WISH, insecure)).status, 401)
  t.is((await ask('x'.repeat(43), WISH)).status, 401)
  const old = await token()
  clock.pass(DAY)
  t.is((await ask(old, WISH)).status, 401)

  const issued = await bmwId(env, 'tokens', 'issue', '--uses', '2', '--days', '3', '--note', 'Atelier')
  t.like(issued, { code: 0, note: 'Atelier', usesLeft: 2, registration_endpoint: as.registration_endpoint })
  t.is((await ask(String(issued['token']), WISH)).status, 201)
  t.like(await bmwId(env, 'tokens', 'list'), { 0: { note: 'Atelier', usesLeft: 1 } })
  t.is((await bmwId(env, 'tokens', 'revoke', String(issued['id']))).code, 0)
  t.is((await bmwId(env, 'tokens', 'revoke', String(issued['id']))).code, 1)
  t.is((await ask(String(issued['token']), WISH)).status, 401)
  t.is((await bmwId(env, 'tokens', 'issue', '--uses', '0')).code, 1)
  t.is(await count(), 1)
  const events = await idp
    .db('audit_event')
    .where({ subject: String(issued['id']) })
    .pluck('action')
  t.deepEqual(events, ['registrationToken.issued', 'registrationToken.revoked'])
})

test('what our own rules refuse is refused here too, by the name of the metadata', async (t) => {
  const { token, ask, count, idp } = await stage(t)
  const held = await token(9)
  const refused: readonly [metadata: Body, error: string, says: RegExp][] = [
    [{ ...WISH, client_name: 'MyBMW' }, 'invalid_client_metadata', /^client_name: A name with “BMW”/],
    [{ redirect_uris: WISH.redirect_uris }, 'invalid_client_metadata', /^client_name: Give the app a name/],
    [{ ...WISH, redirect_uris: ['http://app.example/'] }, 'invalid_redirect_uri', /^redirect_uris: .*https/],
    [{ ...WISH, redirect_uris: ['https://a.example/*'] }, 'invalid_redirect_uri', /wildcard/],
    [{ ...WISH, redirect_uris: 'https://a.example/' }, 'invalid_redirect_uri', /at least one/],
    [{ ...WISH, backchannel_logout_uri: 'https://10.1.2.3/' }, 'invalid_client_metadata', /private address/],
    [{ ...WISH, grant_types: ['implicit'] }, 'invalid_client_metadata', /^grant_types: Such an app has: auth/],
    [{ ...WISH, response_types: ['code id_token'] }, 'invalid_client_metadata', /^grant_types: Such an app has: code/],
    [{ ...WISH, scope: 'openid everything' }, 'invalid_client_metadata', /scope/],
    [{ ...WISH, token_endpoint_auth_method: 'private_key_jwt' }, 'invalid_client_metadata', /public keys/],
    [{ ...WISH, subject_type: 7 }, 'invalid_client_metadata', /subject_type/],
  ]
  for (const [metadata, error, says] of refused) {
    const answer = await ask(held, metadata)
    t.is(answer.status, 400, JSON.stringify(metadata))
    const body = (await answer.json()) as { error: string; error_description: string }
    t.is(body.error, error)
    t.regex(body.error_description, says)
  }
  t.is(await count(), 0)
  t.is((await idp.db('registration_token').first()).uses_left, 9, 'a refusal uses nothing up')
})

test('a key set that is nested without end is refused, not printed', async (t) => {
  const { as, token } = await stage(t)
  const wish = { ...WISH, token_endpoint_auth_method: 'private_key_jwt', jwks: { keys: [{ kty: 'EC', x5c: 0 }] } }
  const body = JSON.stringify(wish).replace('"x5c":0', `"x5c":${'['.repeat(20_000)}${']'.repeat(20_000)}`)
  const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' }
  const answer = await fetch(String(as.registration_endpoint), { method: 'POST', headers, body })
  t.is(answer.status, 400)
  t.regex(((await answer.json()) as { error_description: string }).error_description, /^jwks: This is not/)
})

test('an app keeps its kind, and gets no secret by a change', async (t) => {
  const { register, manage } = await stage(t)
  const spa = await register({ ...WISH, token_endpoint_auth_method: 'none' })
  t.is(spa['client_secret'], undefined)
  const { client_id, registration_client_uri: at, registration_access_token: held } = spa
  const asWeb = await manage('PUT', at, held, { ...WISH, client_id, token_endpoint_auth_method: 'client_secret_post' })
  t.like(asWeb, { status: 400, body: { error_description: 'grant_types: An app keeps its kind. Register another.' } })
  t.is((await manage('GET', at, held)).body['token_endpoint_auth_method'], 'none')
})

test('an app of several hosts, on a phone or on a device works once it is registered, and is changed as it was read', async (t) => {
  const { as, register, manage } = await stage(t)
  const kinds: readonly Body[] = [
    { redirect_uris: ['https://a.example/cb', 'https://b.example/cb'] },
    { redirect_uris: ['com.example.app:/cb', 'http://127.0.0.1/cb'], application_type: 'native' },
    { grant_types: ['urn:ietf:params:oauth:grant-type:device_code'], response_types: [] },
  ]
  for (const kind of kinds) {
    const made = await register({ client_name: 'Carnet', token_endpoint_auth_method: 'none', ...kind })
    const { client_id, registration_client_uri: at, registration_access_token: held } = made
    const works = async () => (await oauth.revocationRequest(as, { client_id }, oauth.None(), 'x', insecure)).status
    t.is(await works(), 200, JSON.stringify(kind))
    const { body } = await manage('GET', at, held)
    t.is(body['subject_type'], 'pairwise')
    const { registration_access_token: _, registration_client_uri: __, client_id_issued_at: ___, ...read } = body
    t.is((await manage('PUT', at, held, { ...read, client_name: 'Atlas' } as Body)).status, 200, JSON.stringify(kind))
    t.is(await works(), 200)
  }
})

test('an app that knows people does not move to another host by itself', async (t) => {
  const { register, manage, idp } = await stage(t)
  const app = await register({ ...WISH, token_endpoint_auth_method: 'none' })
  const { client_id, registration_client_uri: at, registration_access_token: held } = app
  const account_id = await openAccountOf(idp, people.anna)
  await idp.db('pairwise_subject').insert({ account_id, sector: 'localhost:9', sub: 'somebody' })
  const wish = { ...WISH, client_id, token_endpoint_auth_method: 'none', redirect_uris: ['https://other.example/cb'] }
  const answer = await manage('PUT', at, held, wish)
  t.is(answer.status, 400)
  t.regex(String(answer.body['error_description']), /^redirect_uris: With another host/)
})

test('one network registers sixty times an hour, and one token thirty times', async (t) => {
  const { token, ask, clock } = await stage(t)
  const held = await token(1000)
  const statuses: number[] = []
  for (let at = 0; at < 31; at += 1) statuses.push((await ask(held, { ...WISH, client_name: '' })).status)
  t.deepEqual([...new Set(statuses.slice(0, 30))], [400])
  t.is(statuses.at(-1), 429)
  for (let at = 0; at < 29; at += 1) await ask('x'.repeat(43), WISH)
  t.is((await ask('x'.repeat(43), WISH)).status, 429)
  clock.pass(HOUR)
  t.is((await ask(held, WISH)).status, 201)
})
