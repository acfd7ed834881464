import { readFileSync } from 'node:fs'
import test from 'ava'
import { migrate, openDatabase } from '../../shared/database/open.ts'
import { record } from '../../shared/observe/audit.ts'
import { purgeAudit, sealAudit } from '../../shared/observe/chain.ts'
import { fromRoot } from '../../shared/root.ts'
import { DAY } from '../../shared/time.ts'
import { signedIn } from '../portal/adding.ts'
import { command } from '../support/command.ts'
import { DATABASES, freshDatabase } from '../support/database.ts'
import { worldWith } from '../support/world.ts'

for (const database of DATABASES) {
  test(`an operator verifies both logs, and is told what was altered, on ${database} [R77]`, async (t) => {
    const world = await worldWith(t, { database })
    await signedIn(world)
    const { idp, portal } = world
    const products = [
      { name: 'bmw-id' as const, db: idp.db, env: { IDP_DATABASE_URL: idp.config.databaseUrl } },
      { name: 'mybmw-fs' as const, db: portal.db, env: { PORTAL_DATABASE_URL: portal.config.databaseUrl } },
    ]
    for (const { name, db, env } of products) {
      await sealAudit(db)
      const whole = await command(env, name, 'audit', 'verify')
      t.like(whole, { code: 0, err: '' })
      t.regex(whole.out, /^The audit log is whole: \d+ events\.\nhead \d+:[0-9a-f]{64} \d{4}-\S+Z\n$/)
      const head = await command(env, name, 'audit', 'head')
      t.is(whole.out.split('\n')[1], `head ${head.out.trim()}`)
      t.is((await command(env, name, 'audit', 'verify', '--head', head.out.trim())).code, 0)

      const last = await db('audit_event').max({ no: 'no' }).first()
      await db('audit_event').where({ no: last?.no }).update({ ip: '192.0.2.7' })
      const broken = await command(env, name, 'audit', 'verify')
      t.like(broken, { code: 1, out: '' })
      t.regex(broken.err, new RegExp(`^The audit log is NOT as it was written. First broken: event no. ${last?.no} `))
    }
  })
}

test('what the command cannot do it says in a sentence', async (t) => {
  const env = { IDP_DATABASE_URL: 'sqlite::memory:' }
  const faults: readonly [words: readonly string[], code: number, said: RegExp][] = [
    [[], 2, /^Usage: bmw-id/],
    [['block'], 2, /^error: unknown command 'block'/],
    [['audit'], 2, /^Usage: bmw-id audit/],
    [['audit', 'verify', 'it'], 2, /^error: too many arguments/],
    [['audit', 'verify', '--head', '12'], 2, /^error: --head wants <no>:<hash>/],
    [['audit', 'verify', '--tail'], 2, /--tail/],
    [['audit', 'verify'], 1, /not BMW ID’s, or not up to date/],
  ]
  for (const [words, code, said] of faults) {
    const result = await command(env, 'bmw-id', ...words)
    t.is(result.code, code, words.join(' '))
    t.regex(result.err, said)
    t.notRegex(result.err, /\n\s+at /)
  }
})

/** The block of docs/operate-audit.md that an operator copies. */
const grants = (role: string): string => {
  const [, sql = ''] = /```sql\n(.*?)```/s.exec(readFileSync(fromRoot('docs/operate-audit.md'), 'utf8')) ?? []
  return sql.replaceAll('bmw_id_app', role)
}

test('with the documented rights the product adds to the log and forgets, and can change nothing [R77]', async (t) => {
  const url = await freshDatabase(t, 'idp', 'postgres')
  const role = `app_${process.pid}`
  const owner = openDatabase(url, 'idp')
  const own = new URL(url)
  own.username = role
  own.password = 'choose one'
  t.true(grants(role).includes('row level security'))
  await owner.raw(grants(role))
  const app = openDatabase(own.href, 'idp')
  t.teardown(async () => {
    await app.destroy()
    await owner.raw(`drop owned by ${role}; drop role ${role}`)
    await owner.destroy()
  })

  t.deepEqual(await migrate(own.href, 'idp'), [], 'starts where there is nothing to migrate')
  const now = Date.now()
  for (const days of [400, 300, 1]) await record(app, { action: 'login.failed' }, { at: now - days * DAY })
  t.is(await sealAudit(app), 3)
  await t.throwsAsync(app('audit_event').update({ action: 'login.succeeded' }), { message: /permission denied/ })
  await t.throwsAsync(app('audit_seal').update({ hash: '' }), { message: /permission denied/ })
  await t.throwsAsync(app.raw('truncate audit_event'), { message: /permission denied/ })
  t.is(await app('audit_event').where('no', '>', 1).delete(), 0)
  t.is(await app('audit_seal').where('no', '>', 1).delete(), 0)
  await purgeAudit(app, now)
  t.deepEqual(await app('audit_event').orderBy('no').pluck('no'), [2, 3])
})
