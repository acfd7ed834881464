import { execFile } from 'node:child_process'
import test, { type ExecutionContext } from 'ava'
import { fromRoot } from '../../shared/root.ts'
import { testApp } from '../support/app.ts'
import { bare } from '../support/bare.ts'
import { idpWith } from '../support/serve.ts'

interface Result {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** An operator at the command line, beside the running provider. */
async function stage(t: ExecutionContext) {
  const world = await idpWith(t)
  await testApp(t, world, { client_id: 'invoice-api' })
  await testApp(t, world, { client_id: 'accounting' })
  const run = (...words: readonly string[]): Promise<Result> =>
    new Promise((resolve) => {
      const child = execFile(
        process.execPath,
        [fromRoot('scripts', 'bmw-id.js'), ...words],
        { env: { ...bare, ...world.env } },
        (_error, out, err) => resolve({ code: child.exitCode ?? -1, out, err }),
      )
    })
  const events = async () =>
    (await world.idp.db('audit_event').orderBy('no')).map(({ action, actor }) => `${action} by ${actor}`)
  return { run, events }
}

const API = 'https://invoices.example.test/v1'
const NAMES = ['--name-fr', 'Factures', '--name-en', 'Invoices']
const READ = ['--scope', 'read=Lire vos factures|Read your invoices']

test('an operator adds an API, lets a client ask for it, changes and removes it', async (t) => {
  const { run, events } = await stage(t)
  t.like(await run('apis', 'list'), { code: 0, out: 'There is no API yet.\n' })
  const added = await run('apis', 'add', API, ...NAMES, ...READ, '--lifetime', '10', '--client', 'invoice-api')
  t.like(added, { code: 0, out: `${API} was added.\n`, err: '' })
  const allowed = await run('apis', 'allow', 'accounting', API, '--scope', 'read')
  t.like(allowed, { code: 0, out: `accounting may ask for read of ${API}.\n` })
  const shown = JSON.parse((await run('--json', 'apis', 'show', API)).out) as unknown
  t.like(shown, {
    identifier: API,
    name: { fr: 'Factures', en: 'Invoices' },
    scopes: { read: { fr: 'Lire vos factures', en: 'Read your invoices' } },
    tokenSeconds: 600,
    tokenFormat: 'jwt',
    open: false,
    clientId: 'invoice-api',
    allowances: { accounting: ['read'] },
  })
  const change = ['--name-en', 'Bills', '--scope', 'pay=Payer vos factures|Pay your invoices', '--open']
  t.is((await run('apis', 'change', API, ...change)).code, 0)
  const { out } = await run('apis', 'show', API)
  t.regex(out, /Factures \| Bills/)
  t.regex(out, /pay: Payer vos factures \| Pay your invoices/)
  t.regex(out, /open {6}yes/)
  t.is((await run('apis', 'disallow', 'accounting', API)).code, 0)
  t.notRegex((await run('apis', 'show', API)).out, /accounting/)
  t.is((await run('apis', 'remove', API)).code, 0)
  t.deepEqual(await events(), [
    'api.added by operator',
    'api.allowed by operator',
    'api.changed by operator',
    'api.disallowed by operator',
    'api.removed by operator',
  ])
})

test('what cannot be done with APIs is said in sentences', async (t) => {
  const { run, events } = await stage(t)
  const faults: readonly [words: readonly string[], code: number, said: RegExp][] = [
    [['add', 'invoices', ...NAMES], 1, /^The identifier is an absolute URI without "#"/],
    [['add', API, ...NAMES, '--format', 'xml'], 2, /--format is jwt or opaque/],
    [['change', API, '--open'], 1, /There is no API/],
    [['allow', 'nobody', API, '--scope', 'read'], 1, /There is no client nobody.*\nThere is no API/],
  ]
  for (const [words, code, said] of faults) {
    const result = await run('apis', ...words)
    t.is(result.code, code, words.join(' '))
    t.regex(result.err, said)
  }
  t.deepEqual(await events(), [])
})
