import { isLoopback } from '../config.ts'
import type { Carriage, Delivery } from '../outbox/outbox.ts'
import { createSmppGateway } from './smpp.ts'
import { readSmppUrl } from './smpp-url.ts'
import { createTwilioGateway } from './twilio.ts'
import { readTwilioUrl } from './twilio-url.ts'
import { createWebhookGateway } from './webhook.ts'

export interface TextMessage {
  /** E.164 */
  readonly to: string
  readonly text: string
}

/** What a gateway tells of a message that it took. */
export interface Receipt {
  /** the gateway's own name for the message */
  readonly gatewayId: string
  /** which letter it is, where the gateway can say so */
  readonly letterId?: string | undefined
  readonly state: 'accepted' | 'delivered' | 'undelivered'
  /** a short code such as `Twilio 30005`; never a number, never the text */
  readonly reason?: string | undefined
}

/** A call that came to us, as it came. */
export interface StatusRequest {
  /** the whole address, as the gateway was told it */
  readonly url: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: string
}

export type StatusOutcome = 'taken' | 'forged' | 'unreadable'

/** Whoever carries text messages for us. */
export interface SmsGateway {
  /** `letter.id` is the same at every attempt: what was sent under it is not sent again, as far as the gateway's
   *  protocol lets us know (docs/sms-gateway.md says how far that is for each). */
  send(message: TextMessage, letter: Carriage): Promise<Delivery>
  /** Takes a status call by HTTP. Not there if the gateway tells otherwise. */
  takeStatus?(request: StatusRequest): Promise<StatusOutcome>
  close(): Promise<void>
}

export interface GatewayOptions {
  /** whose scheme chooses the driver */
  readonly url: string
  /** shared with a webhook gateway */
  readonly secret: Buffer
  /** where a gateway can tell us by HTTP what became of a message */
  readonly statusUrl: string
  /** Keeps a receipt. If it throws, the gateway is asked to tell again. */
  readonly hear: (receipt: Receipt) => Promise<void>
}

/** Chooses the driver by the scheme of its address. The address must be one that `isSmsUrl` takes. */
export function createSmsGateway(options: GatewayOptions): SmsGateway {
  const scheme = options.url.split(':')[0] ?? ''
  if (scheme.startsWith('webhook+')) return createWebhookGateway(options)
  if (scheme === 'twilio') return createTwilioGateway(options)
  if (scheme === 'smpp' || scheme === 'smpps') return createSmppGateway(options)
  throw new Error(`no SMS gateway speaks ${scheme}`)
}

/** Whether a driver can be made of this address. */
export const isSmsUrl = (url: string): boolean =>
  isWebhookUrl(url) || readTwilioUrl(url) !== undefined || readSmppUrl(url) !== undefined

/** Only a webhook gateway needs a secret of its own; the others have theirs in the address. */
export function isWebhookUrl(url: string): boolean {
  if (!/^webhook\+https?:\/\/./.test(url) || !URL.canParse(url)) return false
  const { protocol, hostname } = new URL(url.slice('webhook+'.length))
  return protocol === 'https:' || isLoopback(hostname)
}
