import { globSync, readFileSync } from 'node:fs'
import { fromRoot } from '../shared/root.ts'
import { type Requirement, requirements } from './requirements.ts'

/** A test that holds a requirement, by what its name ends with: `… [R44]` or `… [R44][R46]`. */
export interface Holder {
  readonly file: string
  readonly name: string
  readonly ids: readonly string[]
}

/** All of them, as they stand in the source; what a name is filled with at run time is « … ». */
export const holders: readonly Holder[] = globSync('test/**/*.{test,suite}.{ts,tsx}', { cwd: fromRoot() })
  .sort()
  .flatMap((file) => holdersIn(file, readFileSync(fromRoot(file), 'utf8')))

/** The names of a file's tests, of those that hold something. `titled` adds the database to a name; `refuses` makes a
 *  test of each lie of an evil provider, with its marks apart. */
export function holdersIn(file: string, source: string): Holder[] {
  const names = source.matchAll(/\btest(?:\.serial)?\(\s*(?:titled\(\s*)?(?:'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g)
  const lies = source.matchAll(/\brefuses\(\s*'([^']*)',\s*'([^']*)'/g)
  const full = [
    ...[...names].map(([, plain, filled]) => plain ?? filled ?? ''),
    ...[...lies].map(([, lie, marks]) => `the portal refuses ${lie} ${marks}`),
  ]
  return full.flatMap((name) => {
    const [marks = ''] = /(?:\[R\d+\])+$/.exec(name) ?? []
    const ids = [...marks.matchAll(/R\d+/g)].map(([id]) => id)
    return ids.length === 0 ? [] : [{ file, name: readable(name.slice(0, name.length - marks.length)), ids }]
  })
}

function readable(name: string): string {
  return name
    .replaceAll(/,? on \$\{database\}|^\$\{database\}: /g, '')
    .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…')
    .replaceAll('|', '\\|')
    .trim()
}

/** Requirements with neither a test nor a reason, and marks of none. */
export function gaps(of: readonly Requirement[], by: readonly Holder[]): string[] {
  const held = new Set(by.flatMap(({ ids }) => ids))
  const known = new Set<string>(of.map(({ id }) => id))
  return [
    ...of
      .filter(({ id, without }) => !held.has(id) && !without)
      .map(({ id, text }) => `${id} is held by nothing: ${text}`),
    ...by.flatMap(({ file, ids }) =>
      ids.filter((id) => !known.has(id)).map((id) => `${file} names ${id}, which is none`),
    ),
  ]
}

const levels = { M: 'must', S: 'should', B: 'beyond' } as const

/** What docs/requirements.md must be. */
export const requirementsPage = (): string =>
  [
    '# Requirements',
    '',
    'What the two products promise, and what shows that they keep it. Printed by `npm run requirements` from',
    '`test/requirements.ts` and the names of the tests; a test fails when it is out of date. Sources: ASVS is OWASP ASVS',
    '5.0; SP is NIST SP; `test/README.md` says which guards were taken away to see their tests fail.',
    '',
    `${requirements.length} requirements: ${count((r) => holdersOf(r).length > 0)} held by tests, ${count((r) => holdersOf(r).length === 0)} not, with the reason.`,
    '',
    '| no. | level | requirement | source | state |',
    '| --- | --- | --- | --- | --- |',
    ...requirements.map(
      (one) => `| ${one.id} | ${levels[one.level]} | ${one.text} | ${one.source} | ${stateOf(one)} |`,
    ),
    '',
  ].join('\n')

const holdersOf = ({ id }: Requirement): Holder[] => holders.filter(({ ids }) => ids.includes(id))
const count = (which: (one: Requirement) => boolean): number => requirements.filter(which).length

/** So many are named; of a long list the rest is counted. */
const NAMED = 6

function stateOf(one: Requirement): string {
  const all = holdersOf(one)
  const tests = all.slice(0, NAMED).map(({ file, name }) => `« ${name} » (${file.replace('test/', '')})`)
  const more = all.length > NAMED ? [`and ${all.length - NAMED} more`] : []
  const held = tests.length > 0 ? [`held by ${[...tests, ...more].join('; ')}`] : []
  return [...held, ...(one.without ? [one.without] : [])].join('. ')
}
