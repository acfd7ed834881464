import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fromRoot } from '../../shared/root.ts'
import { freePort } from '../support/ports.ts'

/** A provider in a process of its own, as in production, with quiet logs. */
export interface Server {
  readonly url: string
  readonly databaseUrl: string
  readonly secret: string
  /** milliseconds from the spawn to the first answer */
  readonly startMs: number
  /** CPU seconds of the process so far, all threads */
  cpuSeconds(): number
  residentMb(): number
  stop(): Promise<void>
}

const TICKS_A_SECOND = 100

export async function startServer(
  databaseUrl: string,
  secret = randomBytes(32).toString('base64url'),
): Promise<Server> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const env = {
    ...process.env,
    IDP_URL: url,
    IDP_PORT: String(port),
    IDP_DATABASE_URL: databaseUrl,
    IDP_SECRETS: secret,
    IDP_LOG_LEVEL: 'error',
    IDP_TRUSTED_PROXIES: '127.0.0.1,::1', // so that each virtual user may have an address of its own
  }
  const began = performance.now()
  const child = fork(fromRoot('dist/idp/main.js'), { env, stdio: 'inherit' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  while (!(await answers(url))) await new Promise((resolve) => setTimeout(resolve, 5))
  return {
    url,
    databaseUrl,
    secret,
    startMs: performance.now() - began,
    cpuSeconds: () => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND
    },
    residentMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/.well-known/openid-configuration`).then(
    (response) => response.ok,
    () => false,
  )
