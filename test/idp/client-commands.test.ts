import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import test, { type ExecutionContext } from 'ava'
import type { Knex } from 'knex'
import * as oauth from 'oauth4webapi'
import {
  addDeveloper,
  addSecret,
  disableClient,
  enableClient,
  registerClient,
  secretsOf,
} from '../../idp/clients/service.ts'
import { fromRoot } from '../../shared/root.ts'
import { HOUR } from '../../shared/time.ts'
import { insecure, signIn, testApp } from '../support/app.ts'
import { bare } from '../support/bare.ts'
import { bmwId, command } from '../support/command.ts'
import { DATABASES, type DatabaseKind, freshFolder } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'

const REDIRECT = 'http://localhost:9/cb'

/** A provider and its operator, who has the same settings. */
async function stage(t: ExecutionContext, database: DatabaseKind = 'sqlite') {
  const world = await idpWith(t, { database })
  const run = (...words: readonly string[]) => bmwId(world.env, ...words)
  return Object.assign(Object.create(world) as TestIdp, { run })
}

/** Whether an app can prove itself with that secret: it pushes a request (RFC 9126), on an independent library. */
async function fits({ url }: TestIdp, clientId: unknown, secret: unknown): Promise<boolean> {
  const issuer = new URL(url)
  const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure))
  const request = new URLSearchParams({
    redirect_uri: REDIRECT,
    response_type: 'code',
    scope: 'openid',
    code_challenge: await oauth.calculatePKCECodeChallenge(oauth.generateRandomCodeVerifier()),
    code_challenge_method: 'S256',
  })
  const auth = oauth.ClientSecretBasic(String(secret))
  const client = { client_id: String(clientId) }
  const answer = await oauth.pushedAuthorizationRequest(as, client, auth, request, insecure)
  return answer.status === 201
}

const actions = (db: Knex, subject: unknown): Promise<string[]> =>
  db('audit_event')
    .where({ subject: String(subject) })
    .orderBy('no')
    .pluck('action')

for (const database of DATABASES) {
  test(`an app changes its secret without a break, on ${database}`, async (t) => {
    const world = await stage(t, database)
    const { run, idp, clock } = world
    const { id, secret: old, issuer } = await run('clients', 'add', 'Carnet', '--redirect-uri', REDIRECT)
    t.is(issuer, world.url)
    t.true(await fits(world, id, old))
    t.false(await fits(world, id, `${String(old)}x`))

    const { secret: fresh } = await run('clients', 'rotate-secret', String(id), '--old-ends-in', '48')
    t.true(await fits(world, id, old))
    t.true(await fits(world, id, fresh))
    t.is((await run('clients', 'rotate-secret', String(id))).code, 1, 'two are good')

    clock.pass(48 * HOUR)
    t.false(await fits(world, id, old))
    t.true(await fits(world, id, fresh))

    const [kept] = await secretsOf(idp, String(id))
    t.is((await run('clients', 'end-secret', String(id), kept?.id ?? '')).code, 0)
    t.false(await fits(world, id, fresh))
    const { secret: last } = await run('clients', 'rotate-secret', String(id))
    t.true(await fits(world, id, last))
    t.deepEqual(await actions(idp.db, id), ['app.registered', 'app.secretAdded', 'app.secretEnded', 'app.secretAdded'])
  })

  test.serial(`of many who rotate one secret at once two stay good, on ${database}`, async (t) => {
    const { idp, otherProcess } = await stage(t, database)
    const other = await otherProcess()
    const by = { kind: 'operator' } as const
    const made = await registerClient(idp, { name: 'Carnet', kind: 'web', redirectUris: [REDIRECT] }, by)
    const id = made.kind === 'registered' ? made.id : ''
    const rotations = Array.from({ length: 12 }, (_, at) => addSecret(at % 2 ? idp : other.idp, id, { by }))
    const kinds = (await Promise.all(rotations)).map(({ kind }) => kind)
    t.is(kinds.filter((kind) => kind === 'added').length, 1)
    t.is((await secretsOf(idp, id)).length, 2)
  })

  test(`a disabled app ends at once, with all that it was given, on ${database}`, async (t) => {
    const world = await stage(t, database)
    const { run, idp, visitor } = world
    const sub = await openAccountOf(idp, people.anna)
    const app = await testApp(t, world, { grant_types: ['authorization_code', 'refresh_token'] })
    const id = app.client.client_id
    const begun = await app.begin()
    const anna = await visitor().open(begun.address)
    await signIn(anna, people.anna)
    const tokens = await app.finish(begun, anna.url)
    const userinfo = () => oauth.userInfoRequest(app.as, app.client, tokens.access_token, insecure)
    const refresh = () =>
      oauth.refreshTokenGrantRequest(app.as, app.client, app.auth, tokens.refresh_token ?? '', insecure)
    t.is((await oauth.processUserInfoResponse(app.as, app.client, sub, await userinfo())).sub, sub)

    t.is((await run('clients', 'disable', id)).code, 0)
    t.is((await userinfo()).status, 401)
    t.is((await refresh()).status, 401)
    t.is(Number((await idp.db('engine_object').where({ client_id: id }).count({ n: '*' }).first())?.n), 0)
    t.is((await visitor().open(begun.address)).status, 400)

    t.is((await run('clients', 'enable', id)).code, 0)
    t.is((await userinfo()).status, 401, 'what had ended stays so')
    t.is((await refresh()).status, 400)
    const again = await app.begin()
    await anna.open(again.address)
    t.is((await app.finish(again, anna.url)).token_type, 'bearer')

    t.is((await run('clients', 'remove', id)).code, 0)
    t.is((await run('clients', 'show', id)).code, 1)
    t.deepEqual(await actions(idp.db, id), ['app.disabled', 'app.enabled', 'app.removed'])
  })
}

