import { createHash } from 'node:crypto'
import type { Pdu, PduFields } from 'smpp'
import type { Carriage, Delivery } from '../outbox/outbox.ts'
import { DAY, HOUR, MINUTE, SECOND } from '../time.ts'
import { encodeText } from './alphabet.ts'
import type { GatewayOptions, SmsGateway, TextMessage } from './gateway.ts'
import { createSession, nameOf, SmppFault, type SmppTimes } from './smpp-session.ts'
import { readSmppUrl, type SmppAccount } from './smpp-url.ts'

/** An operator's message centre, by SMPP 3.4. At least once: if the line breaks between a message and its answer, the
 *  protocol cannot tell whether it was taken, and the same message goes again. */
export function createSmppGateway({ url, hear }: GatewayOptions, times?: SmppTimes): SmsGateway {
  const account = readSmppUrl(url)
  if (!account) throw new Error('this is no address of a message centre')
  const session = createSession(account, hear, times)
  return {
    async send(message, letter) {
      /** It was taken after all: the next attempt finds that out (deliveries.ts). */
      const late = (answer: Pdu): void => {
        const id = idIn(answer)
        if (id !== undefined)
          void hear({ gatewayId: id, letterId: letter.id, state: 'accepted' }).catch(() => undefined)
      }
      try {
        return readAnswer(await session.submit(fieldsOf(account, message, letter), late))
      } catch (error) {
        if (error instanceof SmppFault) return { kind: 'later', reason: `SMPP ${error.message}` }
        throw error
      }
    },
    close: () => session.close(),
  }
}

/** SMPP 3.4 §4.4.1. The same letter gives the same bytes at every attempt, but for the time it is still of use. */
function fieldsOf({ source }: SmppAccount, { to, text }: TextMessage, letter: Carriage): PduFields {
  const { dataCoding, octets, single } = encodeText(text)
  return {
    ...addressOf(source),
    dest_addr_ton: 1,
    dest_addr_npi: 1,
    destination_addr: to.replace(/^\+/, ''),
    registered_delivery: 1,
    data_coding: dataCoding,
    validity_period: periodOf(letter.usefulMs),
    // a centre that tells doubles apart may do so by this; it is what the letter's name has in 16 bits
    user_message_reference: createHash('sha256').update(letter.id).digest().readUInt16BE(0),
    // a long one is the centre's to cut: then it has one name, one answer and one receipt
    ...(single ? { short_message: octets } : { short_message: Buffer.alloc(0), message_payload: octets }),
  }
}

/** SMPP 3.4 §5.2.5 and 5.2.6: an international number, a short code of the network, or a name. */
function addressOf(source: string): PduFields {
  if (source.startsWith('+')) return { source_addr_ton: 1, source_addr_npi: 1, source_addr: source.slice(1) }
  if (/^\d+$/.test(source)) return { source_addr_ton: 3, source_addr_npi: 0, source_addr: source }
  return { source_addr_ton: 5, source_addr_npi: 0, source_addr: source }
}

/** SMPP 3.4 §7.1.1, relative: years, months, days, hours, minutes, seconds from now. */
function periodOf(usefulMs: number): string {
  const ms = Math.min(Math.max(usefulMs, MINUTE), 7 * DAY)
  const parts = [0, 0, ms / DAY, (ms % DAY) / HOUR, (ms % HOUR) / MINUTE, (ms % MINUTE) / SECOND]
  return `${parts.map((part) => Math.floor(part).toString().padStart(2, '0')).join('')}000R`
}

/** What speaks of this number or this message. Everything else (throttled, full, a fault of the centre, a sender that an
 *  operator has to mend) may be otherwise later. */
const NEVER = new Set([
  'ESME_RINVMSGLEN',
  'ESME_RINVDSTADR',
  'ESME_RINVDSTTON',
  'ESME_RINVDSTNPI',
  'ESME_RX_P_APPN',
  'ESME_RX_R_APPN',
])

function readAnswer(answer: Pdu): Delivery {
  const { command_status: status } = answer
  if (status === 0) {
    const id = idIn(answer)
    return id === undefined ? { kind: 'done' } : { kind: 'done', deliveryId: id }
  }
  const name = nameOf(status)
  return { kind: NEVER.has(name) ? 'never' : 'later', reason: `SMPP ${name}` }
}

function idIn({ command_status: status, message_id: id }: Pdu): string | undefined {
  return status === 0 && typeof id === 'string' && id !== '' ? id : undefined
}
