import type { AddCommands, Said } from '../command-line.ts'
import type { Idp } from '../context.ts'
import { type AskOutcome, cancelDeletion, type KeepOutcome, scheduleDeletion } from '../deletion/service.ts'
import { askReset, type ResetOutcome } from '../security/service.ts'
import { type BlockOutcome, blockAccount, unblockAccount } from './service.ts'

/** `accounts block`, `accounts unblock`, `accounts delete`, `accounts keep`, `accounts reset-factors`. */
export const addAccountCommands: AddCommands = (program, operator) => {
  const accounts = program.command('accounts').description('somebody’s BMW ID')
  type Act = (idp: Idp, email: string, reason: string) => Promise<Said>
  const add = (name: string, about: string, act: Act): void => {
    accounts
      .command(name)
      .description(about)
      .argument('<e-mail>', 'the address they sign in with')
      .requiredOption('--reason <text>', 'why, for the audit log: no name, no address')
      .action((email: string, { reason }: { reason: string }) => operator.withIdp((idp) => act(idp, email, reason)))
  }
  add('block', 'end every session at once, in every app, and let nobody sign in', async (...to) =>
    tell(await blockAccount(...to)),
  )
  add('unblock', 'let them sign in again', async (...to) => tell(await unblockAccount(...to)))
  add('delete', 'delete it in a week, unless its owner keeps it; every session ends at once', async (...to) =>
    tellDeletion(await scheduleDeletion(...to)),
  )
  add('keep', 'do not delete it after all', async (...to) => tellDeletion(await cancelDeletion(...to)))
  accounts
    .command('reset-factors')
    .description('for somebody who has lost everything they confirm with: a day from now their password is enough')
    .argument('<e-mail>', 'the address they sign in with')
    .requiredOption('--reason <text>', 'how you know who they are, for the audit log: no name, no address')
    .action((email: string, { reason }: { reason: string }) =>
      operator.withIdp(async (idp) => tellReset(await askReset(idp, email, reason))),
    )
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

const SAYS_OF_DELETION: Readonly<Record<(AskOutcome | KeepOutcome)['kind'], string>> = {
  asked: 'It will be deleted in a week. Every session has ended, and its owner has a mail with a link that keeps it.',
  kept: 'It is kept. They can sign in again.',
  unchanged: SAYS.unchanged,
  unknown: SAYS.unknown,
  ownsApps: 'They own apps. Give them to somebody else, or remove them, first: npx bmw-id clients',
}

function tellDeletion(outcome: AskOutcome | KeepOutcome): Said {
  const { kind } = outcome
  const apps = kind === 'ownsApps' ? outcome.apps.map(({ id, settings }) => ({ id, name: settings.name })) : undefined
  const more = kind === 'asked' ? { deleteAt: new Date(outcome.deleteAt).toISOString() } : apps && { apps }
  return {
    code: kind === 'unknown' || kind === 'ownsApps' ? 1 : 0,
    text: [SAYS_OF_DELETION[kind], ...(apps ?? []).map(({ id, name }) => `${id}  ${name}`)].join('\n'),
    json: { outcome: kind, ...more },
  }
}

const RESET_SAYS: Readonly<Record<ResetOutcome['kind'], string>> = {
  asked: 'The owner is being told how to stop it. Passkeys, authenticator apps and recovery codes go at',
  waiting: 'It was asked before. They go at',
  nothing: 'Nothing to do: that account has no second factor.',
  unknown: 'No BMW ID has that address.',
}

function tellReset(outcome: ResetOutcome): Said {
  const at = 'dueAt' in outcome ? new Date(outcome.dueAt).toISOString() : undefined
  const text = RESET_SAYS[outcome.kind]
  return {
    code: outcome.kind === 'unknown' ? 1 : 0,
    text: at === undefined ? text : `${text} ${at}.`,
    json: { outcome: outcome.kind, ...(at === undefined ? {} : { at }) },
  }
}
