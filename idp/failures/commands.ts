import type { AddCommands } from '../command-line.ts'
import { type Explanation, explain, latestFailures } from './service.ts'
import { texts } from './texts.ts'

/** `failures list`, `failures show`: why requests of apps were refused. */
export const addFailureCommands: AddCommands = (program, operator) => {
  const failures = program.command('failures').description('why requests of apps were refused (kept for 30 days)')
  failures
    .command('list')
    .description('the newest, one a line')
    .option('--client <id>', 'of this app only')
    .action(({ client }: { client?: string }) =>
      operator.withDatabase(async (db) => {
        const found = await latestFailures(db, { most: 50, ...(client === undefined ? {} : { clientId: client }) })
        return { code: 0, text: found.map(line).join('\n') || 'None.', json: found }
      }),
    )
  failures
    .command('show <reference>')
    .description('one, whole: the rule, what was sent beside what is registered, and the fix')
    .action((reference: string) =>
      operator.withDatabase(async (db) => {
        const failure = await explain(db, reference)
        if (!failure) return { code: 1, text: `No failure has the reference ${reference}.` }
        return { code: 0, text: whole(failure), json: { ...failure, ...texts.en.rules[failure.rule.name] } }
      }),
    )
}

const line = ({ reference, at, clientId = '-', error, rule }: Explanation): string =>
  [reference, new Date(at).toISOString(), clientId, error, texts.en.rules[rule.name].what].join('  ')

function whole(failure: Explanation): string {
  const { fix } = texts.en.rules[failure.rule.name]
  const side = (values: Explanation['sent'], name: string): string => values[name]?.replaceAll('\n', ', ') ?? 'nothing'
  return [
    line(failure),
    `engine says: ${failure.reason}`,
    `rule:        ${failure.rule.source}`,
    ...failure.rule.shows.map(
      (name) => `${name}: sent ${side(failure.sent, name)}; registered ${side(failure.registered, name)}`,
    ),
    `fix:         ${fix}`,
  ].join('\n')
}
