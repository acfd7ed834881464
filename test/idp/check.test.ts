import test from 'ava'
import { worldWithRoadbook } from '../apps/roadbook.support.ts'
import { CLIENT_ID as ROADBOOK } from '../dev/roadbook.ts'
import { command } from '../support/command.ts'
import { idpWith } from '../support/serve.ts'
import { carelessApp } from './careless.support.ts'

// "Check my client": an app's own flows are played against it, by an operator's command, while everything runs.

const results = (out: string): Map<string, string> =>
  new Map(
    out.split('\n').flatMap((line) => {
      const [, sign = '', name = ''] = /^(ok|FAIL|-) +(.+?): /.exec(line) ?? []
      return name ? [[name, sign] as const] : []
    }),
  )

test('the portal and the second app have nothing to mend', async (t) => {
  const world = await worldWithRoadbook(t)
  const published = await command(world.env, 'bmw-id', 'keys', 'rotate')
  t.is(published.code, 0, published.err)
  await world.idp.engine.renew()
  const people = await world.idp.db('account').count({ count: '*' }).first()
  for (const app of ['mybmw-financial-services', ROADBOOK]) {
    const { code, out, err } = await command(world.env, 'bmw-id', 'check', app)
    t.is(code, 0, `${app}\n${out}${err}`)
    const found = results(out)
    t.is(found.size, 23, out)
    t.deepEqual(
      [...found].filter(([, sign]) => sign === '-').map(([name]) => name),
      ['refresh race'],
      out,
    )
    t.regex(out, /Nothing to mend\.\n$/)
  }
  t.deepEqual(await world.idp.db('account').count({ count: '*' }).first(), people, 'nobody stays')
  world.log.takeErrors()
})

test('an app that looks at nothing is told what to mend', async (t) => {
  const world = await idpWith(t)
  const { id } = await carelessApp(t, world)
  const { code, err: out } = await command(world.env, 'bmw-id', 'check', id)
  t.is(code, 1)
  const found = results(out)
  for (const name of [
    'PKCE',
    'state',
    'nonce',
    'callback with another state',
    'callback from another issuer',
    'callback in another browser',
    'somebody else’s code',
    'logout token for another app',
    'logout token from another issuer',
    'logout token that has expired',
    'logout token without a signature',
    'logout token signed by a stranger',
    'logout token replayed',
  ]) {
    t.is(found.get(name), 'FAIL', `${name}\n${out}`)
  }
  t.is(found.get('sign-in'), 'ok')
  t.is((await world.idp.db('account')).length, 0, 'nobody stays')
})

test('what cannot be checked is said in a sentence', async (t) => {
  const world = await idpWith(t)
  const unknown = await command(world.env, 'bmw-id', 'check', 'nobody')
  t.deepEqual([unknown.code, unknown.err], [1, 'No active app has this identifier.\n'])
  const wrong = await command(world.env, 'bmw-id', 'check', 'bmw-id', '--start', 'here')
  t.is(wrong.code, 2)
  t.regex(wrong.err, /^error: here is not a complete address/)
})
