import nodemailer from 'nodemailer'
import type { Delivery } from '../outbox/outbox.ts'
import { SECOND } from '../time.ts'
import type { RenderedMail } from './letter.tsx'

/** What the outbox keeps of a mail. */
export interface AddressedMail extends RenderedMail {
  readonly to: string
}

export interface Mailer {
  /** Hands a mail to the SMTP server; `id` makes the Message-ID, the same at every attempt. */
  send(mail: AddressedMail, letter: { readonly id: string }): Promise<Delivery>
  close(): void
}

/** @param url `smtp://user:password@host:port` or `smtps://…`  @param from `BMW ID <id@example.test>` */
export function createMailer(url: string, from: string): Mailer {
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'
  const transport = nodemailer.createTransport({
    url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 20 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail, { id }) {
      try {
        const sent = await transport.sendMail({
          from,
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        })
        return { kind: 'done', deliveryId: sent.messageId }
      } catch (error) {
        return failure(error)
      }
    },
    close: () => transport.close(),
  }
}

/** RFC 5321 §4.2.1: 5yz will never be taken; everything else (4yz, no answer, a cut line) may be later. */
function failure(error: unknown): Delivery {
  const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : undefined
  const name = error instanceof Error && 'code' in error ? String(error.code) : 'ERROR'
  const kind = code !== undefined && code >= 500 && name !== 'EAUTH' ? 'never' : 'later'
  return { kind, reason: code === undefined ? name : `SMTP ${code}` }
}
