import { accountByEmail } from '../account/service.ts'
import { sayBrowser } from '../browser.ts'
import type { AddCommands, Said } from '../command-line.ts'
import type { Idp } from '../context.ts'
import { deliveriesOf, endByOperator, type LogoutDelivery } from './service.ts'

/** `sessions list`, `sessions end`. */
export const addSessionCommands: AddCommands = (program, operator) => {
  const sessions = program.command('sessions').description('where somebody is signed in')
  sessions
    .command('list')
    .description('every browser, the one used last first')
    .argument('<e-mail>', 'the address they sign in with')
    .action((email: string) => operator.withIdp((idp) => withAccount(idp, email, (id) => list(idp, id))))
  sessions
    .command('end')
    .description('end one session, or all; the apps are told')
    .argument('<e-mail>', 'the address they sign in with')
    .option('--session <name>', 'only this one, by its name in the list')
    .requiredOption('--reason <text>', 'why, for the audit log: no name, no address')
    .action((email: string, { session, reason }: { session?: string; reason: string }) =>
      operator.withIdp((idp) =>
        withAccount(idp, email, async (accountId) => {
          const isThere =
            session === undefined || (await idp.engine.sessionsOf(accountId)).some(({ key }) => key === session)
          if (!isThere) return NO_SUCH
          await endByOperator(idp, { accountId, key: session }, reason)
          return { code: 0, text: 'Ended. The apps are being told: npx bmw-id logouts', json: { outcome: 'ended' } }
        }),
      ),
    )
}

const NO_SUCH: Said = {
  code: 1,
  text: 'There is no session of that name: "sessions list" shows them all.',
  json: { outcome: 'unknown' },
}

async function withAccount(idp: Idp, email: string, act: (id: string) => Promise<Said>): Promise<Said> {
  const account = await accountByEmail(idp.db, email)
  return account ? act(account.id) : { code: 1, text: 'No BMW ID has that address.', json: { outcome: 'unknown' } }
}

async function list({ engine }: Idp, accountId: string): Promise<Said> {
  const found = await engine.sessionsOf(accountId)
  const lines = found.map(({ key, network = '-', seenAt, clientIds, ...browser }) =>
    [key, asDate(seenAt ?? null) ?? '-', sayBrowser('en', browser), network, clientIds.join(' ')].join('  '),
  )
  return { code: 0, text: lines.join('\n') || 'They are signed in nowhere.', json: found }
}

/** `logouts`: whether the apps have been told that sessions ended. */
export const addLogoutCommands: AddCommands = (program, operator) => {
  program
    .command('logouts')
    .description('whether the apps have been told of the sessions that ended in the last month, newest first')
    .option('--client <id>', 'of one app')
    .option('--most <number>', 'how many', '100')
    .action(({ client, most }: { client?: string; most: string }) => {
      if (!/^[1-9]\d{0,4}$/.test(most)) return program.error('error: --most must be a number from 1 to 99999')
      return operator.withDatabase(async (db) => tell(await deliveriesOf(db, client, Number(most))))
    })
}

const tell = (deliveries: readonly LogoutDelivery[]): Said => ({
  code: 0,
  text: deliveries.map(lineOf).join('\n') || 'No app had to be told of the end of a session.',
  json: deliveries.map((one) => ({
    ...one,
    endedAt: asDate(one.endedAt),
    closedAt: asDate(one.closedAt),
    nextAt: asDate(one.nextAt),
  })),
})

const asDate = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())

function lineOf({ client, cause, endedAt, state, attempts, nextAt, lastError }: LogoutDelivery): string {
  const tries = `${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`
  const more = [lastError, nextAt !== null && attempts > 0 && `next at ${asDate(nextAt)}`].filter(Boolean).join(', ')
  return `${asDate(endedAt)}  ${state.padEnd(7)}  ${client}  ${cause}  ${tries}${more && `: ${more}`}`
}
