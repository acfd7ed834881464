import type { Pdu } from 'smpp'
import type { Receipt } from './gateway.ts'

/** SMPP 3.4 §5.2.28, message_state. */
const STATES = ['', 'ENROUTE', 'DELIVRD', 'EXPIRED', 'DELETED', 'UNDELIV', 'ACCEPTD', 'UNKNOWN', 'REJECTD'] as const
const FINAL_FAULTS = new Set(['EXPIRED', 'DELETED', 'UNDELIV', 'UNKNOWN', 'REJECTD'])

/** Whether a deliver_sm is a delivery receipt (SMPP 3.4 §5.2.12, message type in bits 5 to 2), or an intermediate one. */
export const isReceipt = ({ esm_class: esmClass }: Pdu): boolean =>
  typeof esmClass === 'number' && [0x04, 0x20].includes(esmClass & 0x3c)

/** What a receipt says: by its optional parameters (§5.3.2.12, §5.3.2.35), else by its text (appendix B). */
export function readReceipt(pdu: Pdu): Receipt | undefined {
  const text = textOf(pdu['short_message']) || textOf(pdu['message_payload'])
  const { receipted_message_id: named, message_state: told } = pdu
  const gatewayId = typeof named === 'string' && named ? named.replace(/\0+$/, '') : /\bid:(\S{1,64})/i.exec(text)?.[1]
  const state =
    (typeof told === 'number' ? STATES[told] : undefined) ?? /\bstat:(\w{1,10})/i.exec(text)?.[1]?.toUpperCase()
  if (!gatewayId || !state) return undefined
  if (state === 'DELIVRD') return { gatewayId, state: 'delivered' }
  if (!FINAL_FAULTS.has(state)) return { gatewayId, state: 'accepted' }
  const fault = /\berr:([\da-z]{1,10})/i.exec(text)?.[1]
  return { gatewayId, state: 'undelivered', reason: `SMPP ${state}${fault ? ` ${fault}` : ''}` }
}

/** The package hands a text over as an object with the message in it. */
function textOf(field: unknown): string {
  const message = typeof field === 'object' && field !== null && 'message' in field ? field.message : field
  if (Buffer.isBuffer(message)) return message.toString('latin1')
  return typeof message === 'string' ? message : ''
}
