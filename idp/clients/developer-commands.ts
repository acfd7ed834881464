import type { AddCommands, Said } from '../command-line.ts'
import { day, done, failed, table } from './print.ts'
import { addDeveloper, developers, removeDeveloper } from './service.ts'

/** `developers …`: who may register apps at /apps. */
export const addDeveloperCommands: AddCommands = (program, operator) => {
  const group = program.command('developers').description('who may register apps of their own')
  group
    .command('add')
    .description('let somebody who has a BMW ID register apps')
    .argument('<e-mail>')
    .action((email: string) =>
      operator.withIdp(async (idp) => say(await addDeveloper(idp, email), 'They may register apps now, at /apps.')),
    )
  group
    .command('remove')
    .description('let them no longer register apps, nor change them; their apps stay')
    .argument('<e-mail>')
    .action((email: string) =>
      operator.withIdp(async (idp) => say(await removeDeveloper(idp, email), 'They may no longer register apps.')),
    )
  group
    .command('list')
    .description('all of them')
    .action(() =>
      operator.withDatabase(async (db) => {
        const all = await developers(db)
        const text = all.length === 0 ? 'There is none.' : table(all.map(({ email, addedAt }) => [email, day(addedAt)]))
        return { code: 0, text, json: all }
      }),
    )
}

function say({ kind }: Awaited<ReturnType<typeof addDeveloper>>, text: string): Said {
  if (kind === 'noAccount') return failed('Nobody has a BMW ID with that address.')
  return done(kind === 'already' ? 'That was so already.' : text)
}
