import { createHmac } from 'node:crypto'
import type { Delivery } from '../outbox/outbox.ts'
import { SECOND } from '../time.ts'
import type { SmsGateway } from './gateway.ts'

/** The plainest gateway: one signed POST for each message (docs/sms-gateway.md; signature as in Standard Webhooks 1.0). */
export function createWebhookGateway({ url, secret }: { url: string; secret: Buffer }): SmsGateway {
  return {
    async send(message, reference) {
      const body = JSON.stringify({ reference, ...message })
      const timestamp = Math.floor(Date.now() / 1000).toString()
      const signature = createHmac('sha256', secret).update(`${reference}.${timestamp}.${body}`).digest('base64')
      try {
        const response = await fetch(url, {
          method: 'POST',
          body,
          headers: {
            'content-type': 'application/json',
            'webhook-id': reference,
            'webhook-timestamp': timestamp,
            'webhook-signature': `v1,${signature}`,
          },
          redirect: 'error',
          signal: AbortSignal.timeout(10 * SECOND),
        })
        return await readAnswer(response)
      } catch (error) {
        return { kind: 'later', reason: error instanceof Error ? error.name : 'no answer' }
      }
    },
  }
}

/** 400 and 422 speak of this message and will not change; 401, 408, 429 and 5xx speak of the gateway's hour. */
async function readAnswer(response: Response): Promise<Delivery> {
  if (response.ok) {
    const answer: unknown = await response.json().catch(() => undefined)
    const id = typeof answer === 'object' && answer && 'id' in answer ? String(answer.id) : undefined
    return id === undefined ? { kind: 'done' } : { kind: 'done', deliveryId: id }
  }
  await response.body?.cancel()
  const never = response.status === 400 || response.status === 422
  return { kind: never ? 'never' : 'later', reason: `HTTP ${response.status}` }
}
