import { randomBytes } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { ConfigError } from '../../shared/config.ts'
import { createSecrets, readMasters } from '../../shared/crypto/secrets.ts'
import { forgetPrints, keepSecretFingerprint, olderPrints } from '../../shared/database/fingerprint.ts'
import { freshFolder } from '../support/database.ts'
import { poolsOf } from '../support/pools.ts'

const [older, newer, foreign] = [randomBytes(32), randomBytes(32), randomBytes(32)]
const secrets = createSecrets([older])

test('what was sealed opens for its row and its purpose only [R82]', (t) => {
  const sealed = secrets.seal('mail', 'à Anna', 'row 1')
  t.is(secrets.open('mail', sealed, 'row 1'), 'à Anna')
  t.throws(() => secrets.open('mail', sealed, 'row 2'))
  t.throws(() => secrets.open('sms', sealed, 'row 1'))
  t.false(sealed.includes('Anna'))
})

test('the same text is never sealed the same way twice', (t) => {
  t.not(secrets.seal('mail', 'x', 'row'), secrets.seal('mail', 'x', 'row'))
})

test('a sealed text that was altered anywhere, or cut, does not open [R82]', (t) => {
  const sealed = secrets.seal('mail', 'to whom it may concern', 'row')
  const [name, body = ''] = sealed.split('.')
  const bytes = Buffer.from(body, 'base64url')
  for (let at = 0; at < bytes.length; at += 1) {
    const altered = Buffer.from(bytes)
    altered[at] = (altered[at] ?? 0) ^ 1
    t.throws(() => secrets.open('mail', `${name}.${altered.toString('base64url')}`, 'row'), undefined, `byte ${at}`)
  }
  for (const cut of ['', 'x', `${name}.`, `${name}.${body.slice(0, 20)}`, `${name}.${body.slice(0, -4)}`]) {
    t.throws(() => secrets.open('mail', cut, 'row'), undefined, cut)
  }
})

test('after a rotation the newest key seals and the older still opens [R81]', (t) => {
  const before = secrets.seal('mail', 'text', 'row')
  const rotated = createSecrets([newer, older])
  t.is(rotated.open('mail', before, 'row'), 'text')
  const after = rotated.seal('mail', 'text', 'row')
  t.is(createSecrets([newer]).open('mail', after, 'row'), 'text')
  t.throws(() => secrets.open('mail', after, 'row'))
  t.throws(() => createSecrets([foreign]).open('mail', before, 'row'), { message: /not listed/ })
})

test('each purpose has keys of its own', (t) => {
  t.notDeepEqual(secrets.keys('mail'), secrets.keys('sms'))
  t.notDeepEqual(secrets.mac('mail', 'x'), secrets.mac('sms', 'x'))
  t.deepEqual(secrets.mac('mail', 'x'), createSecrets([older]).mac('mail', 'x'))
})

test('the secret file is made once, for its owner alone, unless the setting holds the secret', (t) => {
  const file = join(freshFolder(t), 'deeper', 'secret')
  const made = readMasters([], file)
  t.is(made[0]?.length, 32)
  t.is(statSync(file).mode & 0o777, 0o600)
  t.deepEqual(readMasters([], file), made)
  t.deepEqual(readMasters([newer.toString('base64url')], file), [newer])
  t.is(made[0]?.toString('base64url'), readFileSync(file, 'utf8').trim())
  writeFileSync(file, `${newer.toString('base64url')}\n${made[0]?.toString('base64url')}\n`)
  t.deepEqual(readMasters([], file), [newer, ...made], 'several, a line each')
})

test('a database knows the secrets that it needs, in whatever order they stand, until it is resealed [R81]', async (t) => {
  const [db] = await poolsOf(t, 'idp', 'sqlite', 1)
  if (!db) return
  const starts = (...masters: Buffer[]) => keepSecretFingerprint(db, createSecrets(masters), Date.now())
  const refused = (...masters: Buffer[]) => t.throwsAsync(starts(...masters), { instanceOf: ConfigError })
  await starts(older)
  await refused(foreign)
  await starts(older, newer)
  await starts(older) // a process that was not restarted yet
  await starts(newer, older)
  await starts(older, newer) // ... and one that is a step behind
  await refused(older)
  await refused(newer)

  const rotated = createSecrets([newer, older])
  const old = await olderPrints(db, rotated)
  t.is(old.length, 1)
  await forgetPrints(
    db,
    old.map(({ fingerprint }) => fingerprint),
  )
  await starts(newer)
  await refused(older)
})
