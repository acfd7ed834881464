import { generateKeyPairSync } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { simpleParser } from 'mailparser'
import { readConfig as readIdpConfig } from '../../idp/config.ts'
import { readConfig } from '../../portal/config.ts'
import { ConfigError } from '../../shared/config.ts'
import { readDkim } from '../../shared/mail/dkim.ts'
import { type AddressedMail, createMailer, type MailerOptions } from '../../shared/mail/smtp.ts'
import { readSmtpUrl } from '../../shared/mail/smtp-url.ts'
import { fromRoot } from '../../shared/root.ts'
import { MINUTE, SECOND } from '../../shared/time.ts'
import { DATABASES, type DatabaseKind, freshFolder, type Teardown } from '../support/database.ts'
import { certificate } from './certificate.support.ts'
import { isDkimSigned, tagsOf } from './dkim.support.ts'
import { postFor } from './sending.support.ts'
import { smtpFor } from './smtp.support.ts'

const letter: AddressedMail = {
  to: 'anna@example.test',
  subject: 'Activez votre BMW ID — c’est à vous',
  text: 'Bonjour,\n\nVotre lien :  https://id.example/a\n.\nÀ bientôt',
  html: '<p>Bonjour, votre lien\u00a0: <a href="https://id.example/a">ici</a></p>',
}

/** An outbox whose mails go to this server. */
async function mailTo(t: Teardown, url: string, more: Partial<MailerOptions> & { database?: DatabaseKind } = {}) {
  const { database, ...options } = more
  const mailer = createMailer({ url, from: 'BMW ID <bmw-id@bmw-id.example>', ...options })
  t.teardown(() => mailer.close())
  const office = await postFor(t, {
    kind: 'mail',
    carrier: () => (mail, carriage) => mailer.send(mail as AddressedMail, carriage),
    ...(database ? { database } : {}),
  })
  return { ...office, mail: () => office.post(letter) }
}

const account = { user: 'bmw-id', pass: 'p@ss/wörd' }
const signedIn = `${account.user}:${encodeURIComponent(account.pass)}@`

test('a mail goes over STARTTLS, by name and password', async (t) => {
  const tls = certificate(t)
  const server = await smtpFor(t, { tls, auth: account })
  const { mail, carry, rowOf } = await mailTo(
    t,
    `smtp://${signedIn}localhost:${server.port}?requireTLS=true&ca=${tls.cert}`,
  )
  const id = await mail()
  await carry()
  const [taken] = server.mails
  t.like(taken, { secure: true, user: account.user })
  const read = await simpleParser(taken?.source ?? '')
  t.is(read.subject, letter.subject)
  t.is(read.messageId, `<${id}@bmw-id.example>`)
  t.is((await rowOf(id))['state'], 'done')
})

test('a mail goes over TLS from the first byte', async (t) => {
  const tls = certificate(t)
  const server = await smtpFor(t, { tls, implicit: true })
  const { mail, carry } = await mailTo(t, `smtps://localhost:${server.port}?ca=${tls.cert}`)
  await mail()
  await carry()
  t.like(server.mails, [{ secure: true }])
})

