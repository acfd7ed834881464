import type { AddCommands, Said } from '../command-line.ts'
import { type BlockOutcome, blockAccount, unblockAccount } from './service.ts'

/** `accounts block`, `accounts unblock`. */
export const addAccountCommands: AddCommands = (program, operator) => {
  const accounts = program.command('accounts').description('somebody’s BMW ID')
  const add = (name: string, about: string, act: typeof blockAccount): void => {
    accounts
      .command(name)
      .description(about)
      .argument('<e-mail>', 'the address they sign in with')
      .requiredOption('--reason <text>', 'why, for the audit log: no name, no address')
      .action((email: string, { reason }: { reason: string }) =>
        operator.withIdp(async (idp) => tell(await act(idp, email, reason))),
      )
  }
  add('block', 'end every session at once, in every app, and let nobody sign in', blockAccount)
  add('unblock', 'let them sign in again', unblockAccount)
}

const SAYS: Readonly<Record<BlockOutcome['kind'], string>> = {
  blocked: 'Blocked. Every session has ended, and the apps are being told: npx bmw-id logouts',
  unblocked: 'Unblocked. They can sign in again.',
  unchanged: 'Nothing to do: it was so already.',
  unknown: 'No BMW ID has that address.',
}

const tell = (outcome: BlockOutcome): Said => ({
  code: outcome.kind === 'unknown' ? 1 : 0,
  text: SAYS[outcome.kind],
  json: { outcome: outcome.kind },
})
