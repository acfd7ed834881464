import { Command, CommanderError } from 'commander'
import { startFault } from '../shared/service.ts'
import { addAccountCommands } from './account/commands.ts'
import { addApiCommands } from './apis/commands.ts'
import { addAuditCommands } from './audit-commands.ts'
import { addCheckCommand } from './check/commands.ts'
import { addClientCommands } from './clients/commands.ts'
import { addDeveloperCommands } from './clients/developer-commands.ts'
import { addTokenCommands } from './clients/token-commands.ts'
import { type AddCommands, createOperator, type Said } from './command-line.ts'
import { addFailureCommands } from './failures/commands.ts'
import { addKeyCommands } from './keys/commands.ts'
import { addSecretCommands } from './keys/secrets.ts'
import { addLogoutCommands, addSessionCommands } from './sessions/commands.ts'

// The operator's commands. Each feature hangs its own on the program.

const NAME = 'bmw-id'
const features: readonly AddCommands[] = [
  addClientCommands,
  addCheckCommand,
  addDeveloperCommands,
  addTokenCommands,
  addAccountCommands,
  addApiCommands,
  addLogoutCommands,
  addSessionCommands,
  addKeyCommands,
  addSecretCommands,
  addFailureCommands,
  addAuditCommands,
]

const program = new Command(NAME)
  .description('Commands for whoever runs BMW ID.')
  .option('--json', 'print JSON in place of text')
  .showHelpAfterError()
  .exitOverride()
  .addHelpText(
    'after',
    `
They use the provider's database and secret, by the same environment variables as the provider: IDP_DATABASE_URL,
IDP_SECRETS or IDP_SECRETS_FILE, IDP_URL, IDP_REACHABLE_ORIGINS. A file .env is read as "npm start" reads it.

Exit codes: 0 done; 1 it could not be done; 2 the command was not understood.`,
  )

function say({ code, text, json }: Said): void {
  process.exitCode = code
  if (program.opts<{ json?: true }>().json) console.log(JSON.stringify(json ?? { text }, undefined, 2))
  else if (code === 0) console.log(text)
  else console.error(text)
}

try {
  const operator = createOperator({ env: process.env, now: Date.now, say })
  for (const addCommands of features) addCommands(program, operator)
  await program.parseAsync()
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else {
    console.error(startFault(NAME, error))
    process.exitCode = 1
  }
}
