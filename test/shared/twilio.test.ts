import { readFileSync } from 'node:fs'
import test from 'ava'
import { fromRoot } from '../../shared/root.ts'
import { deliveryOf } from '../../shared/sms/deliveries.ts'
import { isSmsUrl } from '../../shared/sms/gateway.ts'
import { DAY, MINUTE, SECOND } from '../../shared/time.ts'
import { DATABASES } from '../support/database.ts'
import { phone, REFERENCE, smsBy } from './sending.support.ts'
import { twilioCall, twilioFor } from './twilio.support.ts'

test('a text message goes to Twilio as its form, under the account’s name', async (t) => {
  const twilio = await twilioFor(t)
  const { text, carry, rowOf, db } = await smsBy(t, twilio.url)
  const id = await text('Votre code : 012345. Reçu à l’été, 5 €')
  await carry()
  const [message] = twilio.messages
  t.deepEqual(message?.form, {
    To: phone,
    From: '+33644600001',
    Body: 'Votre code : 012345. Reçu à l’été, 5 €',
    ValidityPeriod: '480',
    StatusCallback: `http://localhost:4000/sms/status?reference=${id}`,
  })
  t.like(await rowOf(id), { state: 'done', delivery_id: message?.sid, attempts: 1 })
  t.deepEqual(await deliveryOf(db, REFERENCE), { state: 'accepted', reason: null })
  t.is(twilio.lists.length, 0, 'there was nothing to look for')
})

test('a messaging service can be the sender', async (t) => {
  const twilio = await twilioFor(t)
  const { text, carry } = await smsBy(t, twilio.serviceUrl)
  await text()
  await carry()
  t.is(twilio.messages[0]?.form['MessagingServiceSid'], `MG${'f'.repeat(32)}`)
  t.false('From' in (twilio.messages[0]?.form ?? {}))
})

test('what Twilio says of this number ends the letter, with the code and without the number [R76]', async (t) => {
  const twilio = await twilioFor(t)
  const { text, carry, rowOf, db } = await smsBy(t, twilio.url)
  for (const code of [21211, 21408, 21610, 21614, 21635]) {
    twilio.setMode({ status: 400, code })
    const id = await text()
    await carry()
    t.like(await rowOf(id), { state: 'dead', last_error: `Twilio HTTP 400 ${code}`, sealed: null })
  }
  t.deepEqual(await deliveryOf(db, REFERENCE), { state: 'dead', reason: 'Twilio HTTP 400 21635' })
})

test('what says nothing of this number is tried again later', async (t) => {
  const twilio = await twilioFor(t)
  const { text, carry, rowOf } = await smsBy(t, twilio.url)
  const hours = [
    { status: 401, code: 20003 },
    { status: 403, code: 21610 }, // whatever the code says, we were not let in
    { status: 429, code: 20429 },
    { status: 500 },
    { status: 503 },
    { status: 400, code: 21606 }, // our sender
    { status: 400, code: 99999 },
    { status: 400 },
  ]
  for (const mode of hours) {
    twilio.setMode(mode)
    const id = await text()
    await carry()
    const reason = `Twilio HTTP ${mode.status}${mode.code === undefined ? '' : ` ${mode.code}`}`
    t.like(await rowOf(id), { state: 'waiting', last_error: reason })
  }
})

test('a wrong token is told to the operator, and a new one carries what has waited', async (t) => {
  const twilio = await twilioFor(t)
  const { text, carry, rowOf } = await smsBy(t, twilio.wrongUrl)
  const id = await text()
  await carry()
  t.like(await rowOf(id), { state: 'waiting', last_error: 'Twilio HTTP 401 20003' })
})

test('Twilio says when to come back', async (t) => {
  const twilio = await twilioFor(t)
  const { text, carry, carryAfter } = await smsBy(t, twilio.url)
  await text()
  twilio.setMode({ status: 429, code: 20429, retryAfter: 40 })
  await carry()
  twilio.setMode('ok')
  await carryAfter(39 * SECOND)
  t.is(twilio.messages.length, 0)
  await carryAfter(2 * SECOND)
  t.is(twilio.messages.length, 1)
})

for (const mode of ['lost', 'garbled'] as const) {
  test(`an answer that is ${mode} leads to one message, which is found in Twilio’s list`, async (t) => {
    const twilio = await twilioFor(t)
    const { text, carry, carryAfter, rowOf } = await smsBy(t, twilio.url)
    twilio.setMode(mode)
    const id = await text()
    await carry()
    t.is((await rowOf(id))['state'], 'waiting')
    t.is(twilio.messages.length, 1)
    twilio.setMode('ok')
    await carryAfter(20 * SECOND)
    t.is(twilio.messages.length, 1)
    t.is(twilio.lists[0]?.get('To'), phone)
    t.like(await rowOf(id), { state: 'done', delivery_id: twilio.messages[0]?.sid, attempts: 2 })
  })
}

