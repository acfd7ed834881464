import type { Command } from 'commander'
import { unreachable } from '../../shared/errors.ts'
import { accountByEmail, accountById } from '../account/service.ts'
import type { AddCommands, Said } from '../command-line.ts'
import type { Idp } from '../context.ts'
import { addFlags, changeOf, type Flags, kindFlag } from './flags.ts'
import { addLogoCommands } from './logo-commands.ts'
import { done, failed, NO_SUCH, notTouched, sayFaults, sayList, sayOne, sayRegistered, saySecret } from './print.ts'
import { addSecretCommands, type Run } from './secret-commands.ts'
import {
  allClients,
  changeClient,
  clientOf,
  clientsOf,
  disableClient,
  enableClient,
  registerClient,
  removeClient,
  secretsOf,
} from './service.ts'
import type { Change } from './settings.ts'

const by = { kind: 'operator' } as const

/** `clients …` (docs/operate-apps.md). */
export const addClientCommands: AddCommands = (program, operator) => {
  const clients = program.command('clients').description('the apps that may sign people in')
  const run = (act: (idp: Idp) => Promise<Said>) => operator.withIdp(act)
  addFlags(
    clients
      .command('add')
      .description('register an app, and print what it needs')
      .argument('<name>', 'what people read before they agree'),
  )
    .addOption(kindFlag())
    .action((name: string, flags: Flags) =>
      run(async (idp) => add(idp, name, await said(program, idp, flags), flags.kind)),
    )
  addOff(addFlags(clients.command('change').description('change what flags say, and nothing else').argument('<id>')))
    .option('--name <name>', 'what people read before they agree')
    .action((id: string, flags: Flags) => run(async (idp) => change(idp, id, await said(program, idp, flags))))
  clients
    .command('list')
    .description('all of them, newest first')
    .option('--owner <e-mail>', 'only those of one developer')
    .action(({ owner }: { owner?: string }) => run((idp) => list(idp, owner)))
  clients
    .command('show')
    .description('one of them, with everything but its secrets')
    .argument('<id>')
    .action((id: string) => run((idp) => show(idp, id)))
  addSwitches(clients, run)
  addSecretCommands(clients, run)
  addLogoCommands(clients, run)
}

const addOff = (command: Command): Command =>
  command
    .option('--no-refresh', 'may not')
    .option('--no-fapi', 'need not')
    .option('--no-mfa', 'a password is enough')
    .option('--no-first-party', 'somebody else’s: people are asked for consent')

function addSwitches(clients: Command, run: Run): void {
  clients
    .command('disable')
    .description('let nobody sign in to it any more, and end at once what it was given')
    .argument('<id>')
    .action((id: string) =>
      run(async (idp) => switched(await disableClient(idp, id, by), 'Disabled. What it had been given has ended.')),
    )
  clients
    .command('enable')
    .description('let people sign in to it again')
    .argument('<id>')
    .action((id: string) => run(async (idp) => switched(await enableClient(idp, id, by), 'Enabled.')))
  clients
    .command('remove')
    .description('forget it, with its secrets and all that it was given; "disable" can be undone, this cannot')
    .argument('<id>')
    .action((id: string) => run(async (idp) => switched(await removeClient(idp, id, by), 'Removed.')))
}

/** What the flags say; an owner who has no account is nobody's id. */
async function said(program: Command, { db }: Idp, flags: Flags): Promise<Change> {
  const { owner } = flags
  const account = owner === undefined ? undefined : await accountByEmail(db, owner)
  try {
    return { ...changeOf(flags), ...(owner === undefined ? {} : { ownerId: account?.id ?? '' }) }
  } catch {
    return program.error('error: --jwks names a file that cannot be read')
  }
}

async function add(idp: Idp, name: string, wanted: Change, kind: Flags['kind']): Promise<Said> {
  const outcome = await registerClient(idp, { ...wanted, name, kind }, by)
  switch (outcome.kind) {
    case 'registered':
      return sayRegistered(idp.config.url, { ...outcome, name })
    case 'faulty':
      return sayFaults(outcome.faults)
    case 'notAllowed':
    case 'already':
      return failed('Not allowed.')
    default:
      return unreachable(outcome)
  }
}

async function change(idp: Idp, id: string, wanted: Change): Promise<Said> {
  if (Object.keys(wanted).length === 0) return failed('Say what to change: "clients change --help".')
  const outcome = await changeClient(idp, id, { change: wanted, by })
  switch (outcome.kind) {
    case 'changed':
      return outcome.secret === undefined
        ? done('Changed.')
        : saySecret('Changed. It now has a secret:', outcome.secret)
    case 'faulty':
      return sayFaults(outcome.faults)
    case 'unknown':
    case 'house':
      return notTouched(outcome)
    default:
      return unreachable(outcome)
  }
}

async function list({ db }: Idp, owner: string | undefined): Promise<Said> {
  if (owner === undefined) return sayList(await allClients(db))
  const account = await accountByEmail(db, owner)
  return account ? sayList(await clientsOf(db, account.id)) : failed('Nobody has a BMW ID with that address.')
}

async function show(idp: Idp, id: string): Promise<Said> {
  const client = await clientOf(idp.db, id)
  if (!client) return NO_SUCH
  const owner = client.ownerId === undefined ? undefined : await accountById(idp.db, client.ownerId)
  return sayOne(client, owner?.email, await secretsOf(idp, id))
}

type Switched = Awaited<ReturnType<typeof disableClient | typeof enableClient | typeof removeClient>>

function switched(outcome: Switched, text: string): Said {
  switch (outcome.kind) {
    case 'disabled':
    case 'enabled':
    case 'removed':
      return done(text)
    case 'already':
      return done('It already was.')
    case 'unknown':
    case 'house':
      return notTouched(outcome)
    case 'notAllowed':
      return failed('Not allowed.')
    default:
      return unreachable(outcome)
  }
}
