import { type ChildProcess, fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import test, { type ExecutionContext } from 'ava'
import { fromRoot } from '../../shared/root.ts'
import { bare } from '../support/bare.ts'
import { freshFolder } from '../support/database.ts'

type Env = Readonly<Record<string, string>>

const secret = (): string => randomBytes(32).toString('base64url')

/** How a product's process begins: ready, or what it says and its exit code. */
async function start(t: ExecutionContext, product: 'idp' | 'portal', env: Env): Promise<string> {
  const options = { env: { ...bare, ...env }, silent: true }
  const child: ChildProcess = fork(fromRoot('dist', product, 'main.js'), options)
  t.teardown(() => child.kill('SIGKILL'))
  const ready = new Promise<string>((resolve) => {
    child.on('message', () => resolve('ready'))
  })
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', resolve)
  })
  const said = Promise.all([child.stderr, child.stdout].map((stream) => text(stream as NodeJS.ReadableStream)))
  return Promise.race([ready, ended.then(async (code) => `${code}: ${(await said).join('')}`)])
}

const settings = (t: ExecutionContext) => {
  const folder = freshFolder(t)
  const idp: Env = { IDP_PORT: '0', IDP_DATABASE_URL: `sqlite:${join(folder, 'idp.sqlite')}`, IDP_SECRETS: secret() }
  const portal: Env = {
    PORTAL_PORT: '0',
    PORTAL_DATABASE_URL: `sqlite:${join(folder, 'portal.sqlite')}`,
    PORTAL_SECRETS: secret(),
    PORTAL_SMS_SECRET: secret(),
  }
  return { folder, idp, portal }
}

test('with what it needs a product starts', async (t) => {
  const { idp, portal } = settings(t)
  t.is(await start(t, 'idp', idp), 'ready')
  t.is(await start(t, 'portal', portal), 'ready')
})

test('wrong settings stop the start and are told all at once, secrets without their values [R79]', async (t) => {
  const { idp, portal } = settings(t)
  const wrong = {
    IDP_PORT: 'web',
    IDP_URL: 'http://id.example',
    IDP_SECRETS: 'hunter2',
    IDP_DATABASE_URL: 'mysql://u:hunter2@x',
  }
  const said = await start(t, 'idp', { ...idp, ...wrong })
  t.regex(said, /^1: BMW ID cannot start:\n/)
  t.regex(said, /IDP_PORT must be a port, 0 to 65535, but is "web"\./)
  t.regex(said, /IDP_URL must be an origin, https but on this machine/)
  t.regex(said, /IDP_SECRETS must be 32 random bytes each/)
  t.regex(said, /IDP_DATABASE_URL must be sqlite:path or postgres/)
  t.notRegex(said, /hunter2|\n\s+at /)

  const { PORTAL_SMS_SECRET: _, ...without } = portal
  t.regex(await start(t, 'portal', without), /^1: .*\n\s+PORTAL_SMS_SECRET is missing/)
  const short = await start(t, 'portal', { ...portal, PORTAL_SMS_SECRET: 'c2hvcnQ=' })
  t.regex(short, /^1: .*\n\s+PORTAL_SMS_SECRET must be base64 of 24 to 64 bytes/)
})

test('values that only break where they are used are faults of the settings too', async (t) => {
  const { folder, idp, portal } = settings(t)
  const wrong = {
    IDP_TRUSTED_PROXIES: '10.0.0.0/8,proxy.example',
    IDP_SMTP_URL: 'smtp://anna:hunter2%@mail.example',
    IDP_HASHES_AT_ONCE: '0',
  }
  const said = await start(t, 'idp', { ...idp, ...wrong })
  t.regex(said, /^1: BMW ID cannot start:\n/)
  for (const name of Object.keys(wrong)) t.regex(said, new RegExp(`${name} must be `), name)
  t.notRegex(said, /hunter2|\n\s+at /)
  for (const range of ['10.0.0.0/33', '::1/129', '10.0.0.0/8/8', '10.0.0.0/x', '/8']) {
    t.regex(await start(t, 'idp', { ...idp, IDP_TRUSTED_PROXIES: range }), /IDP_TRUSTED_PROXIES must be/, range)
  }
  for (const url of ['smpp://bmw:100%@smsc.example?source=BMW', `twilio://AC${'0'.repeat(32)}:100%@x?from=BMW`]) {
    t.regex(await start(t, 'portal', { ...portal, PORTAL_SMS_URL: url }), /PORTAL_SMS_URL must be/, url)
  }
  const ca = join(folder, 'ca.pem')
  const without = await start(t, 'idp', { ...idp, IDP_SMTP_URL: `smtps://mail.example?ca=${ca}` })
  t.is(without, `1: BMW ID cannot start: ${ca} is not there. Check the path.\n`)
  t.is(await start(t, 'idp', { ...idp, IDP_TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8,::1/128,::1' }), 'ready')
})

test('a secret that is short, long, or made by hand stops the start, in the setting and in the file [R79]', async (t) => {
  const { folder, idp } = settings(t)
  const weak = ['short', 'A'.repeat(43), 'changeme'.repeat(6).slice(0, 43), `${secret()}A`, `${secret()},short`]
  for (const value of weak) {
    t.regex(
      await start(t, 'idp', { ...idp, IDP_SECRETS: value }),
      /^1: .*\n\s+IDP_SECRETS must be 32 random bytes/,
      value,
    )
  }
  const { IDP_SECRETS: _, ...without } = idp
  const file = join(folder, 'secret')
  for (const value of ['', 'short', 'A'.repeat(43)]) {
    writeFileSync(file, value)
    const said = await start(t, 'idp', { ...without, IDP_SECRETS_FILE: file })
    t.regex(said, /^1: .*\n\s+The secret in .* is not 32 random bytes/, value)
  }
})

test('a database is not opened with a secret it was not made with [R79]', async (t) => {
  const { idp } = settings(t)
  t.is(await start(t, 'idp', idp), 'ready')
  t.regex(await start(t, 'idp', { ...idp, IDP_SECRETS: secret() }), /^1: .*\n\s+The secret is not the one/)
})

test('a database that does not answer stops the start with one sentence, and nothing else is printed', async (t) => {
  const { idp } = settings(t)
  const said = await start(t, 'idp', { ...idp, IDP_DATABASE_URL: 'postgres://anna:secret@127.0.0.1:1/idp' })
  t.is(said, '1: BMW ID cannot start: its database does not answer. Check the address, and that it runs.\n')
})

test('no setting has a secret as its default, and no key lies in the repository [R79]', (t) => {
  const example = readFileSync(fromRoot('.env.example'), 'utf8')
  const given = [...example.matchAll(/^([A-Z_]*(?:SECRETS?|PASSWORD|KEY))=(.*)$/gm)].filter(([, , value]) => value)
  t.deepEqual(
    given.map(([line]) => line),
    [],
  )
  const files = globSync('{idp,portal,shared,migrations,scripts,docs,.ci}/**/*.{ts,tsx,js,md}', { cwd: fromRoot() })
  t.true(files.length > 150)
  const keys = /BEGIN [A-Z ]*PRIVATE KEY|"d":\s?"[\w-]{30}|AKIA[0-9A-Z]{16}/
  t.deepEqual(
    files.filter((file) => keys.test(readFileSync(fromRoot(file), 'utf8'))),
    [],
  )
})
