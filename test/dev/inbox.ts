// The development inbox as a process: real SMTP, the SMS gateway, and one page that shows what arrived.
import { ConfigError } from '../../shared/config.ts'
import { fromRoot } from '../../shared/root.ts'
import { runService } from '../../shared/service.ts'
import { type InboxConfig, readConfig } from './inbox/config.ts'
import { PortUnavailable, startInbox } from './inbox/server.ts'

await runService('The inbox', async () => {
  const config = readConfig(process.env)
  const options = { ...config, file: fromRoot(config.file), warn: (sentence: string) => console.error(sentence) }
  const inbox = await startInbox(options).catch((error: unknown) => {
    throw asFault(error, config)
  })
  return () => inbox.close()
})

/** What an operator can mend, in a sentence. */
function asFault(error: unknown, { file }: InboxConfig): unknown {
  if (error instanceof PortUnavailable) {
    const name = error.purpose === 'smtp' ? 'INBOX_SMTP_PORT' : 'INBOX_PORT'
    const why =
      codeOf(error.cause) === 'EADDRINUSE' ? 'is already in use: stop the other program or' : 'cannot be used:'
    return new ConfigError([`The port ${error.port} (${name}) ${why} choose another port.`])
  }
  const code = codeOf(error)
  if (!code) return error
  return new ConfigError([
    `The file ${file} (INBOX_FILE) cannot be written (${code}): give this user the right to its folder.`,
  ])
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code
}
