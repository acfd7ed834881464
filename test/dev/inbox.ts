// The development inbox as a process: real SMTP, the SMS gateway, and one page that shows what arrived.
import { type InboxConfig, readConfig } from './inbox/config.ts'
import { type Inbox, PortUnavailable, startInbox } from './inbox/server.ts'

const settings = readConfig(process.env)
if ('faults' in settings) fail(settings.faults.join('\n'))
else await run(settings.config)

async function run(config: InboxConfig): Promise<void> {
  try {
    const inbox = await startInbox({ ...config, warn: (sentence) => console.error(sentence) })
    stopCleanly(inbox)
    process.send?.('ready')
  } catch (error) {
    fail(sentenceFor(error, config))
  }
}

/** On SIGTERM, SIGINT, and when the parent goes away, however it went. */
function stopCleanly(inbox: Inbox): void {
  let stopping = false
  const stop = (): void => {
    if (stopping) return
    stopping = true
    setTimeout(() => process.exit(1), 5000).unref()
    void inbox.close().then(() => {
      if (process.connected) process.disconnect()
    })
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (process.connected) process.on('disconnect', stop)
}

function sentenceFor(error: unknown, { file }: InboxConfig): string {
  if (error instanceof PortUnavailable) {
    const name = error.purpose === 'smtp' ? 'INBOX_SMTP_PORT' : 'INBOX_PORT'
    const why =
      codeOf(error.cause) === 'EADDRINUSE' ? 'is already in use: stop the other program or' : 'cannot be used:'
    return `The port ${error.port} (${name}) ${why} choose another port.`
  }
  const code = codeOf(error)
  if (code) return `The file ${file} (INBOX_FILE) cannot be written (${code}): give this user the right to its folder.`
  throw error
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code
}

function fail(sentences: string): void {
  console.error(sentences)
  process.exitCode = 1
}
