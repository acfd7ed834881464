import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test, { type ExecutionContext } from 'ava'
import { fromRoot } from '../../shared/root.ts'
import { roadbookSecret } from '../dev/roadbook.ts'
import { freshFolder } from '../support/database.ts'
import { freePort } from '../support/ports.ts'

// `npm start` as a whole, on ports and databases of its own.

type Env = Readonly<Record<string, string>>

async function settings(t: ExecutionContext): Promise<Env> {
  const folder = freshFolder(t)
  const secret = (): string => randomBytes(32).toString('base64url')
  const names = ['IDP_PORT', 'PORTAL_PORT', 'ROADBOOK_PORT', 'INBOX_PORT', 'INBOX_SMTP_PORT']
  const ports = await Promise.all(names.map(async (name) => [name, String(await freePort())] as const))
  return {
    ...Object.fromEntries(ports),
    IDP_DATABASE_URL: `sqlite:${join(folder, 'idp.sqlite')}`,
    PORTAL_DATABASE_URL: `sqlite:${join(folder, 'portal.sqlite')}`,
    INBOX_FILE: join(folder, 'inbox.json'),
    IDP_SECRETS: secret(),
    PORTAL_SECRETS: secret(),
    PORTAL_SMS_SECRET: randomBytes(32).toString('base64'),
  }
}

async function start(t: ExecutionContext, env: Env) {
  const child = fork(fromRoot('dist', 'test', 'dev', 'main.js'), {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let said = ''
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        if (said.includes('Ctrl+C')) resolve()
      })
    }
  })
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  t.teardown(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const begun = await Promise.race([ready.then(() => true), ended.then(() => false)])
  if (!begun) throw new Error(said)
  return { child, ended, said: () => said }
}

/** What the provider says to the app's own secret and a code that it never gave. */
async function tokenError({ IDP_PORT, ROADBOOK_PORT }: Env): Promise<unknown> {
  const answer = await fetch(`http://localhost:${IDP_PORT}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`carnet-de-route:${roadbookSecret()}`)}` },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      code: 'none',
      redirect_uri: `http://localhost:${ROADBOOK_PORT}/callback`,
      code_verifier: 'v'.repeat(43),
    }),
  })
  return ((await answer.json()) as { error?: unknown }).error
}

const roadbookOf = ({ pid }: ChildProcess): number => {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  return Number(children.find((one) => readFileSync(`/proc/${one}/cmdline`, 'utf8').includes('roadbook')))
}

test('npm start brings the second app along, again at the next start; the world does not go on without it', async (t) => {
  const env = await settings(t)
  const first = await start(t, env)
  t.true(first.said().includes(`Carnet de route            http://localhost:${env['ROADBOOK_PORT']}`))
  t.is(await tokenError(env), 'invalid_grant', 'its secret is the one that is registered')
  first.child.kill('SIGTERM')
  t.is(await first.ended, 0)

  const second = await start(t, env)
  t.is(await tokenError(env), 'invalid_grant')
  const login = await fetch(`http://localhost:${env['ROADBOOK_PORT']}/login`, { redirect: 'manual' })
  const asked = await fetch(login.headers.get('location') ?? '', { redirect: 'manual' })
  t.regex(asked.headers.get('location') ?? '', /^\/interaction\//)
  process.kill(roadbookOf(second.child), 'SIGKILL')
  t.is(await second.ended, 1)
  t.regex(second.said(), /Carnet de route has stopped by itself \(SIGKILL\), so the others stop too\./)
})
