import { setTimeout as wait } from 'node:timers/promises'
import test, { type ExecutionContext } from 'ava'
import { encodeText } from '../../shared/sms/alphabet.ts'
import { deliveryOf } from '../../shared/sms/deliveries.ts'
import type { SmppTimes } from '../../shared/sms/smpp-session.ts'
import { MINUTE, SECOND } from '../../shared/time.ts'
import { certificate } from './certificate.support.ts'
import { phone, REFERENCE, smsBy } from './sending.support.ts'
import { messageCentreFor, receiptText } from './smpp.support.ts'

const hurry: SmppTimes = { answer: 1000, keepAlive: 50, backoff: [20, 100] }
const calm: SmppTimes = { answer: 8000, keepAlive: 8000, backoff: [20, 100] }

async function until(t: ExecutionContext, what: () => boolean): Promise<void> {
  for (let round = 0; round < 1000 && !what(); round += 1) await wait(10)
  t.true(what())
}

test('a text message is handed over to the message centre, in the letters of GSM', async (t) => {
  const centre = await messageCentreFor(t)
  const { text, carry, rowOf, db } = await smsBy(t, centre.url, { times: calm })
  const words = 'Votre code : 012345. Ajouté à l’instant'.replace('’', "'")
  const id = await text(`${words}, 5 € {x}`)
  await carry()
  const [message] = centre.submitted
  t.is(message?.text, `${words}, 5 € {x}`)
  t.like(message?.fields, {
    data_coding: 0,
    registered_delivery: 1,
    source_addr_ton: 5,
    source_addr_npi: 0,
    source_addr: 'BMWFS',
    dest_addr_ton: 1,
    dest_addr_npi: 1,
    destination_addr: '33639980101',
  })
  t.like(await rowOf(id), { state: 'done', delivery_id: 'smsc-1' })
  t.deepEqual(await deliveryOf(db, REFERENCE), { state: 'accepted', reason: null })
})

test('other letters go as UCS-2, and what is long as one message that the centre cuts', async (t) => {
  const centre = await messageCentreFor(t)
  const { text, carry } = await smsBy(t, centre.url, { times: calm })
  const texts = ['Ça « marche » 👍', 'é'.repeat(161), 'ê'.repeat(71)]
  for (const words of texts) await text(words)
  await carry()
  const sent = Object.fromEntries(centre.submitted.map(({ text: words, fields }) => [words, fields['data_coding']]))
  t.deepEqual(sent, { 'Ça « marche » 👍': 8, ['é'.repeat(161)]: 0, ['ê'.repeat(71)]: 8 })
})

test('the alphabets are those of 3GPP TS 23.038', (t) => {
  t.deepEqual(encodeText('é à€@_'), {
    dataCoding: 0,
    octets: Buffer.from([0x05, 0x20, 0x7f, 0x1b, 0x65, 0x00, 0x11]),
    single: true,
  })
  t.deepEqual([...encodeText('0Az?¿§').octets], [0x30, 0x41, 0x7a, 0x3f, 0x60, 0x5f])
  t.deepEqual(encodeText('ê👍'), { dataCoding: 8, octets: Buffer.from('00ead83ddc4d', 'hex'), single: true })
  t.is(encodeText('\u00a0').dataCoding, 8, 'no non-breaking space in GSM')
  t.is(encodeText('ç').dataCoding, 8, 'only the capital one')
  t.is(encodeText('\u001b').dataCoding, 8, 'an escape by itself would eat the next letter')
  t.true(encodeText('a'.repeat(160)).single)
  t.false(encodeText(`${'a'.repeat(159)}€`).single)
  t.true(encodeText('ê'.repeat(70)).single)
  t.false(encodeText('ê'.repeat(71)).single)
})

