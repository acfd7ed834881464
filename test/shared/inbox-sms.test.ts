import { readFile } from 'node:fs/promises'
import test from 'ava'
import { fromRoot } from '../../shared/root.ts'
import { MINUTE, SECOND } from '../../shared/time.ts'
import { oneTimeCode } from '../dev/inbox/code.ts'
import { decodeSecret, signWebhook, webhookFault } from '../dev/inbox/webhook.ts'
import { inboxFor, noon, secret, sms } from './inbox.support.ts'

test('a text message is accepted and shown', async (t) => {
  const { inbox } = await inboxFor(t)
  const response = await sms(inbox, { text: 'Votre code est 482913. https://portal.example/x' })
  const [message] = inbox.messages('+33612345601')
  t.is(response.status, 202)
  t.deepEqual(await response.json(), { id: message?.id, status: 'accepted' })
  t.like(message, { kind: 'sms', subject: null, html: null, links: ['https://portal.example/x'] })
})

test('a reference sends one message, however often it comes, at once or after the inbox was emptied', async (t) => {
  const { inbox } = await inboxFor(t)
  const answers = await Promise.all([sms(inbox), sms(inbox), sms(inbox, { text: 'autre' })])
  const ids = await Promise.all(answers.map(async (answer) => ((await answer.json()) as { id: string }).id))
  t.deepEqual(
    answers.map((answer) => answer.status).sort((a, b) => a - b),
    [200, 200, 202],
  )
  t.is(new Set(ids).size, 1)
  t.is(inbox.messages().length, 1)
  await inbox.clear()
  t.is((await sms(inbox)).status, 200)
  t.is(inbox.messages().length, 0)
})

test('only the holder of the secret can send, within five minutes', async (t) => {
  const { inbox } = await inboxFor(t)
  const refused = [
    await sms(inbox, { body: '{"reference":"r-1","to":"+33612345601","text":"autre"}' }),
    await sms(inbox, { headers: { 'webhook-id': 'r-2' } }),
    await sms(inbox, { headers: { 'webhook-signature': '' } }),
    await sms(inbox, { headers: { 'webhook-signature': 'v1,AAAA' } }),
    await sms(inbox, { headers: { 'webhook-timestamp': 'soon' } }),
    await sms(inbox, { at: noon - 5 * MINUTE - SECOND }),
    await sms(inbox, { at: noon + 5 * MINUTE + SECOND }),
  ]
  t.deepEqual(
    refused.map((answer) => answer.status),
    Array.from({ length: 7 }, () => 401),
  )
  t.is(refused[0]?.headers.get('content-type')?.split(';')[0], 'application/problem+json')
  t.is(inbox.messages().length, 0)
  t.is((await sms(inbox, { at: noon - 5 * MINUTE })).status, 202)
})

test('one valid signature among several is enough, so that a secret can be changed', async (t) => {
  const { inbox } = await inboxFor(t)
  const body = JSON.stringify({ reference: 'r-1', to: '+33612345601', text: 'Bonjour' })
  const signed = signWebhook(secret, { id: 'r-1', timestampSeconds: noon / 1000, body })
  const headers = { 'webhook-signature': `v1,AAAA v1a,BBBB ${signed['webhook-signature']}` }
  t.is((await sms(inbox, { body, headers })).status, 202)
})

test('signatures are those of the Standard Webhooks specification', (t) => {
  const key = decodeSecret('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw') ?? Buffer.alloc(0)
  const webhook = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampSeconds: 1614265330, body: '{"test": 2432232314}' }
  t.is(signWebhook(key, webhook)['webhook-signature'], 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
})

test('what cannot be sent is refused with the reason', async (t) => {
  const { inbox, url } = await inboxFor(t)
  const number = await sms(inbox, { to: '0612345601' })
  t.is(number.status, 422)
  t.deepEqual(await number.json(), { status: 'refused', reason: 'invalid_number' })
  t.is((await sms(inbox, { text: '' })).status, 400)
  t.is((await sms(inbox, { text: 'x'.repeat(16 * 1024) })).status, 413)
  t.is((await sms(inbox, { headers: { 'Content-Type': 'text/plain' } })).status, 415)
  t.is((await fetch(`${url}/api/sms`)).status, 405)
  t.is(inbox.messages().length, 0)
})

test('the gateway can refuse, fail, be slow, lose its answer, and hang', async (t) => {
  const { inbox } = await inboxFor(t)
  inbox.setSmsMode('refuse')
  t.is((await sms(inbox)).status, 422)
  inbox.setSmsMode('error')
  t.is((await sms(inbox)).status, 500)
  t.is(inbox.messages().length, 0)
  inbox.setSmsMode('hang')
  await t.throwsAsync(sms(inbox, { signal: AbortSignal.timeout(100) }), { name: 'TimeoutError' })
  t.is(inbox.messages().length, 0)
  inbox.setSmsMode('acceptedButLost')
  await t.throwsAsync(sms(inbox), { message: /fetch failed/ })
  t.is(inbox.messages().length, 1)
  inbox.setSmsMode({ slow: 60_000 })
  await t.throwsAsync(sms(inbox, { reference: 'r-2', signal: AbortSignal.timeout(100) }), { name: 'TimeoutError' })
  t.is(inbox.messages().length, 2)
  inbox.setSmsMode('ok')
  t.is((await sms(inbox)).status, 200)
  t.is((await sms(inbox, { reference: 'r-2' })).status, 200)
  t.is(inbox.messages().length, 2)
})

test('the secret is 24 to 64 bytes in base64, with or without its prefix', (t) => {
  t.deepEqual(decodeSecret(`whsec_${secret.toString('base64')}`), secret)
  t.deepEqual(decodeSecret(secret.toString('base64')), secret)
  for (const wrong of [
    '',
    'whsec_',
    'c2hvcnQ=',
    'not base64 at all, but long enough',
    Buffer.alloc(65).toString('base64'),
  ]) {
    t.is(decodeSecret(wrong), undefined)
  }
})

test('the worked example of docs/sms-gateway.md is right', async (t) => {
  const guide = await readFile(fromRoot('docs', 'sms-gateway.md'), 'utf8')
  const [, head = '', body = ''] = /```http\nPOST .*?\n(.*?)\n\n(.*?)\n```/s.exec(guide) ?? []
  const header = (name: string): string => new RegExp(`^${name}: (.*)$`, 'm').exec(head)?.[1] ?? ''
  const key = decodeSecret(/whsec_[\w+/=]+/.exec(guide)?.[0] ?? '')
  const timestamp = header('webhook-timestamp')
  const received = { id: header('webhook-id'), timestamp, signatures: header('webhook-signature'), body }
  t.is(key && webhookFault(key, received, Number(timestamp) * SECOND), null)
  t.is(header('content-length'), String(Buffer.byteLength(body)))
  t.is((JSON.parse(body) as { reference: string }).reference, received.id)
})

test('the code of a text message is found, a telephone number is not one', (t) => {
  t.is(oneTimeCode('BMW Financial Services\u00a0: votre code est 482913. Il est valable 10 minutes.'), '482913')
  t.is(oneTimeCode('Valable 10 minutes, 2026.\n\n@localhost #123456'), '123456')
  t.is(oneTimeCode('482913 est à saisir'), '482913')
  t.is(oneTimeCode('Rappelez le 09 69 32 20 39 ou +33969322039, contrat S0123456789.'), null)
})
