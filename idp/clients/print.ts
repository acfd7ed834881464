import type { Said } from '../command-line.ts'
import type { Fault } from './faults.ts'
import { FLAG_OF } from './flags.ts'
import type { House, Unknown } from './one.ts'
import type { Client } from './registry.ts'
import type { SecretState } from './secrets.ts'

// What the commands say.

export const day = (at: number): string => new Date(at).toISOString().slice(0, 16).replace('T', ' ')

export const failed = (text: string): Said => ({ code: 1, text, json: { error: text } })
export const done = (text: string, json?: unknown): Said => ({ code: 0, text, json: json ?? { done: text } })

export const sayFaults = (faults: readonly Fault[]): Said => ({
  code: 1,
  text: faults.map(({ field, say }) => `${FLAG_OF[field]}: ${say.en}`).join('\n'),
  json: { faults: faults.map(({ field, say }) => ({ field, flag: FLAG_OF[field], fault: say.en })) },
})

export const NO_SUCH = failed('There is no app with that id. "clients list" shows them all.')
const OF_THE_HOUSE = failed('This app comes from the configuration at every start; it is not changed here.')

/** Of an app that is not there, or not to be touched. */
export const notTouched = ({ kind }: Unknown | House): Said => (kind === 'unknown' ? NO_SUCH : OF_THE_HOUSE)

/** Columns as wide as what stands in them. */
export function table(rows: readonly (readonly string[])[]): string {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0))
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(width(column)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** What an app needs to know, and what to put into its environment. */
export function sayRegistered(
  issuer: string,
  { id, secret, name }: { id: string; secret?: string | undefined; name: string },
): Said {
  const discovery = `${issuer}/.well-known/openid-configuration`
  const lines = [
    ['client id', id],
    ...(secret === undefined ? [] : [['client secret', `${secret}   (shown this once)`]]),
    ['issuer', issuer],
    ['discovery', discovery],
  ]
  const environment = [
    `OIDC_ISSUER=${issuer}`,
    `OIDC_CLIENT_ID=${id}`,
    ...(secret === undefined ? [] : [`OIDC_CLIENT_SECRET=${secret}`]),
  ]
  const text = [
    `Registered: ${name}`,
    '',
    table(lines),
    '',
    'What the app needs in its environment:',
    '',
    ...environment,
  ]
  return { code: 0, text: text.join('\n'), json: { id, secret, issuer, discovery } }
}

export const saySecret = (before: string, secret: string): Said =>
  done(`${before}\n\n${secret}\n\nIt is shown this once.`, { secret })

const stateOf = ({ disabledAt }: Client): string => (disabledAt === undefined ? 'good' : 'disabled')

export const sayList = (clients: readonly Client[]): Said => ({
  code: 0,
  text:
    clients.length === 0
      ? 'There is none.'
      : table(clients.map((client) => [client.id, client.settings.kind, stateOf(client), client.settings.name])),
  json: clients,
})

export function sayOne(client: Client, owner: string | undefined, secrets: readonly SecretState[]): Said {
  const { settings, id, createdAt, changedAt } = client
  const value = (said: unknown): string => (Array.isArray(said) ? said.join('\n') : String(said))
  const rows = Object.entries(settings).flatMap(([name, said]) => {
    const shown = said === undefined || said === false ? '' : value(said)
    return shown === '' ? [] : shown.split('\n').map((line, at) => [at === 0 ? name : '', line])
  })
  const { disabledAt, disabledBy, registeredWith } = client
  const facts = [
    ['id', id],
    ['state', disabledAt === undefined ? 'good' : `disabled by the ${disabledBy} on ${day(disabledAt)}`],
    ['owner', owner ?? (registeredWith === undefined ? 'the house' : `whoever held the token ${registeredWith}`)],
    ['registered', day(createdAt)],
    ['changed', day(changedAt)],
  ]
  const ends = (endsAt: number | undefined): string => (endsAt === undefined ? '' : `, ends ${day(endsAt)}`)
  const secretRows = secrets.map((secret) => [
    'secret',
    `${secret.id} of ${day(secret.createdAt)}${ends(secret.endsAt)}`,
  ])
  return { code: 0, text: table([...facts, ...rows, ...secretRows]), json: { ...client, owner, secrets } }
}
