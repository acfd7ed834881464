import type { AddCommands, Said } from '../command-line.ts'
import { deliveriesOf, type LogoutDelivery } from './service.ts'

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
