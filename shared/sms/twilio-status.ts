import { createHmac } from 'node:crypto'
import { sameBytes } from '../crypto/tokens.ts'
import type { Receipt, StatusRequest } from './gateway.ts'

/** The parameter of the status address that names our letter: so an acceptance is known even if its answer was lost. */
export const REFERENCE = 'reference'

/** Whether Twilio made this call: X-Twilio-Signature is HMAC-SHA1, under the account's token, of the address as it was
 *  given, followed by each field of the form as name and value, in the order of the names.
 *  (Twilio, "Validating requests".) */
export function isSignedByTwilio(token: string, { url, headers, body }: StatusRequest): boolean {
  const given = headers['x-twilio-signature']
  if (typeof given !== 'string') return false
  const fields = [...new URLSearchParams(body)].sort(byNameThenValue).map(([name, value]) => name + value)
  const signed = [url, ...otherSpellings(url)].map((address) => {
    const mac = createHmac('sha1', token)
      .update(address + fields.join(''))
      .digest()
    return sameBytes(mac, Buffer.from(given, 'base64'))
  })
  return signed.includes(true)
}

const byNameThenValue = ([a, x]: readonly [string, string], [b, y]: readonly [string, string]): number =>
  a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0

/** Twilio may sign the address with its port or without, whichever we gave; its own libraries try both. */
function otherSpellings(address: string): string[] {
  const { protocol, host, hostname, port } = new URL(address)
  const other = port === '' ? `${hostname}:${protocol === 'https:' ? 443 : 80}` : hostname
  return [address.replace(`//${host}`, `//${other}`)]
}

/** What a genuine call says. */
export function receiptIn({ url, body }: StatusRequest): Receipt | undefined {
  const form = new URLSearchParams(body)
  const gatewayId = form.get('MessageSid') ?? form.get('SmsSid')
  const status = form.get('MessageStatus') ?? form.get('SmsStatus')
  if (!gatewayId || !/^\w{1,64}$/.test(gatewayId) || !status) return undefined
  const letterId = new URL(url).searchParams.get(REFERENCE) ?? undefined
  return { gatewayId, letterId, ...stateOf(status, form.get('ErrorCode') ?? undefined) }
}

/** Twilio's words for how far a message has got, in ours. */
export function stateOf(status: string, code: string | undefined): Pick<Receipt, 'state' | 'reason'> {
  if (status === 'delivered' || status === 'read') return { state: 'delivered' }
  if (!['undelivered', 'failed', 'canceled'].includes(status)) return { state: 'accepted' }
  return { state: 'undelivered', reason: `Twilio ${code !== undefined && /^\d{4,6}$/.test(code) ? code : status}` }
}
