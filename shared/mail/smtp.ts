import { readFileSync } from 'node:fs'
import nodemailer from 'nodemailer'
import type { Carriage, Delivery } from '../outbox/outbox.ts'
import { fromRoot } from '../root.ts'
import { SECOND } from '../time.ts'
import type { DkimKey } from './dkim.ts'
import type { RenderedMail } from './letter.tsx'
import { readSmtpUrl, type SmtpServer } from './smtp-url.ts'

/** What the outbox keeps of a mail. */
export interface AddressedMail extends RenderedMail {
  readonly to: string
}

export interface Mailer {
  /** Hands a mail to the SMTP server; the letter's id makes the Message-ID, the same at every attempt. */
  send(mail: AddressedMail, letter: Pick<Carriage, 'id' | 'postedAt'>): Promise<Delivery>
  close(): void
}

export interface MailerOptions {
  /** one that `readSmtpUrl` takes */
  readonly url: string
  /** `BMW ID <id@example.test>` */
  readonly from: string
  /** signs every mail */
  readonly dkim?: DkimKey | undefined
}

/** An attempt ends before the outbox's lease does, whatever the server does. */
const ATTEMPT = 45 * SECOND

export function createMailer({ url, from, dkim }: MailerOptions): Mailer {
  const server = readSmtpUrl(url)
  if (!server) throw new Error('this is no address of a mail server')
  const domain = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'
  const transport = nodemailer.createTransport({
    ...lineTo(server),
    ...(dkim ? { dkim } : {}),
    pool: true,
    maxConnections: server.connections,
    maxMessages: 100,
    maxRequeues: 1, // a line the server had closed meanwhile, before a byte of the mail; the rest is the outbox's to repeat
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 20 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(mail, { id, postedAt }) {
      try {
        const sent = await transport.sendMail({
          from,
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: `<${id}@${domain}>`,
          date: new Date(postedAt),
          headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
          signal: AbortSignal.timeout(ATTEMPT),
        })
        return { kind: 'done', deliveryId: sent.messageId }
      } catch (error) {
        return failure(error)
      }
    },
    close: () => transport.close(),
  }
}

function lineTo({ host, port, tls, auth, ca }: SmtpServer) {
  return {
    host,
    port,
    secure: tls === 'always',
    requireTLS: tls === 'must',
    ignoreTLS: tls === 'no',
    tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca: readFileSync(fromRoot(ca)) }) },
    ...(auth ? { auth } : {}),
  } as const
}

/** What nodemailer says of an attempt that failed. */
interface SmtpFault {
  /** `ESOCKET`, `ETLS` … and under it what the system said, `ECONNREFUSED` */
  readonly code?: string
  readonly originalCode?: string
  readonly command?: string
  readonly responseCode?: number
  readonly response?: string
}

/** RFC 5321 §4.2.1: 5yz to the recipient or to the mail itself will never be otherwise. Everything else may be later: 4yz,
 *  a cut line, no answer; and 5yz to our name, our TLS, our password or our sender, which an operator has to mend. */
function failure(error: unknown): Delivery {
  const { code, originalCode, responseCode, command, response } = (error ?? {}) as SmtpFault
  const step = command ?? ''
  if (responseCode === undefined) {
    const unsendable = code === 'EENVELOPE' && step === 'API' // an address that is none
    return { kind: unsendable ? 'never' : 'later', reason: originalCode ?? code ?? 'no answer' }
  }
  const kind = responseCode >= 500 && /^(RCPT TO|DATA)$/.test(step) ? 'never' : 'later'
  return { kind, reason: `SMTP ${[responseCode, enhanced(response), step && `at ${step}`].filter(Boolean).join(' ')}` }
}

/** The enhanced status code (RFC 3463). The words after it are left: they may hold the address. */
const enhanced = (response = ''): string | undefined => /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})(?!\S)/.exec(response)?.[1]
