import { globSync, readFileSync } from 'node:fs'
import test from 'ava'
import { fromRoot } from '../shared/root.ts'
import { auditActions, auditEventsPage } from './audit-events.ts'

const sourcesOf = (product: string): [file: string, source: string][] =>
  globSync(`${product}/**/*.{ts,tsx}`, { cwd: fromRoot() }).map((file) => [file, readFileSync(fromRoot(file), 'utf8')])

test('docs/audit-events.md lists every event as it is', (t) => {
  // after a change: npm run audit-events
  t.is(readFileSync(fromRoot('docs/audit-events.md'), 'utf8'), auditEventsPage())
})

for (const [product, actions] of Object.entries(auditActions)) {
  test(`every event of ${product} is recorded somewhere, by recordEvent alone [R75]`, (t) => {
    const sources = sourcesOf(product).filter(([file]) => file !== `${product}/audit.ts`)
    t.true(sources.length > 20)
    const recording = sources.filter(([, source]) => /\brecordEvent\(|type AuditEvent\b|\brefusal = /.test(source))
    for (const action of Object.keys(actions)) {
      t.true(
        recording.some(([, source]) => source.includes(`'${action}'`)),
        `nobody records ${action}`,
      )
    }
    const past = sources.filter(([, source]) => /observe\/audit\.ts'|audit_event/.test(source))
    t.deepEqual(
      past.filter(([, source]) => /import \{[^}]*\brecord\b[^}]*\}|audit_event/.test(source)).map(([file]) => file),
      [],
      'nobody writes past it',
    )
  })
}
