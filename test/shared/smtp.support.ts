import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import type { Teardown } from '../support/database.ts'

/** `drop`: takes the mail and cuts the line instead of answering. */
export type SmtpMode = 'ok' | 'drop' | Refusal
interface Refusal {
  readonly at: 'MAIL' | 'RCPT' | 'DATA'
  readonly code: number
  readonly words: string
}

export interface TakenMail {
  readonly source: Buffer
  /** the line was encrypted, and who had signed in */
  readonly secure: boolean
  readonly user: string | undefined
}

export interface SmtpSetting {
  readonly tls?: { readonly key: string; readonly cert: string }
  /** TLS from the first byte */
  readonly implicit?: boolean
  readonly auth?: { readonly user: string; readonly pass: string }
}

/** A mail server that asks for what it is told to ask for. */
export async function smtpFor(t: Teardown, { tls, implicit = false, auth }: SmtpSetting = {}) {
  const mails: TakenMail[] = []
  const sockets = new Set<Socket>()
  const seen = { connections: 0, most: 0 }
  let mode: SmtpMode = 'ok'
  const refusal = (at: Refusal['at']): Error | null =>
    typeof mode === 'object' && mode.at === at
      ? Object.assign(new Error(mode.words), { responseCode: mode.code })
      : null
  const options: SMTPServerOptions = {
    disabledCommands: [...(tls && !implicit ? [] : ['STARTTLS']), ...(auth ? [] : ['AUTH'])],
    ...(tls ? { key: readFileSync(tls.key), cert: readFileSync(tls.cert) } : {}),
    secure: implicit,
    authOptional: !auth,
    logger: false,
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, reply) =>
      username === auth?.user && password === auth?.pass
        ? reply(null, { user: username })
        : reply(Object.assign(new Error('5.7.8 Wrong'), { responseCode: 535 })),
    onMailFrom: (_address, _session, reply) => reply(refusal('MAIL')),
    onRcptTo: (_address, _session, reply) => reply(refusal('RCPT')),
    onData: (stream, session, reply) => {
      void buffer(stream).then((source) => {
        const refused = refusal('DATA')
        if (refused) return reply(refused)
        mails.push({ source, secure: session.secure, user: session.user })
        if (mode === 'drop') for (const socket of sockets) socket.destroy()
        else reply()
      })
    },
  }
  const server = new SMTPServer(options)
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    seen.connections += 1
    seen.most = Math.max(seen.most, sockets.size)
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  t.teardown(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    mails,
    /** connections ever, and at once */
    seen,
    setMode: (next: SmtpMode) => {
      mode = next
    },
  }
}
