import { globSync, readFileSync } from 'node:fs'
import test from 'ava'
import { tellError } from '../../shared/observe/log.ts'
import { fromRoot } from '../../shared/root.ts'
import { DATABASES } from '../support/database.ts'
import { openAccountOf, people } from '../support/people.ts'
import { idpWith } from '../support/serve.ts'

for (const database of DATABASES) {
  test(`a fault of the database is logged without the values it was about, on ${database} [R76]`, async (t) => {
    const { idp } = await idpWith(t, { database })
    await openAccountOf(idp, people.anna)
    const rows = await idp.db('account').select('*')
    const error = await t.throwsAsync(idp.db('account').insert(rows))
    const told = JSON.stringify(tellError(error))
    t.notRegex(told, /anna|Lindqvist|argon2/i)
    t.regex(told, /23505|SQLITE_CONSTRAINT/)
  })
}

test('any other error is told whole, with what caused it', (t) => {
  const told = tellError(new Error('no answer', { cause: new TypeError('fetch failed') }))
  t.like(told, { name: 'Error', message: 'no answer', cause: { name: 'TypeError', message: 'fetch failed' } })
})

test('every line that is logged is explained to whoever operates the products', (t) => {
  const page = readFileSync(fromRoot('docs/operate-failures.md'), 'utf8')
  const files = globSync('{idp,portal,shared}/**/*.{ts,tsx}', { cwd: fromRoot() })
  const lines = files.flatMap((file) => {
    const source = readFileSync(fromRoot(file), 'utf8')
    return [...source.matchAll(/\blog\.(?:info|warn|error)\(\s*\{[^;]*?\},\s*'([^']+)',?\s*\)/g)].map(
      ([, line]) => line,
    )
  })
  t.true(lines.length > 14, String(lines.length))
  for (const line of lines) t.true(page.includes(`| \`${line}\` |`), line)
})
