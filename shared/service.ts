import { ConfigError } from './config.ts'
import { SECOND } from './time.ts'

/** Starts a process and stops it cleanly: on SIGTERM, SIGINT, and when its parent goes away, however it went.
 *  What an operator can mend is told in a sentence, without a stack, and ends with exit code 1. */
export async function runService(name: string, start: () => Promise<() => Promise<void>>): Promise<void> {
  let close: () => Promise<void>
  try {
    close = await start()
  } catch (error) {
    console.error(startFault(name, error))
    process.exit(1)
  }
  let stopping = false
  const stop = (): void => {
    if (stopping) process.exit(1)
    stopping = true
    setTimeout(() => process.exit(1), 20 * SECOND).unref()
    close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  if (process.connected) process.on('disconnect', stop)
  process.send?.('ready')
}

/** Why a process or a command could not begin, in a sentence where an operator can mend it; else with the stack. */
export function startFault(name: string, error: unknown): string {
  if (error instanceof ConfigError)
    return [`${name} cannot start:`, ...error.faults.map((fault) => `  ${fault}`)].join('\n')
  const { code, port, path } = (error ?? {}) as { code?: string; port?: number; path?: string }
  if (code === 'EADDRINUSE')
    return `${name} cannot start: port ${port} is in use. Stop the other program, or choose another port.`
  if (code === 'EACCES' && port !== undefined)
    return `${name} cannot start: it may not listen on port ${port}. Choose one above 1023.`
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return `${name} cannot start: it may not write to ${path}. Give it the right to, or choose another place.`
  if (code === 'ENOTDIR' || code === 'EISDIR' || code === 'EEXIST')
    return `${name} cannot start: ${path} is not what it should be, a file in a folder. Move what is in the way.`
  if (code === 'ENOENT') return `${name} cannot start: ${path} is not there. Check the path.`
  if (code === 'ENOSPC') return `${name} cannot start: the disk is full.`
  if (code === 'SQLITE_CANTOPEN')
    return `${name} cannot start: its database file cannot be opened. Check the folder and its rights.`
  if (code === 'SQLITE_NOTADB') return `${name} cannot start: its database file is no SQLite database. Check the path.`
  if (/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|57P03)$/.test(code ?? ''))
    return `${name} cannot start: its database does not answer. Check the address, and that it runs.`
  if (code === '3D000') return `${name} cannot start: its database does not exist yet. Create it, empty.`
  if (code?.startsWith('28')) return `${name} cannot start: its database refuses the user or the password.`
  return `${name} cannot start:\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}