test('no mail goes in the clear where TLS is required, nor to a server that nobody vouches for', async (t) => {
  const plain = await smtpFor(t)
  const first = await mailTo(t, `smtp://127.0.0.1:${plain.port}?requireTLS=true`)
  const kept = await first.mail()
  await first.carry()
  t.is((await first.rowOf(kept))['state'], 'waiting')
  const unknown = await smtpFor(t, { tls: certificate(t) })
  const second = await mailTo(t, `smtp://localhost:${unknown.port}?requireTLS=true`)
  const other = await second.mail()
  await second.carry()
  t.like(await second.rowOf(other), { state: 'waiting', last_error: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
  t.is(plain.mails.length + unknown.mails.length, 0)
})

test('STARTTLS is required of every server but this machine, and a password never goes in the clear', (t) => {
  t.like(readSmtpUrl('smtp://mail.example'), { tls: 'must', port: 587, connections: 4 })
  t.like(readSmtpUrl('smtp://u:p%2F@mail.example:2525'), { tls: 'must', port: 2525, auth: { user: 'u', pass: 'p/' } })
  t.like(readSmtpUrl('smtps://mail.example'), { tls: 'always', port: 465 })
  t.like(readSmtpUrl('smtp://relay.example?requireTLS=false&connections=2'), { tls: 'may', connections: 2 })
  for (const near of ['localhost:1025', '127.0.0.1:1025', '[::1]:1025']) t.is(readSmtpUrl(`smtp://${near}`)?.tls, 'no')
  t.is(readSmtpUrl('smtp://localhost?requireTLS=true')?.tls, 'must')
  for (const wrong of [
    'http://mail.example',
    'smtp://',
    'smtp://u:p@mail.example?requireTLS=false',
    'smtp://mail.example?requireTLS=perhaps',
    'smtp://mail.example?connections=0',
    'smtp://mail.example?ignoreTLS=true',
  ]) {
    t.is(readSmtpUrl(wrong), undefined, wrong)
  }
})

test('a mail is signed, and its signature verifies', async (t) => {
  const server = await smtpFor(t)
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const file = join(freshFolder(t), 'dkim.pem')
  writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }))
  const dkim = readDkim(`bmw-id.example:2026b:${file}`)
  const { mail, carry } = await mailTo(t, `smtp://127.0.0.1:${server.port}`, { dkim })
  await mail()
  await carry()
  const source = server.mails[0]?.source ?? Buffer.alloc(0)
  t.true(isDkimSigned(source, publicKey))
  const field = /^DKIM-Signature:.*?(?=\r\n\S)/ims.exec(source.toString('latin1'))?.[0] ?? ''
  const { d, s, h = '' } = tagsOf(field)
  t.deepEqual({ d, s }, { d: 'bmw-id.example', s: '2026b' })
  for (const name of ['from', 'to', 'subject', 'date', 'message-id', 'content-type'])
    t.regex(h.toLowerCase(), new RegExp(`(^|:)${name}(:|$)`))
  // the verifier is no yes-man
  const altered = (from: string, to: string) => Buffer.from(source.toString('latin1').replace(from, to), 'latin1')
  t.false(isDkimSigned(altered('id.example/a', 'id.example/b'), publicKey))
  t.false(isDkimSigned(altered('To: anna@', 'To: ben@'), publicKey))
  t.false(isDkimSigned(source, generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey))
})

test('a signing key that is not there, too short or of another kind stops the start [R79]', (t) => {
  const folder = freshFolder(t)
  const write = (name: string, key: ReturnType<typeof generateKeyPairSync>['privateKey'] | string) => {
    const pem = typeof key === 'string' ? key : key.export({ type: 'pkcs8', format: 'pem' })
    writeFileSync(join(folder, name), pem)
  }
  write('short', generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey)
  write('curve', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey)
  write('none', 'no key')
  for (const name of ['short', 'curve', 'none', 'missing']) {
    const env = { IDP_DKIM: `bmw-id.example:s1:${join(folder, name)}` }
    const error = t.throws(() => readIdpConfig(env), { instanceOf: ConfigError })
    t.regex(error.message, /^IDP_DKIM must be domain:selector:path/)
  }
  t.throws(() => readIdpConfig({ IDP_DKIM: 'bmw-id.example' }), { instanceOf: ConfigError })
  t.is(readIdpConfig({}).dkim, undefined)
})

test('a password in an address is not told when the address is wrong [R79]', (t) => {
  const env = { PORTAL_SMTP_URL: 'smtp://u:hunter2@mail.example?tls=no', PORTAL_SMS_URL: 'twilio://AC1:hunter2@x' }
  const error = t.throws(() => readConfig(env), { instanceOf: ConfigError })
  t.regex(error.message, /PORTAL_SMTP_URL must be.*PORTAL_SMS_URL must be/s)
  t.notRegex(error.message, /hunter2/)
})

test('a webhook needs its secret, the other gateways do not [R79]', (t) => {
  t.throws(() => readConfig({}), { message: /PORTAL_SMS_SECRET is missing/ })
  t.is(readConfig({ PORTAL_SMS_URL: 'smpps://fs:pass@smsc.example?source=BMWFS' }).smsSecret.length, 0)
})