test('a gateway that hangs is waited for ten seconds, then given time before its list is read', async (t) => {
  const twilio = await twilioFor(t)
  const { text, carry, carryAfter, rowOf } = await smsBy(t, twilio.url)
  twilio.setMode('hang')
  const id = await text()
  await carry()
  t.like(await rowOf(id), { state: 'waiting', last_error: 'Twilio TimeoutError' })
  twilio.setMode('ok')
  await carryAfter(6 * SECOND)
  t.is(twilio.lists.length, 0)
  await carryAfter(10 * SECOND)
  t.is(twilio.messages.length, 1)
  t.is((await rowOf(id))['state'], 'done')
})

test('a line that was cut before the message was taken leads to one message too', async (t) => {
  const twilio = await twilioFor(t)
  const { text, carry, carryAfter, rowOf } = await smsBy(t, twilio.url)
  twilio.setMode('cut')
  const id = await text()
  await carry()
  twilio.setMode('ok')
  await carryAfter(20 * SECOND)
  t.is(twilio.messages.length, 1)
  t.is((await rowOf(id))['state'], 'done')
})

test('nothing is sent again while Twilio does not say what it has', async (t) => {
  const twilio = await twilioFor(t)
  const { text, carry, carryAfter, rowOf } = await smsBy(t, twilio.url)
  twilio.setMode('lost')
  const id = await text()
  await carry()
  twilio.setMode('ok')
  twilio.setListing('away')
  await carryAfter(20 * SECOND)
  t.like(await rowOf(id), { state: 'waiting', last_error: 'Twilio list HTTP 503' })
  t.is(twilio.messages.length, 1)
  twilio.setListing('ok')
  await carryAfter(MINUTE)
  t.is((await rowOf(id))['state'], 'done')
  t.is(twilio.messages.length, 1)
})

test('the same words of last week, or other words of today, are not this message', async (t) => {
  const twilio = await twilioFor(t)
  const { text, carry, carryAfter } = await smsBy(t, twilio.url)
  const old = { form: { To: phone, Body: 'Votre code est 123456.' }, status: 'delivered', code: null }
  twilio.messages.push({ ...old, sid: 'SMold', created: new Date(Date.now() - 7 * DAY) })
  twilio.messages.push({
    ...old,
    sid: 'SMother',
    form: { To: phone, Body: 'Votre code est 654321.' },
    created: new Date(),
  })
  twilio.setMode('cut')
  await text()
  await carry()
  twilio.setMode('ok')
  await carryAfter(20 * SECOND)
  t.is(twilio.messages.length, 3)
})

test('a message that is found in the list to have failed is told as such', async (t) => {
  const twilio = await twilioFor(t)
  const { text, carry, carryAfter, db } = await smsBy(t, twilio.url)
  twilio.setMode('lost')
  await text()
  await carry()
  Object.assign(twilio.messages[0] ?? {}, { status: 'undelivered', code: 30005 })
  await carryAfter(20 * SECOND)
  t.deepEqual(await deliveryOf(db, REFERENCE), { state: 'undelivered', reason: 'Twilio 30005' })
})

test('a status call that names the letter settles it before Twilio is asked', async (t) => {
  const twilio = await twilioFor(t)
  const { text, carry, carryAfter, rowOf, gateway } = await smsBy(t, twilio.url)
  twilio.setMode('lost')
  const id = await text()
  await carry()
  const [message] = twilio.messages
  const call = twilioCall(message?.form['StatusCallback'] ?? '', {
    MessageSid: message?.sid ?? '',
    MessageStatus: 'sent',
  })
  t.is(await gateway.takeStatus?.(call), 'taken')
  await carryAfter(20 * SECOND)
  t.like(await rowOf(id), { state: 'done', delivery_id: message?.sid })
  t.is(twilio.lists.length, 0)
  t.is(twilio.messages.length, 1)
})

for (const database of DATABASES) {
  test(`status calls say how far a message has got, in whatever order they come, on ${database}`, async (t) => {
    const twilio = await twilioFor(t)
    const { text, carry, db, gateway } = await smsBy(t, twilio.url, { database })
    const call = async (more: Record<string, string>) => {
      const { sid = '', form } = twilio.messages[0] ?? {}
      const fields = { MessageSid: sid, To: phone, ...more }
      t.is(await gateway.takeStatus?.(twilioCall(form?.['StatusCallback'] ?? '', fields)), 'taken')
      return deliveryOf(db, REFERENCE)
    }
    await text()
    await carry()
    t.deepEqual(await call({ MessageStatus: 'sent' }), { state: 'accepted', reason: null })
    const undelivered = { state: 'undelivered', reason: 'Twilio 30003' } as const
    t.deepEqual(await call({ MessageStatus: 'undelivered', ErrorCode: '30003' }), undelivered)
    const guide = readFileSync(fromRoot('docs', 'sms-gateway.md'), 'utf8')
    const found: unknown = await db.raw(/```sql\n(.*?);\n```/s.exec(guide)?.[1] ?? '')
    t.like(Array.isArray(found) ? found : (found as { rows: object[] }).rows, [
      { reference: REFERENCE, reason: 'Twilio 30003' },
    ])
    t.deepEqual(await call({ MessageStatus: 'sent' }), undelivered)
    t.deepEqual(await call({ MessageStatus: 'failed' }), undelivered)
    const delivered = { state: 'delivered', reason: null } as const
    t.deepEqual(await call({ MessageStatus: 'delivered' }), delivered)
    t.deepEqual(await call({ MessageStatus: 'undelivered', ErrorCode: '30003' }), delivered)
    await text()
    t.deepEqual(await deliveryOf(db, REFERENCE), { state: 'waiting', reason: null }, 'the newest counts')
    t.is(await deliveryOf(db, 'challenge:2'), undefined)
  })
}

