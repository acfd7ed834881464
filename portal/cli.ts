import { parseArgs } from 'node:util'
import { readSettings } from '../shared/config.ts'
import { createSecrets, readMasters } from '../shared/crypto/secrets.ts'
import { keepSecretFingerprint } from '../shared/database/fingerprint.ts'
import { openDatabase } from '../shared/database/open.ts'
import { fromRoot } from '../shared/root.ts'
import { startFault } from '../shared/service.ts'
import { settings } from './config.ts'
import { type UnblockOutcome, unblock } from './verification/service.ts'

const NAME = 'mybmw-fs'

const help = `Commands for whoever runs MyBMW Financial Services.

  npx ${NAME} unblock <e-mail> [--reason <text>]
      Lets a customer add contracts again after three wrong SMS codes: everybody with that e-mail address.
      They get a mail, and the audit log keeps the reason.
  npx ${NAME} --help

It uses the portal's database and secret, by the same environment variables as the portal:
  PORTAL_DATABASE_URL, PORTAL_SECRETS or PORTAL_SECRETS_FILE, PORTAL_URL.

Exit codes: 0 done, or nothing to do; 1 it could not be done; 2 the command was not understood.`

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
      return lift(command)
  }
}

type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'faulty'; readonly fault: string }
  | { readonly kind: 'unblock'; readonly email: string; readonly reason: string | undefined }

function read(words: readonly string[]): Command {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, reason: { type: 'string' } },
    })
    const [name, email, ...more] = positionals
    if (values.help || name === 'help') return { kind: 'help' }
    if (name === undefined) return { kind: 'faulty', fault: 'Say what to do.' }
    if (name !== 'unblock') return { kind: 'faulty', fault: `There is no command "${name}".` }
    if (email === undefined) return { kind: 'faulty', fault: 'Say whom to unblock, by e-mail address.' }
    if (more.length > 0)
      return { kind: 'faulty', fault: 'One e-mail address at a time; a reason goes after --reason, in quotes.' }
    return { kind: 'unblock', email, reason: values.reason }
  } catch (error) {
    return { kind: 'faulty', fault: error instanceof Error ? error.message : String(error) }
  }
}

async function lift({ email, reason }: { email: string; reason: string | undefined }): Promise<number> {
  const { databaseUrl, secrets: masters, secretsFile, url } = settings
  const config = readSettings({ databaseUrl, masters, secretsFile, url }, process.env)
  const db = openDatabase(config.databaseUrl, 'portal')
  try {
    if (!(await db.schema.hasTable('attach_pair'))) {
      console.error('This database is not the portal’s, or not up to date. Start the portal, or run "npm run migrate".')
      return 1
    }
    const secrets = createSecrets(readMasters(config.masters, fromRoot(config.secretsFile)))
    await keepSecretFingerprint(db, secrets)
    return tell(email, await unblock({ db, secrets, now: Date.now, config }, { email, reason }))
  } finally {
    await db.destroy()
  }
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
