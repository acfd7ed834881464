import type { Command } from 'commander'
import type { Knex } from 'knex'
import { readSettings } from '../shared/config.ts'
import { openDatabase } from '../shared/database/open.ts'
import type { Clock } from '../shared/time.ts'
import { clientOf, OWN_CLIENT_ID } from './clients/service.ts'
import { readConfig, settings } from './config.ts'
import { type Idp, openIdp } from './context.ts'

/** What a command has to say, and its exit code: 0 done, 1 it could not be done. */
export interface Said {
  readonly code: 0 | 1
  readonly text: string
  /** what `--json` prints in place of the text */
  readonly json?: unknown
}

type Env = Readonly<Record<string, string | undefined>>

/** What the commands of a feature are given: they work on the provider's database, beside or without its processes. */
export interface Operator {
  /** with the database alone, where no key is needed */
  withDatabase(act: (db: Knex, now: number) => Promise<Said>): Promise<void>
  /** with everything that the provider has; nothing is sent from here: its processes carry the outbox */
  withIdp(act: (idp: Idp) => Promise<Said>): Promise<void>
}

/** Adds a feature's commands to the program. */
export type AddCommands = (program: Command, operator: Operator) => void

const NOT_OURS = 'This database is not BMW ID’s, or not up to date. Start BMW ID, or run "npm run migrate".'

/** `say` prints what came out and sets the exit code. */
export function createOperator({ env, now, say }: { env: Env; now: Clock; say: (said: Said) => void }): Operator {
  const { databaseUrl } = readSettings({ databaseUrl: settings.databaseUrl }, env)
  const withDatabase: Operator['withDatabase'] = async (act) => {
    const db = openDatabase(databaseUrl, 'idp')
    try {
      say((await isOurs(db)) ? await act(db, now()) : { code: 1, text: NOT_OURS })
    } finally {
      await db.destroy()
    }
  }
  return {
    withDatabase,
    withIdp: (act) =>
      withDatabase(async () => {
        const idp = await openIdp(readConfig(env))
        try {
          return (await otherAddress(idp)) ?? (await act(idp))
        } finally {
          await idp.close()
        }
      }),
  }
}

const isOurs = async (db: Knex): Promise<boolean> =>
  (await db.schema.hasTable('audit_seal')) && (await db.schema.hasTable('registration_token'))

/** Issuers that are printed and links that are mailed begin with the address of the processes, or lead nowhere. */
async function otherAddress({ db, config }: Idp): Promise<Said | undefined> {
  const runsAt = (await clientOf(db, OWN_CLIENT_ID))?.settings.clientUri
  if (runsAt === undefined || runsAt === config.url) return undefined
  const text = `BMW ID was last started at ${runsAt}, not at ${config.url}: set IDP_URL as it is for its processes.`
  return { code: 1, text, json: { error: text } }
}
