// A real SMTP server (RFC 5321) that takes every mail for everybody and delivers it to the store.
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server'
import type { Store } from './store.ts'

const MOST_BYTES = 2 * 1024 * 1024

/**
 * How the mail server behaves. `refuse4xx` and `refuse5xx` answer RCPT TO with 451 and 550; `dropBeforeReply` takes the
 * mail, keeps it, and cuts the connection instead of the last 250, so that the sender cannot know; `hang` never answers
 * again, a new connection not even with its greeting.
 */
export type SmtpMode = 'ok' | 'refuse4xx' | 'refuse5xx' | 'dropBeforeReply' | 'hang'

export interface SmtpService {
  readonly port: number
  setMode(mode: SmtpMode): void
  close(): Promise<void>
}

interface SmtpOptions {
  readonly host: string
  readonly port: number
  readonly mode: SmtpMode
}

type Reply = (error?: Error | null) => void

/** Rejects with the system's error if the port cannot be had. */
export async function openSmtp(store: Store, options: SmtpOptions): Promise<SmtpService> {
  const sockets = new Set<Socket>()
  let mode = options.mode
  const smtp = new SMTPServer({ ...standing, ...handlers(store, sockets, () => mode) })
  smtp.on('error', () => undefined) // a peer that breaks the protocol or the line is its own trouble
  smtp.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  smtp.listen(options.port, options.host)
  await once(smtp.server, 'listening')

  return {
    port: (smtp.server.address() as AddressInfo).port,
    setMode: (next) => {
      mode = next
    },
    close: () =>
      new Promise((closed) => {
        smtp.close(() => closed())
        for (const socket of sockets) socket.destroy()
      }),
  }
}

const standing = {
  name: 'inbox.localhost',
  banner: 'development inbox',
  disabledCommands: ['AUTH', 'STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  size: MOST_BYTES,
  rejectOversized: true,
  maxRecipients: 100,
  maxClients: 100,
} satisfies SMTPServerOptions

/** What is answered at each step; `hang` answers at none. */
function handlers(store: Store, sockets: ReadonlySet<Socket>, mode: () => SmtpMode): SMTPServerOptions {
  const answer = (reply: Reply, error: Error | null = null): void => {
    if (mode() !== 'hang') reply(error)
  }
  return {
    onConnect: (_session, reply) => answer(reply),
    onMailFrom: (_address, _session, reply) => answer(reply),
    onRcptTo: (_address, _session, reply) => answer(reply, refusal(mode())),
    onData: (stream, session, reply) => {
      void receive(store, stream, session).then(
        () => (mode() === 'dropBeforeReply' ? socketOf(sockets, session)?.destroy() : answer(reply)),
        () => answer(reply, smtpError(554, '5.6.0 This mail cannot be read')),
      )
    },
  }
}

function refusal(mode: SmtpMode): Error | null {
  if (mode === 'refuse4xx') return smtpError(451, '4.3.0 Try again later')
  if (mode === 'refuse5xx') return smtpError(550, '5.1.1 No such mailbox')
  return null
}

const smtpError = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode })

const socketOf = (sockets: ReadonlySet<Socket>, session: SMTPServerSession): Socket | undefined =>
  [...sockets].find((socket) => socket.remotePort === session.remotePort)

/** One message per recipient of the envelope, whatever the header says: blind copies are mail too. */
async function receive(store: Store, stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
  const source = await readCapped(stream)
  if (!source) return // the server answers 552 by itself (rejectOversized)
  const mail = await simpleParser(source, { skipHtmlToText: true, skipTextToHtml: true })
  const { mailFrom, rcptTo } = session.envelope
  const content = {
    kind: 'mail' as const,
    from: senderOf(mail) ?? (mailFrom ? mailFrom.address : null),
    subject: mail.subject ?? null,
    text: mail.text ?? '',
    html: mail.html || null,
    reference: mail.messageId ?? null,
  }
  await store.add(rcptTo.map(({ address }) => ({ ...content, to: address })))
}

/** « BMW ID <ne-pas-repondre@…> », without the quotes of the header's syntax. */
function senderOf({ from }: ParsedMail): string | undefined {
  const { name, address } = from?.value[0] ?? {}
  return name && address ? `${name} <${address}>` : address || name
}

/** Reads to the end in any case, so that the answer finds the sender listening, but keeps no more than allowed. */
async function readCapped(stream: SMTPServerDataStream): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) {
    if (stream.sizeExceeded) chunks.length = 0
    else chunks.push(chunk as Buffer)
  }
  return stream.sizeExceeded ? undefined : Buffer.concat(chunks)
}