test('one line serves all letters of a process, and takes its leave', async (t) => {
  const centre = await messageCentreFor(t)
  const { text, carry, gateway } = await smsBy(t, centre.url, { times: calm })
  t.is(centre.sessions.size, 0, 'not before there is something to send')
  await text('1')
  await text('2')
  await Promise.all([carry(), carry()])
  t.is(centre.submitted.length, 2)
  t.is(centre.commands.filter((command) => command === 'bind_transceiver').length, 1)
  await gateway.close()
  t.is(centre.commands.at(-1), 'unbind')
  t.is(centre.sessions.size, 0)
})

test('receipts say how far a message has got, and are answered', async (t) => {
  const centre = await messageCentreFor(t)
  const { text, carry, db } = await smsBy(t, centre.url, { times: calm })
  await text()
  await carry()
  const receipt = (state: string, error?: string) => ({
    esm_class: 4,
    short_message: receiptText('smsc-1', state, error),
  })
  t.is(await centre.tell(receipt('ENROUTE')), 0)
  t.deepEqual(await deliveryOf(db, REFERENCE), { state: 'accepted', reason: null })
  t.is(await centre.tell(receipt('UNDELIV', '027')), 0)
  t.deepEqual(await deliveryOf(db, REFERENCE), { state: 'undelivered', reason: 'SMPP UNDELIV 027' })
  t.is(await centre.tell({ esm_class: 4, receipted_message_id: 'smsc-1', message_state: 2 }), 0)
  t.deepEqual(await deliveryOf(db, REFERENCE), { state: 'delivered', reason: null })
  t.is(await centre.tell({ short_message: 'STOP' }), 0, 'what a customer writes is read by nobody')
  t.is(await centre.tell({ esm_class: 4, short_message: 'who knows' }), 0)
  t.is((await db('sms_delivery')).length, 1)
})

test('a receipt that could not be kept is asked for again', async (t) => {
  const centre = await messageCentreFor(t)
  let deaf = true
  const { text, carry, db } = await smsBy(t, centre.url, { times: calm, deaf: () => deaf })
  await text()
  await carry()
  const receipt = { esm_class: 4, short_message: receiptText('smsc-1', 'DELIVRD') }
  t.is(await centre.tell(receipt), 0x64)
  deaf = false
  t.is(await centre.tell(receipt), 0)
  t.is((await deliveryOf(db, REFERENCE))?.state, 'delivered')
})

test('a busy centre is asked later, a number that is none never again', async (t) => {
  const centre = await messageCentreFor(t)
  const { text, carry, carryAfter, rowOf } = await smsBy(t, centre.url, { times: calm })
  centre.setMode('ESME_RTHROTTLED')
  const busy = await text('busy')
  await carry()
  t.like(await rowOf(busy), { state: 'waiting', last_error: 'SMPP ESME_RTHROTTLED' })
  centre.setMode('ESME_RINVDSTADR')
  const nobody = await text('nobody')
  await carry()
  t.like(await rowOf(nobody), { state: 'dead', last_error: 'SMPP ESME_RINVDSTADR', sealed: null })
  centre.setMode('ESME_RINVSRCADR')
  const sender = await text('sender')
  await carry()
  t.like(await rowOf(sender), { state: 'waiting', last_error: 'SMPP ESME_RINVSRCADR' }, 'an operator can mend that')
  centre.setMode('ok')
  await carryAfter(MINUTE)
  t.deepEqual(new Set(centre.submitted.map((message) => message.text)), new Set(['busy', 'sender']))
})

test('a line that breaks before the answer leads to the same message again, never to another', async (t) => {
  const centre = await messageCentreFor(t)
  const { text, carry, carryAfter, rowOf } = await smsBy(t, centre.url, { times: calm })
  centre.setMode('cut')
  const id = await text()
  await carry()
  t.like(await rowOf(id), { state: 'waiting', last_error: 'SMPP closed the line' })
  centre.setMode('ok')
  await until(t, () => centre.sessions.size === 1)
  await carryAfter(5 * SECOND)
  t.is((await rowOf(id))['state'], 'done')
  const [first, second, ...more] = centre.submitted.map(({ text: words, fields }) => [
    words,
    ...['source_addr', 'destination_addr', 'data_coding', 'user_message_reference'].map((name) => fields[name]),
  ])
  t.deepEqual(first, second)
  t.is(first?.[2], phone.slice(1))
  t.is(typeof first?.[4], 'number')
  t.is(more.length, 0)
})

