import { writeFileSync } from 'node:fs'
import { fromRoot } from '../../shared/root.ts'
import { auditEventsPage } from '../audit-events.ts'

writeFileSync(fromRoot('docs/audit-events.md'), auditEventsPage())
