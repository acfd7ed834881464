import { once } from 'node:events'
import { mkdtemp, readdir, stat, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import test from 'ava'
import { linksOf, splitLinks } from '../dev/inbox/links.ts'
import type { Message } from '../dev/inbox/message.ts'
import type { Inbox } from '../dev/inbox/server.ts'
import { inboxFor, noon, send, sms } from './inbox.support.ts'

const activation = {
  subject: 'Activez votre BMW ID',
  text: 'Bonjour Madame Garnier,\n\nouvrez https://id.example/activate?token=t&lang=fr.',
  html: '<p><a class="button" href="https://id.example/activate?token=t&amp;lang=fr">Activez</a> <a href="mailto:a@b.c">écrire</a></p>',
}
const list = async (url: string, query = ''): Promise<Message[]> =>
  (await fetch(`${url}/api/messages${query}`)).json() as Promise<Message[]>

test('a mail is shown once for each recipient of the envelope, also for a blind copy', async (t) => {
  const { inbox, url } = await inboxFor(t)
  await send(inbox, { ...activation, to: 'Anna@Example.test', bcc: 'ben@example.test' })
  const [first, ...others] = await list(url)
  t.regex(first?.id ?? '', /^[\w-]{36}$/)
  t.deepEqual(first, {
    id: first?.id ?? '',
    kind: 'mail',
    to: 'Anna@example.test', // the sender's mail program writes the domain in lower case
    subject: activation.subject,
    text: activation.text,
    html: activation.html,
    links: ['https://id.example/activate?token=t&lang=fr'],
    receivedAt: new Date(noon).toISOString(),
  })
  t.deepEqual(
    others.map((message) => message.to),
    ['ben@example.test'],
  )
})

test('messages are found by address in any case, and by number with a plus or the space it decodes to', async (t) => {
  const { inbox, url } = await inboxFor(t)
  await send(inbox, { ...activation, to: 'anna+bmw@example.test' })
  await sms(inbox)
  for (const query of [
    '?to=ANNA%2Bbmw@example.test',
    '?to=anna+bmw@example.test',
    '?to=%2B33612345601',
    '?to=+33612345601',
  ]) {
    t.is((await list(url, query)).length, 1, query)
  }
  t.deepEqual(await list(url, '?to=nobody@example.test'), [])
  t.deepEqual(
    (await list(url)).map((message) => message.kind),
    ['mail', 'sms'],
  )
  t.is(inbox.messages('Anna+BMW@example.test').length, 1)
})

test('emptying leaves nothing, and a list that has not changed is not sent again', async (t) => {
  const { inbox, url } = await inboxFor(t)
  await send(inbox, { ...activation, to: 'anna@example.test' })
  const etag = (await fetch(`${url}/api/messages`)).headers.get('etag') ?? ''
  t.is((await fetch(`${url}/api/messages`, { headers: { 'If-None-Match': etag } })).status, 304)
  t.is((await fetch(`${url}/api/messages`, { method: 'DELETE' })).status, 204)
  t.is((await fetch(`${url}/api/messages`, { headers: { 'If-None-Match': etag } })).status, 200)
  t.deepEqual(await list(url), [])
})

test('links are those of the HTML first, each once, without the full stop of the sentence', (t) => {
  const html =
    '<!--[if mso]><a href="https://a.example/outlook">x</a><![endif]--><A HREF=\'https://a.example/2\'>2</A><a href="javascript:alert(1)">x</a><link href="https://a.example/css">'
  t.deepEqual(
    linksOf({
      html,
      text: 'https://a.example/1, (https://a.example/b_(c)), https://a.example/2 « https://a.example/3 »',
    }),
    ['https://a.example/2', 'https://a.example/1', 'https://a.example/b_(c)', 'https://a.example/3'],
  )
  const text = 'Voyez https://a.example/1. Merci, http:// rien.'
  t.is(
    splitLinks(text)
      .map((piece) => piece.text)
      .join(''),
    text,
  )
})

// A quadratic pattern takes minutes here, and so the time-out of the test run.
test('a mail that is made to be slow to search is searched all the same', (t) => {
  for (const piece of ['<a ', '<!--', '<a href', 'http://a)', ')', '&#']) {
    t.notThrows(() => linksOf({ html: piece.repeat(300_000), text: `https://a.example/${piece.repeat(300_000)}` }))
  }
})

test('SMTP can refuse for now, refuse for good, break off after taking the mail, and hang', async (t) => {
  const { inbox } = await inboxFor(t)
  const mail = { ...activation, to: 'anna@example.test' }
  inbox.setSmtpMode('refuse4xx')
  t.like(await t.throwsAsync(send(inbox, mail)), { responseCode: 451 })
  inbox.setSmtpMode('refuse5xx')
  t.like(await t.throwsAsync(send(inbox, mail)), { responseCode: 550 })
  t.is(inbox.messages().length, 0)
  inbox.setSmtpMode('dropBeforeReply')
  await t.throwsAsync(send(inbox, mail))
  t.is(inbox.messages().length, 1)
  inbox.setSmtpMode('hang')
  await t.throwsAsync(send(inbox, mail), { message: /greeting/i })
  inbox.setSmtpMode('ok')
  await t.notThrowsAsync(send(inbox, mail))
  t.is(inbox.messages().length, 2)
})

test('garbage, half a mail and a mail of more than 2 MiB do no harm', async (t) => {
  const { inbox } = await inboxFor(t)
  await speak(inbox, Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * 31) % 256)))
  await speak(inbox, Buffer.alloc(40_000, 'A'))
  await speak(inbox, 'EHLO a\r\nMAIL FROM:<a@a.example>\r\nRCPT TO:<b@b.example>\r\nDATA\r\nSubject: half\r\n\r\nhalf')
  const large = { to: 'anna@example.test', text: 'x'.repeat(3 * 1024 * 1024) }
  t.like(await t.throwsAsync(send(inbox, large)), { responseCode: 552 })
  t.is(inbox.messages().length, 0)
  await send(inbox, { to: 'anna@example.test', text: 'Bonjour' })
  t.is(inbox.messages().length, 1)
})

/** Says something once greeted, and leaves without waiting for the answers. */
async function speak(inbox: Inbox, words: string | Buffer): Promise<void> {
  const socket = connect(inbox.smtpPort, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'data')
  socket.end(words)
  await once(socket.resume(), 'close')
}

test('a restart keeps the newest 500 messages, for this user only', async (t) => {
  const file = join(await mkdtemp(join(tmpdir(), 'inbox-')), 'var', 'inbox.json')
  const first = await inboxFor(t, { file })
  await sms(first.inbox)
  for (let index = 0; index < 6; index += 1) await send(first.inbox, { text: `n° ${index}`, to: people(100) })
  const before = first.inbox.messages()
  t.is(before.length, 500)
  t.is(before[0]?.text.trim(), 'n° 1')
  await first.inbox.close()
  t.is((await stat(file)).mode & 0o777, 0o600)

  const second = await inboxFor(t, { file })
  t.deepEqual(second.inbox.messages(), before)
  t.is((await sms(second.inbox)).status, 200) // the reference is known, although its message is gone
})

const people = (count: number): string[] => Array.from({ length: count }, (_, index) => `p${index}@example.test`)

test('a file that cannot be understood is put aside', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'inbox-'))
  await writeFile(join(folder, 'inbox.json'), '{"messages":[{')
  const { inbox } = await inboxFor(t, { file: join(folder, 'inbox.json') })
  t.deepEqual(inbox.messages(), [])
  t.deepEqual(await readdir(folder), ['inbox.json.unreadable'])
})
