import { type ChildProcess, fork } from 'node:child_process'
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fromRoot } from '../../shared/root.ts'

/** One process of the world. */
export interface Child {
  readonly title: string
  /** False: it ended before it was ready, and has said why. */
  readonly ready: Promise<boolean>
  /** How it ended: its exit code or the signal. */
  readonly ended: Promise<string>
  stop(signal: NodeJS.Signals): void
}

export interface ChildPlan {
  readonly title: string
  /** of the log file */
  readonly name: string
  /** relative to the project */
  readonly module: string
  /** all it may know; otherwise what the others know */
  readonly env?: NodeJS.ProcessEnv
}

const ERROR = 50

/** Starts a process. Its log goes to `var/log/<name>.log`; what broke is also told here, in one line. It has a process
 *  group of its own, so that Ctrl-C reaches only us; if we die it notices, and stops by itself. */
export function startChild({ title, name, module, env: own }: ChildPlan, env: NodeJS.ProcessEnv): Child {
  const file = join('var', 'log', `${name}.log`)
  mkdirSync(fromRoot('var', 'log'), { recursive: true, mode: 0o700 })
  const log = createWriteStream(fromRoot(file), { flags: 'a', mode: 0o600 })
  log.on('error', (error) => console.error(`${title}: its log cannot be written: ${error.message}`))
  const child = fork(fromRoot(module), {
    env: own ?? env,
    execArgv: ['--enable-source-maps'],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
  })
  const ended = new Promise<string>((resolve) => {
    child.on('close', (code, signal) => {
      log.end()
      resolve(signal ?? String(code))
    })
  })
  const ready = new Promise<boolean>((resolve) => {
    child.on('message', (message) => {
      if (message === 'ready') resolve(true)
    })
    void ended.then(() => resolve(false))
  })
  listen(child, { log, tell: (line) => console.error(`${title}: ${line} (${file})`) })
  return { title, ready, ended, stop: (signal) => void child.kill(signal) }
}

function listen(child: ChildProcess, { log, tell }: { log: WriteStream; tell: (line: string) => void }): void {
  if (!child.stdout || !child.stderr) return
  createInterface({ input: child.stdout }).on('line', (line) => {
    log.write(`${line}\n`)
    const fault = faultOf(line)
    if (fault !== undefined) tell(fault)
  })
  // Not a log line: why it cannot start, or a warning of the runtime. Stacks are for the file.
  createInterface({ input: child.stderr }).on('line', (line) => {
    log.write(`${line}\n`)
    if (!/^\s+at |^Node\.js v|^$/.test(line)) console.error(line)
  })
}

function faultOf(line: string): string | undefined {
  try {
    const { level, msg, err } = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string } }
    if (level === undefined || level < ERROR) return undefined
    return [msg, err?.message?.split('\n')[0]].filter(Boolean).join(': ')
  } catch {
    return undefined
  }
}
