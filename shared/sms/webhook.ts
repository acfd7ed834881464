import { createHmac } from 'node:crypto'
import { sameBytes } from '../crypto/tokens.ts'
import type { Delivery } from '../outbox/outbox.ts'
import { MINUTE, SECOND } from '../time.ts'
import type { GatewayOptions, Receipt, SmsGateway, StatusRequest } from './gateway.ts'
import { ANSWER_WITHIN, faultOf, member, readJson, retryAfter } from './http.ts'

/** The plainest gateway: one signed POST for each message, and one back for what became of it (docs/sms-gateway.md;
 *  signatures as in Standard Webhooks 1.0). */
export function createWebhookGateway({ url, secret, hear }: GatewayOptions): SmsGateway {
  const address = url.slice('webhook+'.length)
  return {
    async send(message, { id }) {
      const body = JSON.stringify({ reference: id, ...message })
      const timestamp = Math.floor(Date.now() / SECOND).toString()
      try {
        const response = await fetch(address, {
          method: 'POST',
          body,
          headers: {
            'content-type': 'application/json',
            'webhook-id': id,
            'webhook-timestamp': timestamp,
            'webhook-signature': `v1,${sign(secret, [id, timestamp, body]).toString('base64')}`,
          },
          redirect: 'error',
          signal: AbortSignal.timeout(ANSWER_WITHIN),
        })
        return await readAnswer(response)
      } catch (error) {
        return { kind: 'later', reason: faultOf(error) }
      }
    },
    async takeStatus(request) {
      if (!isSigned(secret, request)) return 'forged'
      const receipt = receiptIn(request.body)
      if (!receipt) return 'unreadable'
      await hear(receipt)
      return 'taken'
    },
    close: () => Promise.resolve(),
  }
}

const sign = (secret: Buffer, parts: readonly [id: string, timestamp: string, body: string]): Buffer =>
  createHmac('sha256', secret).update(parts.join('.')).digest()

/** 400 and 422 speak of this message and will not change; 401, 408, 429 and 5xx speak of the gateway's hour. */
async function readAnswer(response: Response): Promise<Delivery> {
  if (response.ok) {
    const id = member(await readJson(response).catch(() => undefined), 'id')
    return typeof id === 'string' && id !== '' ? { kind: 'done', deliveryId: id.slice(0, 200) } : { kind: 'done' }
  }
  await response.body?.cancel()
  const never = response.status === 400 || response.status === 422
  const reason = `HTTP ${response.status}`
  return never ? { kind: 'never', reason } : { kind: 'later', reason, waitMs: retryAfter(response) }
}

/** A call that was caught may be repeated for so long; it would say nothing new. */
const TOLERANCE = 5 * MINUTE

function isSigned(secret: Buffer, { headers, body }: StatusRequest): boolean {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map((name) => headers[`webhook-${name}`])
  if (typeof id !== 'string' || typeof timestamp !== 'string' || typeof signatures !== 'string') return false
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Date.now() - Number(timestamp) * SECOND) > TOLERANCE) return false
  const right = sign(secret, [id, timestamp, body])
  return signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => sameBytes(right, Buffer.from(signature.slice(3), 'base64')))
    .includes(true)
}

function receiptIn(body: string): Receipt | undefined {
  const said = parse(body)
  const [letterId, gatewayId, state, reason] = ['reference', 'id', 'status', 'reason'].map((name) => member(said, name))
  if (typeof letterId !== 'string' || typeof gatewayId !== 'string') return undefined
  if (gatewayId === '' || `${letterId}${gatewayId}`.length > 300) return undefined
  if (state !== 'accepted' && state !== 'delivered' && state !== 'undelivered') return undefined
  // a word, so that no number and no text gets into our records
  const word = typeof reason === 'string' && /^[a-z_]{1,40}$/i.test(reason) ? reason : undefined
  return { gatewayId, letterId, state, reason: word }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
