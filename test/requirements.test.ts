import { readFileSync } from 'node:fs'
import test from 'ava'
import { fromRoot } from '../shared/root.ts'
import { requirements } from './requirements.ts'
import { gaps, holders, holdersIn, requirementsPage } from './requirements-table.ts'

test('every requirement has a test or a reason, and every mark means one', (t) => {
  t.deepEqual(
    requirements.map(({ id }) => id),
    Array.from({ length: 90 }, (_, no) => `R${no + 1}` as const),
  )
  t.deepEqual(gaps(requirements, holders), [])
})

test('docs/requirements.md is up to date', (t) => {
  // after a change: npm run requirements
  t.is(readFileSync(fromRoot('docs/requirements.md'), 'utf8'), requirementsPage())
})

test('a mark counts at the end of a test’s name only', (t) => {
  const source = [
    "test('one winner [R44]', async (t) => {})",
    `test.serial(\n  \`of \${most}, on \${database} [R45][R46]\`, () => {})`,
    "test('not [R1] here', (t) => {})",
    "const said = 'nor [R2]'",
  ].join('\n')
  t.deepEqual(holdersIn('a.test.ts', source), [
    { file: 'a.test.ts', name: 'one winner', ids: ['R44'] },
    { file: 'a.test.ts', name: 'of ‹most›', ids: ['R45', 'R46'] },
  ])
})
