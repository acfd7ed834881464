// Signatures as in the Standard Webhooks specification 1.0 (symmetric, v1): HMAC-SHA256 over "id.timestamp.body".
import { createHmac, timingSafeEqual } from 'node:crypto'
import { MINUTE } from '../../../shared/time.ts'

const TOLERANCE = 5 * MINUTE

interface Webhook {
  readonly id: string
  readonly timestampSeconds: number
  /** The body exactly as it goes over the line. */
  readonly body: string
}

/** The three headers of a signed request. */
export function signWebhook(secret: Buffer, { id, timestampSeconds, body }: Webhook): Record<string, string> {
  const signature = createHmac('sha256', secret).update(`${id}.${timestampSeconds}.${body}`).digest('base64')
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestampSeconds),
    'webhook-signature': `v1,${signature}`,
  }
}

export interface ReceivedWebhook {
  readonly id: string
  readonly timestamp: string
  /** One or more signatures, separated by a space, so that a secret can be changed without a gap. */
  readonly signatures: string
  readonly body: string
}

/** Why a request is not from the holder of the secret, or `null` if it is. */
export function webhookFault(secret: Buffer, received: ReceivedWebhook, now: number): string | null {
  const { id, timestamp, signatures, body } = received
  if (!id || !timestamp || !signatures)
    return 'The headers webhook-id, webhook-timestamp and webhook-signature are required.'
  if (!/^\d{1,12}$/.test(timestamp)) return 'webhook-timestamp must be seconds since the epoch.'
  const timestampSeconds = Number(timestamp)
  if (Math.abs(now - timestampSeconds * 1000) > TOLERANCE) return 'webhook-timestamp is more than five minutes off.'

  const expected = Buffer.from(signWebhook(secret, { id, timestampSeconds, body })['webhook-signature'] ?? '')
  const valid = signatures.split(' ').some((given) => sameBytes(Buffer.from(given), expected))
  return valid ? null : 'The signature does not match.'
}

/** The secret's bytes from base64 with or without `whsec_`, or `undefined` if it is not one of 24 to 64 bytes. */
export function decodeSecret(value: string): Buffer | undefined {
  const encoded = value.replace(/^whsec_/, '')
  if (!/^[\w+/-]+={0,2}$/.test(encoded)) return undefined
  const bytes = Buffer.from(encoded, 'base64')
  return bytes.length >= 24 && bytes.length <= 64 ? bytes : undefined
}

const sameBytes = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b)
