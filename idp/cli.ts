import { parseArgs } from 'node:util'
import { readSettings } from '../shared/config.ts'
import { openDatabase } from '../shared/database/open.ts'
import { type AuditWords, auditHelp, readAuditWords, runAudit } from '../shared/observe/command.ts'
import { startFault } from '../shared/service.ts'
import { settings } from './config.ts'

const NAME = 'bmw-id'

const help = `Commands for whoever runs BMW ID.

${auditHelp(NAME)}
  npx ${NAME} --help

It uses the provider's database, by the same environment variable as the provider: IDP_DATABASE_URL.

Exit codes: 0 done; 1 it could not be done, or the audit log is not whole; 2 the command was not understood.`

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
    case 'audit':
      return audit(command)
  }
}

type Audit = Exclude<AuditWords, { kind: 'faulty' }>

function read(words: readonly string[]): AuditWords | { readonly kind: 'help' } {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { help: { type: 'boolean', short: 'h' }, head: { type: 'string' } },
    })
    const [name, ...more] = positionals
    if (values.help || name === 'help') return { kind: 'help' }
    if (name === undefined) return { kind: 'faulty', fault: 'Say what to do.' }
    if (name !== 'audit') return { kind: 'faulty', fault: `There is no command "${name}".` }
    return readAuditWords(more, values.head)
  } catch (error) {
    return { kind: 'faulty', fault: error instanceof Error ? error.message : String(error) }
  }
}

async function audit(command: Audit): Promise<number> {
  const { databaseUrl } = readSettings({ databaseUrl: settings.databaseUrl }, process.env)
  const db = openDatabase(databaseUrl, 'idp')
  try {
    if (!(await db.schema.hasTable('audit_seal')) || !(await db.schema.hasTable('account'))) {
      console.error('This database is not BMW ID’s, or not up to date. Start BMW ID, or run "npm run migrate".')
      return 1
    }
    const { code, text } = await runAudit(db, command, Date.now())
    if (code === 0) console.log(text)
    else console.error(text)
    return code
  } finally {
    await db.destroy()
  }
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  console.error(startFault(NAME, error))
  process.exitCode = 1
}