for (const database of DATABASES) {
  test(`a mail that is refused for good is kept with its reason and without its address, on ${database} [R76]`, async (t) => {
    const server = await smtpFor(t)
    const { mail, carry, rowOf, db } = await mailTo(t, `smtp://127.0.0.1:${server.port}`, { database })
    server.setMode({ at: 'RCPT', code: 550, words: '5.1.1 <anna@example.test> is not known here' })
    const unknown = await mail()
    await carry()
    t.like(await rowOf(unknown), { state: 'dead', last_error: 'SMTP 550 5.1.1 at RCPT TO', sealed: null })
    server.setMode({ at: 'DATA', code: 554, words: 'anna@example.test does not want this' })
    const unwanted = await mail()
    await carry()
    t.like(await rowOf(unwanted), { state: 'dead', last_error: 'SMTP 554 at DATA' })
    // as docs/mail.md tells operators to look
    const guide = readFileSync(fromRoot('docs', 'mail.md'), 'utf8')
    const query = /```sql\n(select id.*?);\n```/s.exec(guide)?.[1] ?? ''
    const result: unknown = await db.raw(query)
    const rows = (Array.isArray(result) ? result : (result as { rows: unknown[] }).rows) as Record<string, unknown>[]
    t.deepEqual(rows.map((row) => String(row['last_error'])).toSorted(), [
      'SMTP 550 5.1.1 at RCPT TO',
      'SMTP 554 at DATA',
    ])
    t.notRegex(JSON.stringify(rows), /anna/)
  })
}

test('a server that is busy, or does not like us, is asked again later', async (t) => {
  const server = await smtpFor(t)
  const { mail, carry, carryAfter, rowOf } = await mailTo(t, `smtp://127.0.0.1:${server.port}`)
  const reasons = new Map<string, string>()
  for (const [mode, reason] of [
    [{ at: 'RCPT', code: 451, words: '4.7.1 Greylisted' }, 'SMTP 451 4.7.1 at RCPT TO'],
    [{ at: 'DATA', code: 452, words: '4.3.1 Full' }, 'SMTP 452 4.3.1 at DATA'],
    [{ at: 'MAIL', code: 550, words: '5.7.1 Not for you to send' }, 'SMTP 550 5.7.1 at MAIL FROM'],
  ] as const) {
    server.setMode(mode)
    const id = await mail()
    await carry()
    reasons.set(id, reason)
    t.like(await rowOf(id), { state: 'waiting', last_error: reason })
  }
  server.setMode('ok')
  await carryAfter(MINUTE)
  for (const id of reasons.keys()) t.is((await rowOf(id))['state'], 'done')
  t.is(server.mails.length, 3)
})

test('a wrong password is the operator’s to mend: the mail waits', async (t) => {
  const tls = certificate(t)
  const server = await smtpFor(t, { tls, auth: account })
  const { mail, carry, rowOf } = await mailTo(
    t,
    `smtp://x:wrong@localhost:${server.port}?requireTLS=true&ca=${tls.cert}`,
  )
  const id = await mail()
  await carry()
  t.like(await rowOf(id), { state: 'waiting', last_error: 'SMTP 535 5.7.8 at AUTH PLAIN' })
  t.is(server.mails.length, 0)
})

test('a mail whose answer was lost goes again as the same mail, and each attempt is counted', async (t) => {
  const server = await smtpFor(t)
  const { mail, carry, carryAfter, rowOf } = await mailTo(t, `smtp://127.0.0.1:${server.port}`)
  server.setMode('drop')
  const id = await mail()
  await carry()
  t.like(await rowOf(id), { state: 'waiting', attempts: 1 })
  t.is(server.mails.length, 1, 'nobody tries behind our back')
  server.setMode('ok')
  await carryAfter(5 * SECOND)
  t.like(await rowOf(id), { state: 'done', attempts: 2 })
  const [first, second] = await Promise.all(server.mails.map(({ source }) => simpleParser(source)))
  t.is(second?.messageId, `<${id}@bmw-id.example>`)
  t.is(first?.messageId, second?.messageId)
  t.deepEqual(first?.date, second?.date)
  t.is(first?.text, second?.text)
})

test('many mails share a few lines', async (t) => {
  const server = await smtpFor(t)
  const { mail, carry, db } = await mailTo(t, `smtp://127.0.0.1:${server.port}?connections=2`)
  for (let no = 0; no < 12; no += 1) await mail()
  await Promise.all([carry(), carry(), carry(), carry()])
  t.is(server.mails.length, 12)
  t.true(server.seen.most <= 2)
  t.true(server.seen.connections <= 2)
  t.is((await db('outbox').where({ state: 'done' })).length, 12)
})
