import { randomBytes } from 'node:crypto'
import test, { type ExecutionContext } from 'ava'
import { createApp } from '../../portal/app.ts'
import { readConfig } from '../../portal/config.ts'
import { createPortal } from '../../portal/context.ts'
import { post } from '../../shared/outbox/outbox.ts'
import { deliveryOf } from '../../shared/sms/deliveries.ts'
import { MINUTE } from '../../shared/time.ts'
import { phone } from '../shared/sending.support.ts'
import { twilioCall, twilioFor } from '../shared/twilio.support.ts'
import { freshDatabase } from '../support/database.ts'
import { createTestLog } from '../support/log.ts'
import { openDoor } from '../support/serve.ts'

/** A portal that answers, without a provider: nobody signs in here. */
async function portalBy(t: ExecutionContext, smsUrl: string) {
  const door = await openDoor(t)
  const log = createTestLog()
  const env = {
    PORTAL_URL: door.url,
    PORTAL_DATABASE_URL: await freshDatabase(t, 'portal'),
    PORTAL_SECRETS: randomBytes(32).toString('base64url'),
    PORTAL_SMS_URL: smsUrl,
  }
  const portal = await createPortal(readConfig(env), { log })
  t.teardown(async () => {
    await portal.close()
    log.close()
  })
  door.lead(createApp(portal).callback())
  const call = async (request: { url: string; headers: Record<string, string>; body: string }) => {
    const { status } = await fetch(request.url, { method: 'POST', headers: request.headers, body: request.body })
    return status
  }
  return { portal, url: door.url, call }
}

test('Twilio tells the portal what became of a message, as a server that is no browser of ours', async (t) => {
  const twilio = await twilioFor(t)
  const { portal, url, call } = await portalBy(t, twilio.url)
  const now = portal.now()
  const content = { to: phone, text: 'Votre code est 123456.' }
  await post(portal.db, portal.secrets, { kind: 'sms', content, reference: 'challenge:1', giveUpAt: now + MINUTE, now })
  await portal.outbox.drain()
  const [message] = twilio.messages
  const address = message?.form['StatusCallback'] ?? ''
  t.true(address.startsWith(`${url}/sms/status?reference=`))
  const fields = { MessageSid: message?.sid ?? '', MessageStatus: 'undelivered', ErrorCode: '30005', To: phone }
  const forged = twilioCall(address, fields, 'guessed')
  t.is(await call(forged), 403)
  t.is((await deliveryOf(portal.db, 'challenge:1'))?.state, 'accepted')
  const right = twilioCall(address, fields)
  t.is(await call({ ...right, headers: { ...right.headers, 'sec-fetch-site': 'cross-site' } }), 204)
  t.deepEqual(await deliveryOf(portal.db, 'challenge:1'), { state: 'undelivered', reason: 'Twilio 30005' })
  t.is(await call(twilioCall(`${url}/sms/status`, { MessageSid: 'SMunknown', MessageStatus: 'sent' })), 204)
  t.is(await call(twilioCall(`${url}/sms/status`, { MessageStatus: 'sent' })), 400)
  t.is(await call({ ...right, body: 'x'.repeat(17 * 1024) }), 413)
})

test('a gateway that tells over its own line is not listened to by HTTP', async (t) => {
  const { url, call } = await portalBy(t, 'smpp://fs:pass@127.0.0.1:9?source=BMWFS')
  t.is(await call(twilioCall(`${url}/sms/status`, { MessageSid: 'SM1', MessageStatus: 'sent' })), 404)
})
