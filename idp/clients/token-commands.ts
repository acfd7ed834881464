import type { Command } from 'commander'
import { DAY } from '../../shared/time.ts'
import type { AddCommands, Said } from '../command-line.ts'
import type { Idp } from '../context.ts'
import { day, done, failed, table } from './print.ts'
import { issueToken, registrationTokens, revokeToken } from './service.ts'

/** `tokens …`: initial access tokens for dynamic registration (RFC 7591). */
export const addTokenCommands: AddCommands = (program, operator) => {
  const group = program.command('tokens').description('tokens by which apps register themselves (RFC 7591)')
  addIssue(group).action((flags: Flags) => operator.withIdp((idp) => issue(idp, flags)))
  group
    .command('list')
    .description('those that are still good')
    .action(() => operator.withIdp(list))
  group
    .command('revoke')
    .description('end one; what was registered with it stays')
    .argument('<id>')
    .action((id: string) =>
      operator.withIdp(async (idp) =>
        (await revokeToken(idp, id)) ? done('Revoked.') : failed('There is no such token: "tokens list" names them.'),
      ),
    )
}

interface Flags {
  readonly uses: string
  readonly days: string
  readonly note: string
}

const addIssue = (group: Command): Command =>
  group
    .command('issue')
    .description('make one, and print it')
    .option('--uses <number>', 'how many apps it registers, 1 to 1000', '1')
    .option('--days <number>', 'how long it is good, 1 to 365', '7')
    .option('--note <text>', 'who gets it, for the list', '')

async function issue(idp: Idp, { uses, days, note }: Flags): Promise<Said> {
  if (!isWithin(uses, 1000)) return failed('--uses: a whole number from 1 to 1000.')
  if (!isWithin(days, 365)) return failed('--days: a whole number from 1 to 365.')
  if (!/^[^\p{C}]{0,100}$/u.test(note)) return failed('--note: at most 100 plain characters.')
  const made = await issueToken(idp, { note, uses: Number(uses), lastsMs: Number(days) * DAY })
  const endpoint = `${idp.config.url}/reg`
  const rows = [
    ['id', made.id],
    ['token', `${made.token}   (shown this once)`],
    ['good for', `${uses} app(s), until ${day(made.endsAt)}`],
    ['register at', endpoint],
  ]
  return { code: 0, text: table(rows), json: { ...made, registration_endpoint: endpoint } }
}

const isWithin = (value: string, most: number): boolean =>
  /^\d{1,4}$/.test(value) && Number(value) >= 1 && Number(value) <= most

async function list(idp: Idp): Promise<Said> {
  const all = await registrationTokens(idp)
  const rows = all.map(({ id, usesLeft, endsAt, note }) => [id, `${usesLeft} left`, `until ${day(endsAt)}`, note])
  return { code: 0, text: all.length === 0 ? 'There is none.' : table(rows), json: all }
}