test('an app is registered with flags, listed, shown and changed', async (t) => {
  const { run, env, idp } = await stage(t)
  const flags = ['--kind', 'spa', '--redirect-uri', 'https://a.example/', '--redirect-uri', 'https://b.example/']
  const { id } = await run('clients', 'add', 'Carte', ...flags, '--cors-origin', 'https://a.example', '--refresh')
  t.regex(String(id), /^[a-p]{32}$/, 'no option of the command')
  const shown = await run('clients', 'show', String(id))
  t.like(shown['settings'], {
    name: 'Carte',
    kind: 'spa',
    authentication: 'none',
    redirectUris: ['https://a.example/', 'https://b.example/'],
    corsOrigins: ['https://a.example'],
    refresh: true,
    firstParty: false,
  })
  t.is((await run('clients', 'change', String(id), '--name', 'Atlas', '--cors-origin', '', '--no-refresh')).code, 0)
  const changed = await run('clients', 'show', String(id))
  t.like(changed['settings'], { name: 'Atlas', redirectUris: ['https://a.example/', 'https://b.example/'] })
  t.like(changed['settings'], { corsOrigins: [], refresh: false })
  t.regex((await command(env, 'bmw-id', 'clients', 'list')).out, new RegExp(`^${String(id)} +spa +good +Atlas$`, 'm'))
  t.deepEqual(await actions(idp.db, id), ['app.registered', 'app.changed'])
})

