import type { Command } from 'commander'
import type { AddCommands, Operator, Said } from '../command-line.ts'
import { describeApi, listOfApis } from './describe.ts'
import {
  addApi,
  allow,
  allowancesOf,
  type Change,
  changeApi,
  disallow,
  findApi,
  listApis,
  removeApi,
  TOKEN_SECONDS,
  type Words,
} from './service.ts'

interface Options {
  readonly nameFr?: string
  readonly nameEn?: string
  readonly scope?: Readonly<Record<string, Words>>
  readonly dropScope?: readonly string[]
  readonly lifetime?: string
  readonly format?: string
  readonly open?: boolean
  readonly client?: string
}

/** `apis …`: what access tokens can be made for, and which client may ask for what (docs/apis.md). */
export const addApiCommands: AddCommands = (program, operator) => {
  const apis = program.command('apis').description('APIs that access tokens are made for, and who may ask for them')
  describing(apis.command('add <identifier>').description('add an API; its identifier is the audience of its tokens'))
    .requiredOption('--name-fr <words>', 'its name on the consent page, in French')
    .requiredOption('--name-en <words>', 'and in English')
    .action((identifier: string, options: Options) => add(operator, identifier, changeOf(options, apis)))
  apis
    .command('list')
    .description('list the APIs')
    .action(() => operator.withDatabase(async (db) => listOfApis(await listApis(db))))
  apis
    .command('show <identifier>')
    .description('show an API, and which client may ask for what')
    .action((identifier: string) => show(operator, identifier))
  describing(apis.command('change <identifier>').description('change what is named; the rest stays'))
    .option('--name-fr <words>', 'its name on the consent page, in French')
    .option('--name-en <words>', 'and in English')
    .option('--drop-scope <name>', 'remove a scope, and what was given of it (several: repeat)', collect)
    .option('--no-open', 'only clients that were allowed may ask for its scopes')
    .action((identifier: string, options: Options) => change(operator, identifier, changeOf(options, apis)))
  apis
    .command('remove <identifier>')
    .description('remove an API: no more tokens are made for it')
    .action((identifier: string) => remove(operator, identifier))
  allowing(apis, operator)
}

const describing = (command: Command): Command =>
  command
    .option('--scope <name=français|English>', 'a scope and what it lets an app do (several: repeat)', collectScope)
    .option('--lifetime <minutes>', 'of an access token, 1 to 60 (when added: 5)')
    .option('--format <jwt|opaque>', 'jwt: the API checks it alone; opaque: it asks here (when added: jwt)')
    .option('--client <id>', 'the client that the API itself is, so that it may introspect the tokens made for it')
    .option('--open', 'any app may ask people for its scopes, and they consent')

function allowing(apis: Command, operator: Operator): void {
  apis
    .command('allow <client> <api>')
    .description('let a client ask for these scopes, beside what it may ask for already')
    .requiredOption('--scope <names...>', 'the scopes')
    .action(async (clientId: string, identifier: string, { scope }: { scope: string[] }) =>
      operator.withIdp(async (idp) => {
        const outcome = await allow(idp, { clientId, identifier, scopes: scope })
        if (outcome.kind === 'faulty') return refused(outcome.faults)
        return done(`${clientId} may ask for ${scope.join(' ')} of ${identifier}.`, { clientId, identifier, scope })
      }),
    )
  apis
    .command('disallow <client> <api>')
    .description('take back these scopes, or all of that API')
    .option('--scope <names...>', 'the scopes')
    .action(async (clientId: string, identifier: string, { scope = [] }: { scope?: string[] }) =>
      operator.withIdp(async (idp) => {
        const { kind } = await disallow(idp, { clientId, identifier, scopes: scope })
        return kind === 'nothing'
          ? done(`${clientId} had nothing of that. Nothing was changed.`, { kind })
          : done(`${clientId} may no longer ask for that. Tokens that are out end by themselves.`, { kind })
      }),
    )
}

const add = (operator: Operator, identifier: string, change: Change): Promise<void> =>
  operator.withIdp(async (idp) => {
    const usual = { scopes: {}, tokenSeconds: TOKEN_SECONDS, tokenFormat: 'jwt', open: false } as const
    const outcome = await addApi(idp, { ...usual, name: { fr: '', en: '' }, ...change, identifier })
    switch (outcome.kind) {
      case 'faulty':
        return refused(outcome.faults)
      case 'exists':
        return refused([`There is an API ${identifier} already.`])
      case 'added':
        return done(`${identifier} was added.`, await findApi(idp.db, identifier))
    }
  })

const change = (operator: Operator, identifier: string, what: Change): Promise<void> =>
  operator.withIdp(async (idp) => {
    const name = { ...(await findApi(idp.db, identifier))?.name, ...what.name } as Words
    const outcome = await changeApi(idp, identifier, what.name ? { ...what, name } : what)
    switch (outcome.kind) {
      case 'faulty':
        return refused(outcome.faults)
      case 'unknown':
        return refused([`There is no API ${identifier}.`])
      case 'changed':
        return done(`${identifier} was changed.`, await findApi(idp.db, identifier))
    }
  })

const remove = (operator: Operator, identifier: string): Promise<void> =>
  operator.withIdp(async (idp) => {
    const { kind } = await removeApi(idp, identifier)
    return kind === 'unknown'
      ? refused([`There is no API ${identifier}.`])
      : done(`${identifier} was removed.`, { kind })
  })

const show = (operator: Operator, identifier: string): Promise<void> =>
  operator.withDatabase(async (db) => {
    const api = await findApi(db, identifier)
    return api ? describeApi(api, await allowancesOf(db, identifier)) : refused([`There is no API ${identifier}.`])
  })

/** Only what was named. */
function changeOf(options: Options, command: Command): Change {
  const { nameFr, nameEn, scope, dropScope, lifetime, format, open, client } = options
  if (format !== undefined && format !== 'jwt' && format !== 'opaque') {
    return command.error('error: --format is jwt or opaque')
  }
  const name = { ...(nameFr === undefined ? {} : { fr: nameFr }), ...(nameEn === undefined ? {} : { en: nameEn }) }
  return {
    ...(Object.keys(name).length > 0 ? { name: name as Words } : {}),
    ...(scope ? { scopes: scope } : {}),
    ...(dropScope ? { dropScopes: dropScope } : {}),
    ...(lifetime === undefined ? {} : { tokenSeconds: Number(lifetime) * 60 }),
    ...(format ? { tokenFormat: format } : {}),
    ...(open === undefined ? {} : { open }),
    ...(client === undefined ? {} : { clientId: client }),
  }
}

const collect = (value: string, before: readonly string[] = []): readonly string[] => [...before, value]

/** `invoices:read=Lire vos factures|Read your invoices`; what is missing is found to be faulty later. */
function collectScope(value: string, before: Readonly<Record<string, Words>> = {}): Readonly<Record<string, Words>> {
  const [name = '', words = ''] = value.split(/=(.*)/s)
  const [fr = '', en = ''] = words.split('|')
  return { ...before, [name.trim()]: { fr: fr.trim(), en: en.trim() } }
}

const done = (text: string, json: unknown): Said => ({ code: 0, text, json })
const refused = (faults: readonly string[]): Said => ({ code: 1, text: faults.join('\n'), json: { faults } })
