import test, { type ExecutionContext } from 'ava'
import { decodeProtectedHeader, type JWK } from 'jose'
import { lifetimes } from '../../idp/engine/lifetimes.ts'
import { REMEMBERED_FOR } from '../../idp/engine/policy.ts'
import { publishNext, replaceAll, retireKey, turnKeys } from '../../idp/keys/rotation.ts'
import { LISTED_AFTER } from '../../idp/keys/service.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { signedIn } from '../portal/adding.ts'
import { signIn, testApp } from '../support/app.ts'
import { command } from '../support/command.ts'
import { DATABASES } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith, type TestIdp } from '../support/serve.ts'
import { worldWith } from '../support/world.ts'

type Place = Pick<TestIdp, 'idp' | 'url' | 'clock'>

/** The key set as any app reads it; nothing private may be in it. */
async function keySet(t: ExecutionContext, { url }: Pick<Place, 'url'>): Promise<string[]> {
  const answer = await fetch(`${url}/jwks`)
  t.is(answer.headers.get('cache-control'), 'public, max-age=600')
  const { keys } = (await answer.json()) as { keys: (JWK & { kid: string })[] }
  for (const key of keys) t.false(['d', 'p', 'q', 'dp', 'dq', 'qi'].some((name) => name in key))
  return keys.map(({ kid }) => kid)
}

/** Time goes by, and the process looks at its keys. */
async function after(ms: number, { idp, clock }: Place): Promise<void> {
  clock.pass(ms)
  await turnKeys(idp)
}

async function publish(idp: TestIdp['idp']): Promise<string> {
  const outcome = await publishNext(idp, 'ES256', 'operator')
  await turnKeys(idp)
  return outcome.kind === 'published' ? outcome.key.kid : outcome.kind
}

/** Which key signs the ID token of a fresh sign-in; the app checks it with the key set of now. */
async function signerFor(t: ExecutionContext, world: TestIdp, metadata: Readonly<Record<string, unknown>> = {}) {
  const app = await testApp(t, world, metadata)
  const begun = await app.begin()
  const anna = await world.visitor().open(begun.address)
  await signIn(anna, people.anna)
  const { id_token: idToken = '' } = await app.finish(begun, anna.url)
  return { kid: decodeProtectedHeader(idToken).kid, idToken, app, anna }
}

const actions = ({ idp }: Place): Promise<string[]> =>
  idp.db('audit_event').where('action', 'like', 'keys.%').orderBy('no').pluck('action')

test('a key is published a day before it signs, and stays for as long as what it signed is good [R80]', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, people.anna)
  const [old = '', rs256] = await keySet(t, world)
  const next = await publish(world.idp)
  t.deepEqual(await keySet(t, world), [old, rs256, next])
  await after(DAY - MINUTE, world)
  const before = await signerFor(t, world)
  t.is(before.kid, old)

  await after(MINUTE, world)
  t.deepEqual(await keySet(t, world), [next, rs256, old])
  t.is((await signerFor(t, world)).kid, next)
  t.is((await signerFor(t, world, { id_token_signed_response_alg: 'RS256' })).kid, rs256)
  const { idToken, anna, app } = before
  const leave = new URLSearchParams({ id_token_hint: idToken, client_id: app.client.client_id })
  await anna.open(`${world.url}/session/end?${leave}`)
  t.is(anna.status, 200, 'what the old key signed is still known at sign-out')

  await after(LISTED_AFTER - MINUTE, world)
  t.true((await keySet(t, world)).includes(old))
  await after(MINUTE, world)
  t.false((await keySet(t, world)).includes(old))
  const rows = () => world.idp.db('signing_key').where({ kid: old }).select('sealed')
  t.deepEqual(await rows(), [{ sealed: null }], 'the private part is erased')
  await after(366 * DAY, world)
  t.deepEqual(await rows(), [])
})

test('what the first key of an algorithm signs for, another that fits would too: their order decides [R80]', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, people.anna)
  const kids = [(await keySet(t, world))[0]]
  for (let n = 0; n < 3; n += 1) {
    kids.push(await publish(world.idp))
    t.is((await signerFor(t, world)).kid, kids[n], 'not one that is published only')
    await after(DAY, world)
    t.is((await signerFor(t, world)).kid, kids[n + 1], 'nor one that is retired')
  }
})

// access tokens of an API live an hour at most (idp/apis/definition.ts)
test('keys are listed for longer than anything that they sign is good [R80]', (t) => {
  const signed = [REMEMBERED_FOR, ttl('IdToken') * SECOND, HOUR]
  for (const life of signed) t.true(LISTED_AFTER >= life + DAY)
})
const ttl = (name: string): number => Number((lifetimes as Record<string, unknown>)[name])