test('the command says what is wrong beside the flag, and what an app needs', async (t) => {
  const { run, env } = await stage(t)
  const added = await command(env, 'bmw-id', 'clients', 'add', 'Carnet', '--redirect-uri', REDIRECT)
  t.regex(added.out, /^client secret {2}[\w-]{43} {3}\(shown this once\)$/m)
  t.regex(added.out, /^discovery +http\S+\/\.well-known\/openid-configuration$/m)
  t.deepEqual(added.out.match(/^OIDC_\w+/gm), ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'])

  const refused: readonly [words: readonly string[], code: number, err: RegExp][] = [
    [['add', 'Carnet'], 1, /^--redirect-uri: Give at least one redirect address\.$/m],
    [['add', 'BMW ID', '--redirect-uri', REDIRECT], 1, /^--name: A name with “BMW”/m],
    [['add', 'C', '--redirect-uri', REDIRECT, '--owner', 'nobody@example.test'], 1, /^--owner: Nobody is a developer/m],
    [['add', 'C', '--jwks', '/nowhere'], 2, /--jwks names a file that cannot be read/],
    [['add', 'C', '--kind', 'toaster'], 2, /Allowed choices are web, spa/],
    [['add'], 2, /missing required argument/],
    [['show', 'nobody'], 1, /no app with that id/],
    [['change', 'bmw-id', '--name', 'Ours'], 1, /comes from the configuration/],
    [['disable', 'mybmw-financial-services'], 1, /comes from the configuration/],
  ]
  for (const [words, code, err] of refused) {
    const result = await command(env, 'bmw-id', 'clients', ...words)
    t.is(result.code, code, words.join(' '))
    t.regex(result.err, err)
    t.notRegex(result.err, /\n\s+at /)
  }
  t.like(await run('clients', 'add', 'Carnet'), {
    code: 1,
    faults: [{ field: 'redirectUris', flag: '--redirect-uri' }],
  })
})

test('only a developer registers apps, and touches only their own', async (t) => {
  const { run, idp } = await stage(t)
  const accountId = await openAccountOf(idp, people.anna)
  const origin = { ip: '192.0.2.1', requestId: 'ABCD-23' }
  const by = { kind: 'developer', accountId, origin } as const
  const wish = { name: 'Carnet', kind: 'web', redirectUris: [REDIRECT] } as const
  t.is((await registerClient(idp, wish, by)).kind, 'notAllowed')

  t.is((await run('developers', 'add', 'nobody@example.test')).code, 1)
  t.is((await run('developers', 'add', people.anna.email)).code, 0)
  t.is((await addDeveloper(idp, people.anna.email)).kind, 'already')
  t.is((await registerClient(idp, { ...wish, firstParty: true }, by)).kind, 'faulty')
  const mine = await registerClient(idp, wish, by)
  const id = mine.kind === 'registered' ? mine.id : ''
  t.like(await run('clients', 'show', id), { owner: people.anna.email })
  const theirs = await registerClient(idp, wish, { kind: 'operator' })
  t.is((await addSecret(idp, theirs.kind === 'registered' ? theirs.id : '', { by })).kind, 'unknown')

  t.is((await run('developers', 'remove', people.anna.email)).code, 0)
  t.is((await addSecret(idp, id, { by })).kind, 'unknown')
  t.deepEqual(await actions(idp.db, accountId), ['developer.added', 'developer.removed'])
})

test('what the operator disabled its developer does not enable', async (t) => {
  const { run, idp } = await stage(t)
  const accountId = await openAccountOf(idp, people.anna)
  await addDeveloper(idp, people.anna.email)
  const by = { kind: 'developer', accountId, origin: { ip: '192.0.2.1', requestId: 'ABCD-23' } } as const
  const made = await registerClient(idp, { name: 'Carnet', kind: 'web', redirectUris: [REDIRECT] }, by)
  const id = made.kind === 'registered' ? made.id : ''
  t.is((await disableClient(idp, id, by)).kind, 'disabled')
  t.is((await enableClient(idp, id, by)).kind, 'enabled')
  t.is((await disableClient(idp, id, by)).kind, 'disabled')
  t.is((await run('clients', 'disable', id)).code, 0)
  t.is((await enableClient(idp, id, by)).kind, 'notAllowed')
  t.is((await run('clients', 'enable', id)).code, 0)
  t.is((await enableClient(idp, id, by)).kind, 'already')
})

test('a command that was told less than the processes beside it leaves our own apps as they registered them', async (t) => {
  const world = await idpWith(t)
  const house = () => world.idp.db('client').orderBy('id').select('id', 'metadata', 'changed_at')
  const before = await house()
  const { IDP_PORTAL_URL: _, ...less } = world.env
  t.is((await command(less, 'bmw-id', 'clients', 'list')).code, 0)
  t.deepEqual(await house(), before)
})

test('a command that was told another address of BMW ID says so, and does nothing', async (t) => {
  const world = await idpWith(t)
  const elsewhere = { ...world.env, IDP_URL: 'http://localhost:9' }
  const refused = await command(elsewhere, 'bmw-id', 'clients', 'add', 'Une boutique', '--redirect-uri', REDIRECT)
  t.is(refused.code, 1)
  t.true(refused.err.includes(`started at ${world.url}, not at http://localhost:9: set IDP_URL`), refused.err)
  t.is((await world.idp.db('client')).length, 2)
})

test('the commands read the file .env as npm start does', async (t) => {
  const world = await idpWith(t)
  const folder = freshFolder(t)
  mkdirSync(join(folder, 'scripts'))
  symlinkSync(fromRoot('dist'), join(folder, 'dist'))
  cpSync(fromRoot('package.json'), join(folder, 'package.json'))
  cpSync(fromRoot('scripts', 'bmw-id.js'), join(folder, 'scripts', 'bmw-id.js'))
  const lines = Object.entries(world.env).map(([name, value]) => `${name}='${value}'\n`)
  writeFileSync(join(folder, '.env'), lines.join(''))
  const run = promisify(execFile)(process.execPath, [join(folder, 'scripts', 'bmw-id.js'), 'clients', 'list'], {
    env: { ...bare },
  })
  t.regex((await run).stdout, /^bmw-id +spa/m)
})
