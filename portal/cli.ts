import { parseArgs } from 'node:util'
import type { Knex } from 'knex'
import { readSettings } from '../shared/config.ts'
import { createSecrets, readMasters } from '../shared/crypto/secrets.ts'
import { keepSecretFingerprint } from '../shared/database/fingerprint.ts'
import { openDatabase } from '../shared/database/open.ts'
import {
  aboutSecrets,
  isSecretAct,
  runSecrets,
  SECRET_ACTS,
  type SecretAct,
} from '../shared/database/secret-commands.ts'
import { type AuditWords, auditHelp, readAuditWords, runAudit } from '../shared/observe/command.ts'
import { fromRoot } from '../shared/root.ts'
import { startFault } from '../shared/service.ts'
import { settings } from './config.ts'
import { sealedPlaces } from './sealed-places.ts'
import { type UnblockOutcome, unblock } from './verification/service.ts'

const NAME = 'mybmw-fs'

const help = `Commands for whoever runs MyBMW Financial Services.

  npx ${NAME} unblock <e-mail> [--reason <text>]
      Lets a customer add contracts again after three wrong SMS codes: everybody with that e-mail address.
      They get a mail, and the audit log keeps the reason.
${auditHelp(NAME)}
  npx ${NAME} secrets ${SECRET_ACTS.join('|')}
${SECRET_ACTS.map((act) => `      ${act}: ${aboutSecrets[act]}`).join('\n')}
  npx ${NAME} --help

It uses the portal's database and secret, by the same environment variables as the portal:
  PORTAL_DATABASE_URL, PORTAL_SECRETS or PORTAL_SECRETS_FILE, PORTAL_URL (for audit the first alone).

Exit codes: 0 done, or nothing to do; 1 it could not be done, or the audit log is not whole; 2 the command was not understood.`

/** @returns the exit code */
async function run(words: readonly string[]): Promise<number> {
  const command = read(words)
  switch (command.kind) {
    case 'help':
      console.log(help)
      return 0
    case 'faulty':
      console.error(`${command.fault}\n\n${help}`)
      return 2
    case 'unblock':
      return withDatabase((db) => lift(db, command))
    case 'audit':
      return withDatabase(async (db) => print(await runAudit(db, command, Date.now())))
    case 'secrets':
      return withDatabase((db) => secretsOf(db, command.act))
  }
}

type Command =
  | AuditWords
  | { readonly kind: 'help' }
  | { readonly kind: 'secrets'; readonly act: SecretAct }
  | { readonly kind: 'unblock'; readonly email: string; readonly reason: string | undefined }

function read(words: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, reason: { type: 'string' }, head: { type: 'string' } },
    })
    const [name, ...more] = positionals
    if (values.help || name === 'help') return { kind: 'help' }
    if (name === undefined) return { kind: 'faulty', fault: 'Say what to do.' }
    if (name === 'audit') return readAuditWords(more, values.head)
    if (name === 'secrets') return readSecrets(more)
    if (name === 'unblock') return readUnblock(more, values.reason)
    return { kind: 'faulty', fault: `There is no command "${name}".` }
  } catch (error) {
    return { kind: 'faulty', fault: error instanceof Error ? error.message : String(error) }
  }
}

function readSecrets([act, ...more]: readonly string[]): Command {
  if (isSecretAct(act) && more.length === 0) return { kind: 'secrets', act }
  return { kind: 'faulty', fault: `Say "secrets" and one of: ${SECRET_ACTS.join(', ')}.` }
}

function readUnblock([email, ...more]: readonly string[], reason: string | undefined): Command {
  if (email === undefined) return { kind: 'faulty', fault: 'Say whom to unblock, by e-mail address.' }
  if (more.length > 0)
    return { kind: 'faulty', fault: 'One e-mail address at a time; a reason goes after --reason, in quotes.' }
  return { kind: 'unblock', email, reason }
}

async function withDatabase(act: (db: Knex) => Promise<number>): Promise<number> {
  const { databaseUrl } = readSettings({ databaseUrl: settings.databaseUrl }, process.env)
  const db = openDatabase(databaseUrl, 'portal')
  try {
    if ((await db.schema.hasTable('attach_pair')) && (await db.schema.hasTable('audit_seal'))) return await act(db)
    console.error('This database is not the portal’s, or not up to date. Start the portal, or run "npm run migrate".')
    return 1
  } finally {
    await db.destroy()
  }
}

function print({ code, text }: { code: number; text: string }): number {
  if (code === 0) console.log(text)
  else console.error(text)
  return code
}

async function lift(db: Knex, { email, reason }: { email: string; reason: string | undefined }): Promise<number> {
  const config = readSettings({ url: settings.url }, process.env)
  const { secrets } = await openSecrets(db)
  return tell(email, await unblock({ db, secrets, now: Date.now, config }, { email, reason }))
}

async function secretsOf(db: Knex, act: SecretAct): Promise<number> {
  const room = { db, ...(await openSecrets(db)), now: Date.now, places: sealedPlaces, setting: settings.secrets.name }
  return print(await runSecrets(act, room))
}

async function openSecrets(db: Knex) {
  const { secrets: masters, secretsFile } = settings
  const config = readSettings({ masters, secretsFile }, process.env)
  const file = fromRoot(config.secretsFile)
  const secrets = createSecrets(readMasters(config.masters, file))
  await keepSecretFingerprint(db, secrets, Date.now())
  return { secrets, file: config.masters.length > 0 ? undefined : file }
}

function tell(email: string, outcome: UnblockOutcome): number {
  switch (outcome.kind) {
    case 'unknown':
      console.error(`Nobody with the address ${email} has signed in to the portal. Nothing was changed.`)
      return 1
    case 'notBlocked':
      console.log(`${email} is not blocked. Nothing was changed.`)
      return 0
    case 'unblocked': {
      const who = outcome.customers === 1 ? email : `${email} (${outcome.customers} customers)`
      console.log(`${who} can add contracts again, and is told by mail as soon as the portal runs.`)
      return 0
    }
  }
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  console.error(startFault(NAME, error))
  process.exitCode = 1
}
