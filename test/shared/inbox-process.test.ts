import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import test, { type ExecutionContext } from 'ava'
import { fromRoot } from '../../shared/root.ts'
import { inboxFor, secret } from './inbox.support.ts'

/** The inbox as `npm start` starts it, on free ports unless told otherwise. */
async function inboxProcess(t: ExecutionContext, env: Record<string, string> = {}): Promise<ChildProcess> {
  const file = join(await mkdtemp(join(tmpdir(), 'inbox-')), 'inbox.json')
  const standard = { INBOX_PORT: '0', INBOX_SMTP_PORT: '0', INBOX_FILE: file, SMS_SECRET: secret.toString('base64') }
  const child = fork(fromRoot('dist', 'test', 'dev', 'inbox.js'), { env: { ...standard, ...env }, silent: true })
  t.teardown(() => child.kill('SIGKILL'))
  return child
}

async function refusalOf(child: ChildProcess): Promise<{ code: number; sentence: string }> {
  const [sentence, [code]] = await Promise.all([text(child.stderr as NodeJS.ReadableStream), once(child, 'exit')])
  return { code: code as number, sentence: sentence.trim().replace(/^The inbox cannot start:\n\s+/, '') }
}

for (const stop of ['SIGTERM', 'SIGINT', 'disconnect'] as const) {
  test(`it says that it is ready, and stops cleanly on ${stop}`, async (t) => {
    const child = await inboxProcess(t)
    t.deepEqual(await once(child, 'message'), ['ready', undefined])
    if (stop === 'disconnect') child.disconnect()
    else child.kill(stop)
    t.deepEqual(await once(child, 'exit'), [0, null])
  })
}

const inUse = (port: number, name: string) =>
  `The port ${port} (${name}) is already in use: stop the other program or choose another port.`

test('a port in use is told in one sentence', async (t) => {
  const { inbox } = await inboxFor(t)
  const smtp = await inboxProcess(t, { INBOX_SMTP_PORT: String(inbox.smtpPort) })
  t.deepEqual(await refusalOf(smtp), { code: 1, sentence: inUse(inbox.smtpPort, 'INBOX_SMTP_PORT') })
  const http = await inboxProcess(t, { INBOX_PORT: String(inbox.httpPort) })
  t.deepEqual(await refusalOf(http), { code: 1, sentence: inUse(inbox.httpPort, 'INBOX_PORT') })
})

test('wrong settings are told all at once', async (t) => {
  const { code, sentence } = await refusalOf(await inboxProcess(t, { INBOX_PORT: 'web', SMS_SECRET: 'short' }))
  t.is(code, 1)
  t.deepEqual(sentence.split(/\n\s*/), [
    'INBOX_PORT must be a port, 0 to 65535, but is "web".',
    'SMS_SECRET must be base64 of 24 to 64 bytes, with or without the prefix whsec_.',
  ])
})

test('a folder that cannot be used is told in one sentence', async (t) => {
  const notFolder = join(await mkdtemp(join(tmpdir(), 'inbox-')), 'var')
  await writeFile(notFolder, '')
  const { code, sentence } = await refusalOf(await inboxProcess(t, { INBOX_FILE: join(notFolder, 'inbox.json') }))
  t.is(code, 1)
  t.regex(sentence, /^The file \S+ \(INBOX_FILE\) cannot be written \(\w+\): give this user the right to its folder\.$/)
})
