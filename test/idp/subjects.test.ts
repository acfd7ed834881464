import test, { type ExecutionContext } from 'ava'
import * as oauth from 'oauth4webapi'
import { signIn, type TestApp, testApp } from '../support/app.ts'
import { DATABASES } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'

const { anna } = people

/** Anna signs in to an app and allows it what it asks; returns what the app got. */
async function tokensFor(world: Pick<TestIdp, 'visitor'>, app: TestApp, visitor = world.visitor()) {
  const begun = await app.begin({ scope: 'openid' })
  await visitor.open(begun.address)
  if (visitor.heading === 'Connectez-vous.') await signIn(visitor, anna)
  if (visitor.heading.startsWith('Autoriser')) await visitor.press('Autoriser')
  return { tokens: await app.finish(begun, visitor.url), visitor }
}

const subOf = (tokens: oauth.TokenEndpointResponse): string => oauth.getValidatedIdTokenClaims(tokens)?.sub ?? ''

async function stage(t: ExecutionContext) {
  const world = await idpWith(t)
  const accountId = await openAccountOf(world.idp, anna)
  const other = (metadata: Readonly<Record<string, unknown>> = {}) =>
    testApp(t, world, { first_party: false, ...metadata })
  return { world, accountId, other }
}

for (const database of DATABASES) {
  test.serial(
    `of twenty who ask at once by which name an app knows somebody all hear one, on ${database} [R50]`,
    async (t) => {
      const world = await idpWith(t, { database })
      await openAccountOf(world.idp, anna)
      const app = await testApp(t, world, { first_party: false })
      const { visitor } = await tokensFor(world, app)
      await world.idp.db('pairwise_subject').delete()
      const codes = []
      for (let n = 0; n < 20; n++) {
        const begun = await app.begin({ scope: 'openid' })
        codes.push({ begun, arrival: (await visitor.open(begun.address)).url })
      }
      const subs = await Promise.all(codes.map(async ({ begun, arrival }) => subOf(await app.finish(begun, arrival))))
      t.is(new Set(subs).size, 1)
      t.is((await world.idp.db('pairwise_subject')).length, 1)
    },
  )
}

test('apps of others know somebody each by a name of their own, apps of ours by one [R50]', async (t) => {
  const { world, accountId, other } = await stage(t)
  const [one, two, ours] = [await other(), await other(), await testApp(t, world)]
  const { tokens, visitor } = await tokensFor(world, one)
  const [first, second] = [subOf(tokens), subOf((await tokensFor(world, two, visitor)).tokens)]
  t.is(new Set([accountId, first, second]).size, 3)
  t.is(subOf((await tokensFor(world, ours, visitor)).tokens), accountId)
  t.is(subOf((await tokensFor(world, one)).tokens), first, 'the same the next time')
  for (const sub of [first, second]) t.regex(sub, /^[0-9a-f]{8}-/, 'random')
  t.deepEqual((one.as as { subject_types_supported?: string[] }).subject_types_supported?.toSorted(), [
    'pairwise',
    'public',
  ])
})

test('apps of one host are one sector; an app on a device, or of several hosts, is one of its own [R50]', async (t) => {
  const { world, other } = await stage(t)
  const one = await other()
  const { tokens, visitor } = await tokensFor(world, one)
  const host = one.redirectUri
  const same = await other({ redirect_uris: [host] })
  const begun = await same.begin({ scope: 'openid', redirect_uri: host })
  await visitor.open(begun.address)
  await visitor.press('Autoriser')
  const parameters = oauth.validateAuthResponse(same.as, same.client, new URL(visitor.url), begun.state)
  const answer = await same.redeem({ parameters, verifier: begun.verifier, redirectUri: host })
  const said = await oauth.processAuthorizationCodeResponse(same.as, same.client, answer, {
    expectedNonce: begun.nonce,
  })
  t.is(subOf(said), subOf(tokens))

  const elsewhere = await other()
  for (const metadata of [
    { application_type: 'native', redirect_uris: [host] },
    { redirect_uris: [elsewhere.redirectUri, host] },
  ]) {
    const stranger = await other(metadata)
    const request = await stranger.begin({ scope: 'openid', redirect_uri: host })
    await visitor.open(request.address)
    await visitor.press('Autoriser')
    const code = oauth.validateAuthResponse(stranger.as, stranger.client, new URL(visitor.url), request.state)
    const got = await stranger.redeem({ parameters: code, verifier: request.verifier, redirectUri: host })
    const claims = oauth.getValidatedIdTokenClaims(
      await oauth.processAuthorizationCodeResponse(stranger.as, stranger.client, got, { expectedNonce: request.nonce }),
    )
    t.not(claims?.sub, subOf(tokens), JSON.stringify(metadata))
  }
})

test('whatever an app of others registers, it does not learn the account’s own id [R50]', async (t) => {
  const { world, accountId, other } = await stage(t)
  const { tokens } = await tokensFor(world, await other({ subject_type: 'public' }))
  t.not(subOf(tokens), accountId)
})

test('a name stays the same when keys are changed, and goes with the account [R50]', async (t) => {
  const world = await idpWith(t)
  const accountId = await openAccountOf(world.idp, anna)
  const app = await testApp(t, world, { first_party: false })
  const before = subOf((await tokensFor(world, app)).tokens)
  t.is((await world.idp.db('pairwise_subject').first()).sub, before, 'no key makes it')
  await world.idp.db('account').where({ id: accountId }).delete()
  t.is((await world.idp.db('pairwise_subject')).length, 0)
  await openAccountOf(world.idp, anna)
  t.not(subOf((await tokensFor(world, app)).tokens), before, 'opened anew, somebody else')
})

test('an app of others proves by its ID token that it may sign out, and is told of it by its own name [R50]', async (t) => {
  const { world, other } = await stage(t)
  const app = await other({ post_logout_redirect_uris: ['http://localhost:9/out'] })
  const { tokens, visitor } = await tokensFor(world, app)
  const hint = new URLSearchParams({ id_token_hint: tokens.id_token ?? '' })
  await visitor.open(`${world.url}/session/end?${hint}`)
  t.true(visitor.html.includes('data-press'), 'nothing is asked')
  const stranger = await testApp(t, world, { first_party: false })
  const { tokens: others } = await tokensFor(world, stranger, visitor)
  const forged = `${world.url}/session/end?${new URLSearchParams({ id_token_hint: others.id_token ?? '' })}`
  t.true((await visitor.open(forged)).html.includes('data-press'))
  await world.idp.db('pairwise_subject').update({ sub: world.idp.db.raw("sub || '-else'") })
  t.false((await visitor.open(forged)).html.includes('data-press'), 'the hint is of somebody else')
})
