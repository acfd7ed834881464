import { writeFileSync } from 'node:fs'
import { fromRoot } from '../../shared/root.ts'
import { requirements } from '../requirements.ts'
import { gaps, holders, requirementsPage } from '../requirements-table.ts'

writeFileSync(fromRoot('docs/requirements.md'), requirementsPage())
for (const gap of gaps(requirements, holders)) console.log(gap)
