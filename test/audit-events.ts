import { auditActions as idp } from '../idp/audit.ts'
import { auditActions as portal } from '../portal/audit.ts'

/** Everything that is recorded, by the folder of its product. */
export const auditActions: Readonly<Record<'idp' | 'portal', Readonly<Record<string, string>>>> = { idp, portal }

const titles = { idp: 'BMW ID', portal: 'MyBMW Financial Services' } as const

/** What docs/audit-events.md must be. */
export const auditEventsPage = (): string =>
  [
    '# Audit events',
    '',
    'What is recorded, a sentence each; how the record is kept is in [operate-audit.md](operate-audit.md). Printed from',
    '`idp/audit.ts` and `portal/audit.ts` by `npm run audit-events`.',
    ...(['idp', 'portal'] as const).flatMap((product) => [
      '',
      `## ${titles[product]}`,
      '',
      '| action | what happened |',
      '| --- | --- |',
      ...Object.entries(auditActions[product]).map(([action, sentence]) => `| \`${action}\` | ${sentence} |`),
    ]),
    '',
  ].join('\n')