for (const database of DATABASES) {
  test(`after ninety days two processes that look at once publish one key, on ${database} [R80]`, async (t) => {
    const world = await idpWith(t, { database })
    const other = await world.otherProcess()
    await after(89 * DAY - HOUR, world)
    t.is((await keySet(t, world)).length, 2)
    world.clock.pass(HOUR)
    const processes = [world.idp, other.idp]
    const looks = Array.from({ length: 10 }, (_, n) => processes[n % 2] as TestIdp['idp'])
    await Promise.all(looks.map((idp) => turnKeys(idp)))
    for (const idp of processes) await turnKeys(idp)
    const rows = await world.idp.db('signing_key').orderBy('slot').pluck('slot')
    t.deepEqual(rows, ['ES256-1', 'ES256-2', 'RS256-1', 'RS256-2'])
    t.is((await keySet(t, world)).length, 4)

    world.clock.pass(DAY)
    await Promise.all(looks.map((idp) => turnKeys(idp)))
    const counts: Record<string, number> = {}
    for (const action of await actions(world)) counts[action] = (counts[action] ?? 0) + 1
    t.deepEqual(counts, { 'keys.published': 2, 'keys.activated': 2, 'keys.retired': 2 })
  })
}

test('for a stolen key new ones sign at once, and what the old ones signed is refused [R80]', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, people.anna)
  const before = await signerFor(t, world)
  await publish(world.idp)
  const old = await keySet(t, world)
  const made = await replaceAll(world.idp)
  await turnKeys(world.idp)
  const now = await keySet(t, world)
  t.deepEqual(
    now,
    made.map(({ kid }) => kid),
  )
  t.false(now.some((kid) => old.includes(kid)))
  t.is((await world.idp.db('signing_key').whereNotNull('sealed')).length, 2)
  t.true(now.includes((await signerFor(t, world)).kid ?? ''))
  const { idToken, anna } = before
  await anna.open(`${world.url}/session/end?${new URLSearchParams({ id_token_hint: idToken })}`)
  t.is(anna.status, 400)
})

test('a key that was published by mistake never signs, and the one before it goes on [R80]', async (t) => {
  const world = await idpWith(t)
  await openAccountOf(world.idp, people.anna)
  const [old = ''] = await keySet(t, world)
  const next = await publish(world.idp)
  t.deepEqual(await retireKey(world.idp, next), { kind: 'takenOut', was: 'published' })
  t.deepEqual(await retireKey(world.idp, next), { kind: 'unknown' })
  t.deepEqual(await retireKey(world.idp, old), { kind: 'signs' })
  await after(60 * DAY, world)
  t.is((await signerFor(t, world)).kid, old)
  t.false((await keySet(t, world)).includes(next))
  await after(DAY, world)
  t.deepEqual(await actions(world), ['keys.published', 'keys.revoked', 'keys.erased'])
})

test('an operator lists, publishes, replaces and retires keys by command [R80]', async (t) => {
  const world = await idpWith(t)
  const keys = (...words: string[]) => command(world.env, 'bmw-id', ...words)
  const [es = '', rs] = await keySet(t, world)
  const json = async () => JSON.parse((await keys('--json', 'keys', 'list')).out) as { kid: string; state: string }[]
  t.deepEqual(
    (await json()).map(({ kid, state }) => [kid, state]),
    [
      [es, 'signing'],
      [rs, 'signing'],
    ],
  )
  const first = await keys('keys', 'rotate')
  t.is(first.code, 0, first.err)
  t.regex(first.out, /^ES256: \S{16} is published, and signs from \S+Z\.\nRS256: /)
  t.regex((await keys('keys', 'rotate')).out, /was published before.*Nothing was changed/)
  const signing = await keys('keys', 'retire', es)
  t.like(signing, { code: 1, out: '' })
  t.regex(signing.err, /signs: it cannot go before another does/)
  const next = (await json()).find(({ state }) => state === 'published')?.kid ?? ''
  t.regex((await keys('keys', 'retire', next)).out, /will never sign/)
  t.like(await keys('keys', 'retire', 'nothing'), { code: 1 })

  const now = await keys('keys', 'rotate', '--now')
  t.is(now.code, 0, now.err)
  t.regex(now.out, /signs now, and is the only one/)
  t.regex(now.out, /within 30 s\.\nWhat they have signed is refused from then on: ID tokens, JWT access tokens/)
  t.is((await json()).filter(({ state }) => state === 'signing').length, 2)
  t.deepEqual(await keySet(t, world), [es, rs], 'a process that has not looked yet')
  await turnKeys(world.idp)
  t.false((await keySet(t, world)).includes(es))
})

test('the portal takes the next key without another look, if it has looked since it was published [R80]', async (t) => {
  const world = await worldWith(t)
  await signedIn(world)
  const passes = async (ms: number): Promise<void> => {
    for (const instant of ['activate_at', 'retire_at']) await world.idp.db('signing_key').decrement(instant, ms)
  }
  const comesIn = async (): Promise<string> => {
    const visitor = await world.visitor().open('/login')
    visitor.fill('BMW ID (adresse e-mail)', people.morel.email).fill('Mot de passe', people.morel.password)
    return (await visitor.press('Connexion')).path
  }
  const next = await publish(world.idp)
  await world.restartPortal() // what it knew of our keys is forgotten, as after ten minutes
  t.is(await comesIn(), '/home')
  await passes(DAY)
  await turnKeys(world.idp)
  t.is((await keySet(t, world))[0], next)
  t.is(await comesIn(), '/home')

  const unseen = await publish(world.idp)
  await passes(DAY)
  await turnKeys(world.idp)
  t.is((await keySet(t, world))[0], unseen)
  t.not(await comesIn(), '/home', 'why a day lies between')
})
