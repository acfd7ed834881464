import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import test from 'ava'
import { fromRoot } from '../../shared/root.ts'
import { bare } from '../support/bare.ts'
import { people } from '../support/people.ts'
import { type World, worldWith } from '../support/world.ts'
import { ask, askFor, contracts, enter, newCustomer, recorded, signedIn, typeCode, wrong } from './adding.ts'

const { number, mobile } = contracts.morel

interface Result {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The command as an operator types it, beside a portal that runs. */
const command = (env: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<Result> =>
  new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [fromRoot('scripts', 'mybmw-fs.js'), ...words],
      { env: { ...bare, ...env } },
      (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
    )
  })

const envOf = ({ portal }: World) => ({
  PORTAL_DATABASE_URL: portal.config.databaseUrl,
  PORTAL_SECRETS: portal.config.secrets.join(','),
  PORTAL_URL: portal.config.url,
})

async function block(world: World, id: string): Promise<void> {
  await ask(world.portal, id, number)
  const code = await world.inbox.lastCode(mobile)
  for (const by of [1, 2, 3]) await enter(world.portal, id, wrong(code, by))
}

test('an operator lifts a block; the customer is told, and has three tries again [R66][R75]', async (t) => {
  const world = await worldWith(t)
  const morel = await signedIn(world)
  const [{ id }] = await world.portal.db('customer')
  await block(world, id)
  const result = await command(envOf(world), 'unblock', 'JULIEN@example.test', '--reason', 'called back, knows the car')
  t.deepEqual(result, {
    code: 0,
    out: 'JULIEN@example.test can add contracts again, and is told by mail as soon as the portal runs.\n',
    err: '',
  })
  t.is((await world.inbox.last(people.morel.email)).subject, 'Vous pouvez de nouveau ajouter un contrat')
  const event = await world.portal.db('audit_event').where({ action: 'attachment.unblocked' }).first()
  t.is(event.actor, 'operator')
  t.deepEqual(JSON.parse(event.details), { reason: 'called back, knows the car' })

  await askFor(morel, number)
  t.regex(morel.said('Code SMS'), /vous avez trois essais/)
  await typeCode(morel, await world.inbox.lastCode(mobile))
  t.is(morel.path, `/contracts/${number}`)
})

test('everybody with that address is unblocked, and a second time changes nothing', async (t) => {
  const world = await worldWith(t)
  for (const _customer of [1, 2]) await block(world, await newCustomer(world.portal, 'nina@example.test'))
  await newCustomer(world.portal, 'nina@example.test')
  const env = envOf(world)
  t.regex((await command(env, 'unblock', 'nina@example.test')).out, /^nina@example\.test \(2 customers\) can add/)
  const again = await command(env, 'unblock', 'nina@example.test')
  t.deepEqual([again.code, again.out], [0, 'nina@example.test is not blocked. Nothing was changed.\n'])
  t.is(await recorded(world.portal, 'attachment.unblocked'), 2)
  t.is((await world.portal.db('customer').whereNotNull('attach_blocked_at')).length, 0)
})

test('what the command cannot do it says in a sentence', async (t) => {
  const world = await worldWith(t)
  const env = envOf(world)
  const faults: readonly (readonly [
    words: readonly string[],
    code: number,
    said: RegExp,
    env?: Record<string, string>,
  ])[] = [
    [['unblock', 'nobody@example.test'], 1, /^Nobody with the address nobody@example\.test has signed in/],
    [['unblock'], 2, /^Say whom to unblock/],
    [['unblock', 'a@example.test', 'called', 'back'], 2, /^One e-mail address at a time/],
    [['unlock', 'a@example.test'], 2, /^There is no command "unlock"/],
    [['unblock', 'a@example.test', '--why', 'b'], 2, /--why/],
    [[], 2, /^Say what to do/],
    [['unblock', 'a@example.test'], 1, /not the portal’s/, { ...env, PORTAL_DATABASE_URL: 'sqlite::memory:' }],
    [['unblock', 'a@example.test'], 1, /PORTAL_DATABASE_URL must be/, { ...env, PORTAL_DATABASE_URL: 'mysql' }],
    [
      ['unblock', 'a@example.test'],
      1,
      /database does not answer/,
      { ...env, PORTAL_DATABASE_URL: 'postgres://localhost:9/x' },
    ],
    [
      ['unblock', 'a@example.test'],
      1,
      /The secret is not the one/,
      { ...env, PORTAL_SECRETS: randomBytes(32).toString('base64url') },
    ],
  ]
  for (const [words, code, said, other] of faults) {
    const result = await command(other ?? env, ...words)
    t.is(result.code, code, words.join(' '))
    t.regex(result.err, said)
    t.notRegex(result.err, /\n\s+at /)
  }
  const help = await command(env, '--help')
  t.is(help.code, 0)
  t.regex(help.out, /npx mybmw-fs unblock <e-mail>/)
})
