import type { ExecutionContext } from 'ava'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { type Inbox, type InboxOptions, startInbox } from '../dev/inbox/server.ts'
import { signWebhook } from '../dev/inbox/webhook.ts'

export const secret = Buffer.alloc(32, 7)
export const noon = Date.UTC(2026, 10, 22, 11)

/** An inbox on free ports, closed with the test; it is 22 November 2026, noon in Paris, unless `now` says otherwise. */
export async function inboxFor(t: ExecutionContext, options: Partial<InboxOptions> = {}) {
  const inbox = await startInbox({ smsSecret: secret, now: () => noon, ...options })
  t.teardown(() => inbox.close())
  return { inbox, url: `http://127.0.0.1:${inbox.httpPort}` }
}

/** Sends as the products do, without TLS. */
export const send = (inbox: Inbox, mail: SendMailOptions): Promise<unknown> =>
  createTransport({
    host: '127.0.0.1',
    port: inbox.smtpPort,
    ignoreTLS: true,
    socketTimeout: 20_000,
    greetingTimeout: 3000,
  }).sendMail({ from: 'BMW ID <ne-pas-repondre@bmw-id.example>', ...mail })

export interface SmsTry {
  readonly reference?: string
  readonly to?: string
  readonly text?: string
  /** Replaces the body after it was signed. */
  readonly body?: string
  readonly headers?: Record<string, string>
  readonly at?: number
  readonly signal?: AbortSignal
}

export function sms({ httpPort }: Inbox, { headers, at = noon, body, signal, ...fields }: SmsTry = {}) {
  const content = { reference: 'r-1', to: '+33612345601', text: 'Votre code est 482913.', ...fields }
  const signed = JSON.stringify(content)
  const signature = signWebhook(secret, {
    id: content.reference,
    timestampSeconds: Math.floor(at / 1000),
    body: signed,
  })
  return fetch(`http://127.0.0.1:${httpPort}/api/sms`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...signature, ...headers },
    body: body ?? signed,
    signal: signal ?? null,
  })
}