test('a signature is for one address and one form, with the port or without', async (t) => {
  const twilio = await twilioFor(t)
  const { gateway } = await smsBy(t, twilio.url)
  const fields = { MessageSid: 'SM1', MessageStatus: 'delivered', Body: 'déjà & à' }
  const url = 'https://fs.example/sms/status?reference=a'
  const call = twilioCall(url, fields)
  const take = (more: object) => gateway.takeStatus?.({ ...call, ...more })
  t.is(await take({}), 'taken')
  const spelt = twilioCall('https://fs.example:443/sms/status?reference=a', fields)
  t.is(await gateway.takeStatus?.({ ...spelt, url }), 'taken')
  const elsewhere = twilioCall('https://fs.example/sms/status', fields)
  t.is(await gateway.takeStatus?.({ ...elsewhere, url: 'https://fs.example:8443/sms/status' }), 'taken')
  t.is(await take({ url: 'https://fs.example/sms/status?reference=b' }), 'forged')
  t.is(await take({ url: 'https://evil.example/sms/status?reference=a' }), 'forged')
  t.is(await take({ body: call.body.replace('delivered', 'failed') }), 'forged')
  t.is(await take({ body: `${call.body}&ErrorCode=1` }), 'forged')
  t.is(await take({ headers: {} }), 'forged')
  t.is(await take({ headers: { 'x-twilio-signature': '' } }), 'forged')
  t.is(await gateway.takeStatus?.(twilioCall(url, fields, 'another token')), 'forged')
  t.is(await gateway.takeStatus?.(twilioCall(url, { MessageStatus: 'delivered' })), 'unreadable')
})

test('the signature of Twilio’s own documentation is right', async (t) => {
  // the worked example of "Security" in Twilio's documentation: token 12345
  const { isSignedByTwilio } = await import('../../shared/sms/twilio-status.ts')
  const fields = {
    CallSid: 'CA1234567890ABCDE',
    Caller: '+12349013030',
    Digits: '1234',
    From: '+12349013030',
    To: '+18005551212',
  }
  const request = {
    url: 'https://mycompany.com/myapp.php?foo=1&bar=2',
    headers: { 'x-twilio-signature': '0/KCTR6DLpKmkAf8muzZqo1nDgQ=' },
    body: new URLSearchParams(fields).toString(),
  }
  t.true(isSignedByTwilio('12345', request))
  t.false(isSignedByTwilio('12346', request))
})

test('an address that is none of a gateway is refused at the start', (t) => {
  const account = `AC${'a'.repeat(32)}`
  const right = [
    'webhook+https://gateway.example/sms',
    'webhook+http://localhost:8025/api/sms',
    `twilio://${account}:t@api.twilio.com?from=%2B33644600001`,
    `twilio://${account}:t@api.ie1.twilio.com?from=BMWFS`,
    `twilio://${account}:t@api.twilio.com?messaging_service=MG${'a'.repeat(32)}&base=https://proxy.example/twilio`,
    'smpp://fs:pass@smsc.example?source=BMWFS',
    'smpps://fs:p%40ss@smsc.example:3550?source=%2B33644600001&system_type=OTP',
  ]
  const wrong = [
    'pigeon://coop',
    'webhook+http://gateway.example/sms',
    'webhook+https://',
    `twilio://${account}@api.twilio.com?from=BMWFS`,
    `twilio://${account}:t@api.twilio.com`,
    `twilio://${account}:t@api.twilio.com?from=+33644600001`,
    `twilio://${account}:t@api.twilio.com?from=BMWFS&messaging_service=MG${'a'.repeat(32)}`,
    `twilio://${account}:t@api.twilio.com?from=BMWFS&base=http://proxy.example`,
    `twilio://${account}:t@api.twilio.com?form=BMWFS`,
    'twilio://AC1:t@api.twilio.com?from=BMWFS',
    'smpp://fs:pass@smsc.example',
    'smpp://fs:too-long-a-password@smsc.example?source=BMWFS',
    'smpp://fs:pass@smsc.example?source=MyBMW%20Financial%20Services',
  ]
  t.deepEqual(
    right.filter((url) => !isSmsUrl(url)),
    [],
  )
  t.deepEqual(wrong.filter(isSmsUrl), [])
})
