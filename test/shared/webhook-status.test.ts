import test from 'ava'
import { deliveryOf } from '../../shared/sms/deliveries.ts'
import { MINUTE, SECOND } from '../../shared/time.ts'
import { startInbox } from '../dev/inbox/server.ts'
import { signWebhook } from '../dev/inbox/webhook.ts'
import { phone, REFERENCE, smsBy } from './sending.support.ts'

const secret = Buffer.alloc(32, 7)

/** A status call as docs/sms-gateway.md has it. */
function statusCall(said: object, { at = Date.now(), key = secret, id = 'event-1' } = {}) {
  const body = JSON.stringify(said)
  const headers: Record<string, string> = signWebhook(key, { id, timestampSeconds: Math.floor(at / SECOND), body })
  return { url: 'https://fs.example/sms/status', headers, body }
}

test('a webhook gateway tells what became of a message', async (t) => {
  const inbox = await startInbox({ smsSecret: secret })
  t.teardown(() => inbox.close())
  const { text, carry, gateway, db } = await smsBy(t, `webhook+http://127.0.0.1:${inbox.httpPort}/api/sms`)
  const letter = await text()
  await carry()
  const [message] = inbox.messages(phone)
  const tell = (more: object) => gateway.takeStatus?.(statusCall({ reference: letter, id: message?.id, ...more }))
  t.is(await tell({ status: 'undelivered', reason: 'absent_subscriber' }), 'taken')
  t.deepEqual(await deliveryOf(db, REFERENCE), { state: 'undelivered', reason: 'absent_subscriber' })
  t.is(await tell({ status: 'accepted' }), 'taken')
  t.is((await deliveryOf(db, REFERENCE))?.state, 'undelivered', 'old news')
  t.is(await tell({ status: 'delivered' }), 'taken')
  t.deepEqual(await deliveryOf(db, REFERENCE), { state: 'delivered', reason: null })
})

test('a reason that is no word is not kept [R76]', async (t) => {
  const { text, gateway, db } = await smsBy(t, 'webhook+http://127.0.0.1:9/')
  const reference = await text()
  const said = { reference, id: 'g1', status: 'undelivered', reason: `${phone} is away` }
  t.is(await gateway.takeStatus?.(statusCall(said)), 'taken')
  t.deepEqual(await deliveryOf(db, REFERENCE), { state: 'undelivered', reason: null })
})

test('a status call is taken from the holder of the secret only, within five minutes', async (t) => {
  const { gateway, db } = await smsBy(t, 'webhook+http://127.0.0.1:9/')
  const said = { reference: 'r', id: 'g1', status: 'delivered' }
  const right = statusCall(said)
  const take = (request: typeof right) => gateway.takeStatus?.(request)
  t.is(await take({ ...right, body: right.body.replace('delivered', 'accepted') }), 'forged')
  t.is(await take({ ...right, headers: { ...right.headers, 'webhook-id': 'event-2' } }), 'forged')
  t.is(await take({ ...right, headers: {} }), 'forged')
  t.is(await take(statusCall(said, { key: Buffer.alloc(32, 8) })), 'forged')
  t.is(await take(statusCall(said, { at: Date.now() - 6 * MINUTE })), 'forged')
  t.is(await take(statusCall(said, { at: Date.now() + 6 * MINUTE })), 'forged')
  t.is(await take(statusCall({ ...said, status: 'who knows' })), 'unreadable')
  t.is(await take(statusCall({ status: 'delivered' })), 'unreadable')
  t.is((await db('sms_delivery')).length, 0)
  const two = `v1,AAAA ${right.headers['webhook-signature']}`
  t.is(await take({ ...right, headers: { ...right.headers, 'webhook-signature': two } }), 'taken')
})