test('an answer that comes too late is heard, and the message is not sent again', async (t) => {
  const centre = await messageCentreFor(t)
  const { text, carry, carryAfter, rowOf, db } = await smsBy(t, centre.url, { times: { ...hurry, keepAlive: 5000 } })
  centre.setMode('slow')
  const id = await text()
  await carry()
  t.like(await rowOf(id), { state: 'waiting', last_error: 'SMPP did not answer' })
  for (let round = 0; round < 1000 && !(await db('sms_delivery').first()); round += 1) await wait(10)
  await carryAfter(5 * SECOND)
  t.like(await rowOf(id), { state: 'done', delivery_id: 'smsc-1' })
  t.is(centre.submitted.length, 1)
})

test('a line that is dropped is bound again by itself, so that receipts arrive', async (t) => {
  const centre = await messageCentreFor(t)
  const { text, carry, db } = await smsBy(t, centre.url, { times: calm })
  await text()
  await carry()
  centre.dropAll()
  await until(t, () => centre.sessions.size === 0)
  await until(t, () => centre.sessions.size === 1 && centre.commands.at(-1) === 'bind_transceiver')
  await wait(20)
  await centre.tell({ esm_class: 4, short_message: receiptText('smsc-1', 'DELIVRD') })
  t.is((await deliveryOf(db, REFERENCE))?.state, 'delivered')
})

test('a line on which nobody answers any more is given up and made again', async (t) => {
  const centre = await messageCentreFor(t)
  const { text, carry } = await smsBy(t, centre.url, { times: hurry })
  await text()
  await carry()
  await until(t, () => centre.commands.filter((command) => command === 'enquire_link').length > 2)
  t.is(centre.commands.filter((command) => command === 'bind_transceiver').length, 1, 'it lives')
  centre.stopBeating()
  await until(t, () => centre.commands.filter((command) => command === 'bind_transceiver').length > 1)
})

test('a wrong password is told, and no letter of the queue knocks before its time', async (t) => {
  const centre = await messageCentreFor(t)
  const { text, carry, rowOf } = await smsBy(t, centre.wrongUrl, { times: { ...calm, backoff: [5000, 5000] } })
  const first = await text('1')
  await carry()
  const second = await text('2')
  await carry()
  t.is((await rowOf(first))['last_error'], 'SMPP ESME_RINVPASWD')
  t.like(await rowOf(second), { state: 'waiting', last_error: 'SMPP is not bound' })
  t.is(centre.commands.filter((command) => command === 'bind_transceiver').length, 1)
})

test('a centre that is away keeps letters waiting', async (t) => {
  const { text, carry, rowOf } = await smsBy(t, 'smpp://a:b@127.0.0.1:9?source=BMWFS', { times: calm })
  const id = await text()
  await carry()
  t.like(await rowOf(id), { state: 'waiting', last_error: 'SMPP ECONNREFUSED' })
})

test('over TLS, only a centre whose certificate is good gets the password', async (t) => {
  const files = certificate(t)
  const centre = await messageCentreFor(t, files)
  const trusting = await smsBy(t, `${centre.tlsUrl}&ca=${encodeURIComponent(files.cert)}`, { times: calm })
  const id = await trusting.text()
  await trusting.carry()
  t.is((await trusting.rowOf(id))['state'], 'done')
  const wary = await smsBy(t, centre.tlsUrl, { times: calm })
  const other = await wary.text()
  await wary.carry()
  t.like(await wary.rowOf(other), { state: 'waiting', last_error: 'SMPP DEPTH_ZERO_SELF_SIGNED_CERT' })
  t.is(centre.commands.filter((command) => command === 'bind_transceiver').length, 1)
})
