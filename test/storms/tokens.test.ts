import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { insecure, prepared, proofs, signIn, type TestApp, testApp, withNonce } from '../support/app.ts'
import { DATABASES, type DatabaseKind } from '../support/database.ts'
import { people } from '../support/people.ts'
import { idpOf, type Shipped, shipped } from '../support/processes.ts'
import { openAccountIn } from '../support/standing.ts'
import type { Visitor } from '../support/visitor/visitor.ts'
import { inTurn, type Shot, statuses, volley } from '../support/volley.ts'

// One winner, on two providers in processes of their own that share a database.

interface Stage extends Shipped {
  readonly app: TestApp
  readonly anna: Visitor
}

/** Anna has signed in once; from then on her browser gets codes without a question. */
async function stage(t: ExecutionContext, database: DatabaseKind): Promise<Stage> {
  const world = await shipped(t, { database, idps: 2, portals: 0 })
  await openAccountIn(world, people.anna)
  const place = idpOf(world)
  const app = await testApp(t, place, { grant_types: ['authorization_code', 'refresh_token'] })
  const anna = await world.visitor({ idp: 1 }).open((await app.begin()).address)
  await signIn(anna, people.anna)
  return { ...world, app, anna }
}

async function freshCode({ app, anna }: Stage) {
  const begun = await app.begin()
  await anna.open(begun.address)
  const parameters = oauth.validateAuthResponse(app.as, app.client, new URL(anna.url), begun.state)
  return { begun, arrival: anna.url, parameters }
}

const many = (count: number, call: (options: object) => Promise<Response>) =>
  Promise.all(Array.from({ length: count }, () => prepared(call)))

async function storm({ idps }: Stage, count: number, call: (options: object) => Promise<Response>) {
  const shots = await many(count, call)
  return volley(inTurn(idps, count, (n) => shots[n] as Shot))
}

const tokensOf = (body: string) => JSON.parse(body) as { access_token: string; refresh_token: string }
const works = async ({ app }: Stage, token: string): Promise<boolean> =>
  (await oauth.userInfoRequest(app.as, app.client, token, insecure)).status === 200

for (const database of DATABASES) {
  test.serial(`of fifty who redeem one code on two processes one gets tokens, on ${database} [R44]`, async (t) => {
    const world = await stage(t, database)
    const { as, client, auth, redirectUri } = world.app
    const { begun, parameters } = await freshCode(world)
    const answers = await storm(world, 50, (options) =>
      oauth.authorizationCodeGrantRequest(as, client, auth, parameters, redirectUri, begun.verifier, options),
    )
    t.deepEqual(statuses(answers), { 200: 1, 400: 49 })
    const losers = answers.filter(({ status }) => status === 400).map(({ body }) => JSON.parse(body).error)
    t.deepEqual([...new Set(losers)], ['invalid_grant'])
  })

  test.serial(
    `a code that is replayed at the other process ends what it had given, on ${database} [R44]`,
    async (t) => {
      const world = await stage(t, database)
      const { as, client, auth, redirectUri } = world.app
      const { begun, arrival, parameters } = await freshCode(world)
      const { access_token, refresh_token = '' } = await world.app.finish(begun, arrival)
      t.true(await works(world, access_token))
      const again = await prepared((options) =>
        oauth.authorizationCodeGrantRequest(as, client, auth, parameters, redirectUri, begun.verifier, options),
      )
      t.deepEqual(statuses(await volley([{ ...again, through: world.idps[1]?.address ?? '' }])), { 400: 1 })
      t.false(await works(world, access_token))
      const refreshed = await storm(world, 2, (options) =>
        oauth.refreshTokenGrantRequest(as, client, auth, refresh_token, options),
      )
      t.deepEqual(statuses(refreshed), { 400: 2 })
    },
  )

  test.serial(
    `of twenty who refresh at once on two processes one wins; a late one ends the family, on ${database} [R45]`,
    async (t) => {
      const world = await stage(t, database)
      const { as, client, auth } = world.app
      const { begun, arrival } = await freshCode(world)
      const { refresh_token: old = '' } = await world.app.finish(begun, arrival)
      const refresh = (token: string) => (options: object) =>
        oauth.refreshTokenGrantRequest(as, client, auth, token, options)
      const answers = await storm(world, 20, refresh(old))
      const won = answers.filter(({ status }) => status === 200)
      t.deepEqual(statuses(answers), { 200: 1, 400: 19 })
      const fresh = tokensOf(won[0]?.body ?? '{}')
      t.true(await works(world, fresh.access_token), 'those who lost do not end what the winner got')

      const rotated = world.idpDb('engine_object').where({ model: 'RefreshToken' }).whereNotNull('consumed_at')
      await rotated.decrement('consumed_at', 11_000) // eleven seconds go by: the grace is over
      t.deepEqual(statuses(await storm(world, 2, refresh(old))), { 400: 2 })
      t.deepEqual(statuses(await storm(world, 2, refresh(fresh.refresh_token))), { 400: 2 })
      t.false(await works(world, fresh.access_token))
    },
  )

  test.serial(
    `of twenty who use one client assertion on two processes one is heard, on ${database} [R46]`,
    async (t) => {
      const world = await stage(t, database)
      const { as, client, auth } = world.app
      const one = await prepared((options) => oauth.revocationRequest(as, client, auth, 'none', options))
      const answers = await volley(inTurn(world.idps, 20, () => one))
      t.is(statuses(answers)[200], 1)
      t.true(
        answers.every(({ status }) => status < 500),
        JSON.stringify(statuses(answers)),
      )
    },
  )

  test.serial(`of twenty who send one proof of a key on two processes one is heard, on ${database}`, async (t) => {
    const world = await shipped(t, { database, idps: 2, portals: 0 })
    const DPoP = await proofs()
    const service = {
      token_endpoint_auth_method: 'client_secret_basic',
      client_secret: 'a-secret-of-forty-three-characters-or-so-ok',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
    }
    const { as, client, auth } = await testApp(t, idpOf(world), service)
    const ask = (options: object) => oauth.clientCredentialsGrantRequest(as, client, auth, {}, { ...options, DPoP })
    await withNonce(async () => oauth.processClientCredentialsResponse(as, client, await ask(insecure)))
    const one = await prepared(ask)
    const answers = await volley(inTurn(world.idps, 20, () => one))
    t.deepEqual(statuses(answers), { 200: 1, 400: 19 })
  })
}
