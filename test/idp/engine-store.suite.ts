import { randomBytes } from 'node:crypto'
import type { TestFn } from 'ava'
import type { Knex } from 'knex'
import { errors } from 'oidc-provider'
import { createAdapterFactory } from '../../idp/engine/adapter.ts'
import { purgeApps } from '../../idp/engine/app-sessions.ts'
import { type Ended, end, type Whose } from '../../idp/engine/ending.ts'
import { createStore } from '../../idp/engine/store.ts'
import { createSecrets } from '../../shared/crypto/secrets.ts'
import { isDuplicate } from '../../shared/database/open.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { createClock } from '../support/clock.ts'
import type { DatabaseKind, Teardown } from '../support/database.ts'
import { poolsOf, storm } from '../support/pools.ts'

/** What the engine needs of a store, whatever it is made of. */
export function engineStoreSuite(test: TestFn, database: DatabaseKind): void {
  async function stores(t: Teardown) {
    const pools = (await poolsOf(t, 'idp', database)) as readonly [Knex, Knex]
    const clock = createClock()
    const secrets = createSecrets([randomBytes(32)])
    const storeOn = (db: Knex) => createStore(db, secrets)
    const modelOn = (name: string, db: Knex = pools[0]) => createAdapterFactory(storeOn(db), { now: clock.now })(name)
    return { pools, clock, secrets, store: storeOn(pools[0]), storeOn, modelOn, rows: () => pools[0]('engine_object') }
  }
  const titled = (title: string): string => `${title}, on ${database}`
  const outcomes = async (calls: readonly Promise<unknown>[]) => {
    const settled = await Promise.allSettled(calls)
    const refused = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : []))
    return { done: settled.length - refused.length, refused }
  }

  test(titled('what is put is found by its id, with its payload as it was'), async (t) => {
    const { modelOn } = await stores(t)
    const payload = { jti: 'abc', grantId: 'g', nested: { list: [1, 'é', null] }, iat: 1 }
    await modelOn('AccessToken').upsert('abc', payload, 60)
    t.deepEqual(await modelOn('AccessToken').find('abc'), payload)
    t.is(await modelOn('AccessToken').find('abd'), undefined)
    t.is(await modelOn('RefreshToken').find('abc'), undefined, 'each model has ids of its own')
    await modelOn('AccessToken').upsert('abc', { jti: 'abc', changed: true }, 60)
    t.deepEqual(await modelOn('AccessToken').find('abc'), { jti: 'abc', changed: true })
    await modelOn('AccessToken').destroy('abc')
    t.is(await modelOn('AccessToken').find('abc'), undefined)
    await modelOn('AccessToken').destroy('abc')
  })

  test(titled('a session is found by its uid, also after its id has changed'), async (t) => {
    const { modelOn } = await stores(t)
    const sessions = modelOn('Session')
    await sessions.upsert('id 1', { uid: 'u', accountId: 'anna' }, 60)
    t.deepEqual(await sessions.findByUid('u'), { uid: 'u', accountId: 'anna' })
    await sessions.destroy('id 1')
    await sessions.upsert('id 2', { uid: 'u', accountId: 'anna' }, 60)
    await sessions.upsert('id 3', { uid: 'u', accountId: 'anna', later: true }, 60)
    t.deepEqual(await sessions.findByUid('u'), { uid: 'u', accountId: 'anna', later: true })
    t.is(await sessions.find('id 2'), undefined, 'two ids for one session are one too many')
    t.is(await sessions.findByUid('v'), undefined)
  })

  for (const model of ['AuthorizationCode', 'PushedAuthorizationRequest']) {
    test.serial(titled(`of fifty who consume one ${model} on two pools one does [R44][R45]`), async (t) => {
      const { pools, modelOn } = await stores(t)
      await modelOn(model).upsert('code', { jti: 'code', grantId: 'g' }, 60)
      const { done, refused } = await outcomes(
        Array.from({ length: 50 }, (_, at) => modelOn(model, pools[at % 2]).consume('code')),
      )
      t.is(done, 1)
      t.true(refused.every((error) => error instanceof errors.InvalidGrant))
      t.is(typeof (await modelOn(model).find('code'))?.consumed, 'number')
    })
  }

  test(titled('what was consumed stays so when it is saved again'), async (t) => {
    const { modelOn } = await stores(t)
    const codes = modelOn('AuthorizationCode')
    await codes.upsert('code', { jti: 'code' }, 60)
    await codes.consume('code')
    await codes.upsert('code', { jti: 'code', more: 1 }, 60)
    t.truthy((await codes.find('code'))?.consumed)
    await t.throwsAsync(Promise.resolve(codes.consume('code')), { instanceOf: errors.InvalidGrant })
    await t.throwsAsync(Promise.resolve(codes.consume('never there')), { instanceOf: errors.InvalidGrant })
  })

  test.serial(titled('of fifty who save one jti at once one does, and nobody after [R46]'), async (t) => {
    const { pools, modelOn } = await stores(t)
    const save = (db: Knex) => modelOn('ReplayDetection', db).upsert('jti', { iss: 'app' }, 60)
    const { done, refused } = await outcomes(Array.from({ length: 50 }, (_, at) => save(pools[at % 2] as Knex)))
    t.is(done, 1)
    t.true(refused.every((error) => error instanceof errors.InvalidRequest && !isDuplicate(error)))
    t.is((await outcomes([save(pools[1])])).done, 0)
  })

  test.serial(titled('a rotated refresh token may be used once more within ten seconds, by one [R45]'), async (t) => {
    const { pools, clock, modelOn } = await stores(t)
    const tokens = modelOn('RefreshToken')
    await tokens.upsert('token', { jti: 'token', grantId: 'g' }, HOUR / SECOND)
    const storm20 = () =>
      outcomes(Array.from({ length: 20 }, (_, at) => modelOn('RefreshToken', pools[at % 2]).consume('token')))
    t.is((await storm20()).done, 1, 'at once there is one winner, and no second')
    t.is((await tokens.find('token'))?.consumed, undefined, 'an answer may have got lost')
    clock.pass(2 * SECOND)
    t.is((await storm20()).done, 1)
    clock.pass(2 * SECOND)
    t.is((await storm20()).done, 0)
    clock.pass(7 * SECOND)
    t.is((await storm20()).done, 0)
    t.is(typeof (await tokens.find('token'))?.consumed, 'number', 'from now on it is a replay')
  })

  test(titled('who comes after the ten seconds gets no second chance [R45]'), async (t) => {
    const { clock, modelOn } = await stores(t)
    const tokens = modelOn('RefreshToken')
    await tokens.upsert('token', { jti: 'token' }, HOUR / SECOND)
    await tokens.consume('token')
    clock.pass(11 * SECOND)
    await t.throwsAsync(Promise.resolve(tokens.consume('token')), { instanceOf: errors.InvalidGrant })
  })

  test(titled('an authorization code has no grace [R44]'), async (t) => {
    const { clock, modelOn } = await stores(t)
    const codes = modelOn('AuthorizationCode')
    await codes.upsert('code', { jti: 'code' }, 60)
    await codes.consume('code')
    t.truthy((await codes.find('code'))?.consumed)
    clock.pass(2 * SECOND)
    await t.throwsAsync(Promise.resolve(codes.consume('code')), { instanceOf: errors.InvalidGrant })
  })

  test(titled('a grant is removed with all of a model that hangs on it'), async (t) => {
    const { modelOn } = await stores(t)
    for (const id of ['a', 'b']) await modelOn('AccessToken').upsert(id, { grantId: 'g' }, 60)
    await modelOn('AccessToken').upsert('c', { grantId: 'other' }, 60)
    await modelOn('RefreshToken').upsert('a', { grantId: 'g' }, 60)
    await modelOn('AccessToken').revokeByGrantId('g')
    t.is(await modelOn('AccessToken').find('a'), undefined)
    t.is(await modelOn('AccessToken').find('b'), undefined)
    t.truthy(await modelOn('AccessToken').find('c'))
    t.truthy(await modelOn('RefreshToken').find('a'))
  })

  const endingOf = async (t: Teardown) => {
    const stage = await stores(t)
    const { pools, secrets, clock } = stage
    const finish = (whose: Whose, keepsOffline = false) =>
      pools[0].transaction((tx) => end(tx, whose, { secrets, keepsOffline, now: clock.now() }))
    return { ...stage, finish }
  }
  const opened = (sid: string, more: object = {}) => ({ app: { sid, grantId: `g ${sid}`, ...more } })

  test(titled('an account ends with everything that hangs on it, and its apps are known [R25]'), async (t) => {
    const { finish, modelOn } = await endingOf(t)
    await modelOn('Session').upsert('s', { uid: 'u', accountId: 'anna', authorizations: opened('1') }, 60)
    await modelOn('Session').upsert('r', { uid: 'v', accountId: 'ben', authorizations: opened('2') }, 60)
    await modelOn('AccessToken').upsert('a', { accountId: 'anna' }, 60)
    await modelOn('Grant').upsert('g', { accountId: 'anna' }, 60)
    await modelOn('Interaction').upsert('i', { result: { login: { accountId: 'anna' } } }, 60)
    await modelOn('AccessToken').upsert('b', { accountId: 'ben' }, 60)
    const { sessions, apps } = await finish({ accountId: 'anna' })
    t.deepEqual(sessions, ['anna'])
    t.deepEqual(
      apps.map(({ sid, client_id }) => [sid, client_id]),
      [['1', 'app']],
    )
    t.is(await modelOn('Session').findByUid('u'), undefined)
    t.is(await modelOn('AccessToken').find('a'), undefined)
    t.is(await modelOn('Grant').find('g'), undefined)
    t.is(await modelOn('Interaction').find('i'), undefined, 'a password that was typed before opens nothing after')
    t.truthy(await modelOn('AccessToken').find('b'))
    t.truthy(await modelOn('Session').findByUid('v'))
    t.deepEqual(await finish({ accountId: 'anna' }), { sessions: [], apps: [] })
  })

  test(
    titled('a session ends with the grants of its apps, but for those that may go on without it [R32]'),
    async (t) => {
      for (const keepsOffline of [true, false]) {
        const { finish, modelOn } = await endingOf(t)
        const authorizations = { ...opened('1'), mail: { sid: '2', grantId: 'g 2', persistsLogout: true } }
        await modelOn('Session').upsert('s', { uid: 'u', accountId: 'anna', authorizations }, 60)
        for (const n of ['1', '2']) {
          await modelOn('Grant').upsert(`g ${n}`, { accountId: 'anna' }, 60)
          await modelOn('RefreshToken').upsert(`r ${n}`, { accountId: 'anna', grantId: `g ${n}` }, 60)
        }
        const { apps } = await finish({ sessionUid: 'u' }, keepsOffline)
        t.deepEqual(apps.map(({ client_id }) => client_id).toSorted(), ['app', 'mail'], 'both are told')
        for (const [n, stays] of [
          ['1', false],
          ['2', keepsOffline],
        ] as const) {
          t.is((await modelOn('Grant').find(`g ${n}`)) !== undefined, stays)
          t.is((await modelOn('RefreshToken').find(`r ${n}`)) !== undefined, stays)
        }
      }
    },
  )

  test(titled('an app ends for one account or for all, and its sessions go on [R32]'), async (t) => {
    const { finish, modelOn } = await endingOf(t)
    for (const who of ['anna', 'ben']) {
      await modelOn('Session').upsert(who, { uid: who, accountId: who, authorizations: opened(who) }, 60)
      await modelOn('RefreshToken').upsert(who, { accountId: who, clientId: 'app' }, 60)
    }
    const sids = ({ apps }: Ended) => apps.map(({ sid }) => sid)
    t.deepEqual(sids(await finish({ accountId: 'anna', clientId: 'app' })), ['anna'])
    t.is(await modelOn('RefreshToken').find('anna'), undefined)
    t.deepEqual(sids(await finish({ clientId: 'app' })), ['ben'])
    t.is(await modelOn('RefreshToken').find('ben'), undefined)
    t.like(await modelOn('Session').findByUid('anna'), { accountId: 'anna', authorizations: {} })
  })

  test(titled('a session is found and ends also while it gets another id [R32]'), async (t) => {
    const { finish, modelOn } = await endingOf(t)
    const sessions = modelOn('Session')
    const session = { uid: 'u', accountId: 'anna', authorizations: opened('1') }
    await sessions.upsert('old', session, 60)
    await sessions.destroy('old') // as the engine begins to write it under another
    t.is((await finish({ accountId: 'anna' })).sessions.length, 1)
    await t.throwsAsync(Promise.resolve(sessions.upsert('new', session, 60)), { instanceOf: errors.SessionNotFound })
  })

  test.serial(titled('what was under way when a session ended does not bring it back [R32]'), async (t) => {
    const { pools, finish, modelOn, clock, store } = await endingOf(t)
    const session = { uid: 'u', accountId: 'anna', authorizations: opened('1') }
    await modelOn('Session').upsert('s 0', session, 60)
    const writes = Array.from({ length: 30 }, (_, at) =>
      modelOn('Session', pools[at % 2]).upsert(at % 3 ? `s ${at}` : 's 0', session, 60),
    )
    const [, { sessions }] = await Promise.all([outcomes(writes), finish({ accountId: 'anna' })])
    t.deepEqual(sessions, ['anna'])
    t.is(await modelOn('Session').findByUid('u'), undefined)
    for (const id of ['s 0', 's 99']) {
      const late = modelOn('Session', pools[1]).upsert(id, session, 60)
      await t.throwsAsync(Promise.resolve(late), { instanceOf: errors.SessionNotFound })
    }
    t.is(await store.purge(clock.now() + 2 * HOUR, 500), 1, 'the place is not kept for ever')
  })

  test(titled('an app is remembered for as long as it may keep somebody signed in [R25][R78]'), async (t) => {
    const { pools, finish, modelOn, clock, store } = await endingOf(t)
    await modelOn('Session').upsert('s', { uid: 'u', accountId: 'anna', authorizations: opened('1') }, 60)
    clock.pass(2 * HOUR)
    t.is(await store.purge(clock.now(), 500), 1, 'the session itself has ended by its age')
    t.is((await finish({ accountId: 'anna' })).apps.length, 1)
    await modelOn('Session').upsert('r', { uid: 'v', accountId: 'anna', authorizations: opened('2') }, 60)
    t.is(await purgeApps(pools[0], clock.now() + 30 * DAY), 0)
    t.is(await purgeApps(pools[0], clock.now() + 32 * DAY), 1)
  })

  test(titled('what has expired is forgotten, a batch at a time, and nothing else [R78]'), async (t) => {
    const { store, clock, modelOn, rows } = await stores(t)
    for (let no = 0; no < 25; no += 1) await modelOn('AccessToken').upsert(`old ${no}`, {}, 60)
    await modelOn('AccessToken').upsert('young', {}, 600)
    await modelOn('Session').upsert('for ever', { uid: 'x' })
    t.is(await store.purge(clock.now(), 10), 0)
    clock.pass(3 * MINUTE)
    t.deepEqual([await store.purge(clock.now(), 10), await store.purge(clock.now(), 10)], [10, 10])
    t.is(await store.purge(clock.now(), 10), 5)
    t.is(await store.purge(clock.now(), 10), 0)
    t.is((await rows()).length, 2)
  })

  test(titled('two who purge at once fall over nothing'), async (t) => {
    const { pools, storeOn, clock, modelOn, rows } = await stores(t)
    for (let no = 0; no < 40; no += 1) await modelOn('AccessToken').upsert(`old ${no}`, {}, 60)
    clock.pass(3 * MINUTE)
    await storm(pools, 8, (db) => storeOn(db).purge(clock.now(), 10))
    t.is((await rows()).length, 0)
  })

  test(titled('whoever reads the database learns neither ids nor payloads [R29][R82]'), async (t) => {
    const { modelOn, rows } = await stores(t)
    const secretParts = ['bearer-value', 'grant-value', 'uid-value', 'nonce-value', 'anna@example.test']
    const [id = '', grantId = '', uid = '', nonce = '', loginHint = ''] = secretParts
    await modelOn('AccessToken').upsert(id, { jti: id, grantId, nonce }, 60)
    await modelOn('Session').upsert(id, { jti: id, uid, loginHint }, 60)
    await modelOn('Interaction').upsert(uid, { uid, params: { nonce, login_hint: loginHint } } as never, 60)
    const dump = JSON.stringify(await rows())
    for (const part of secretParts) {
      t.false(dump.includes(part), part)
      t.false(dump.includes(Buffer.from(part).toString('base64url')), part)
    }
  })

  test(titled('a row that was moved to another id does not open [R82]'), async (t) => {
    const { modelOn, rows } = await stores(t)
    await modelOn('AccessToken').upsert('mine', { accountId: 'anna' }, 60)
    await modelOn('AccessToken').upsert('theirs', { accountId: 'ben' }, 60)
    const [first, second] = (await rows().select('id', 'sealed')) as { id: string; sealed: string }[]
    await rows().where({ id: first?.id }).update({ sealed: second?.sealed })
    await rows().where({ id: second?.id }).update({ sealed: first?.sealed })
    await t.throwsAsync(Promise.resolve(modelOn('AccessToken').find('mine')))
  })
}
