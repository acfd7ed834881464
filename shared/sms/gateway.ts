import type { Delivery } from '../outbox/outbox.ts'
import { createWebhookGateway } from './webhook.ts'

export interface TextMessage {
  /** E.164 */
  readonly to: string
  readonly text: string
}

/** Whoever carries text messages for us. */
export interface SmsGateway {
  /** `reference` is the same at every attempt: a gateway that knows it already does not send again. */
  send(message: TextMessage, reference: string): Promise<Delivery>
}

/** Chooses the driver by the scheme of its address. @param url `webhook+https://gateway.example/sms` */
export function createSmsGateway({ url, secret }: { url: string; secret: Buffer }): SmsGateway {
  if (url.startsWith('webhook+')) return createWebhookGateway({ url: url.slice('webhook+'.length), secret })
  throw new Error(`no SMS gateway speaks ${url.split(':')[0]}`)
}
