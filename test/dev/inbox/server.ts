import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type Koa from 'koa'
import type { Clock } from '../../../shared/time.ts'
import { createApp } from './app.ts'
import { type Message, messagesFor } from './message.ts'
import type { SmsMode } from './sms.ts'
import { openSmtp, type SmtpMode, type SmtpService } from './smtp.ts'
import { openStore, type Store } from './store.ts'

export interface InboxOptions {
  /** The secret's bytes (webhook.ts, decodeSecret). */
  readonly smsSecret: Buffer
  /** 127.0.0.1 */
  readonly host?: string
  /** 0 (the default) for any free port. */
  readonly smtpPort?: number
  readonly httpPort?: number
  /** Where messages outlive a restart; without it they live in memory only. */
  readonly file?: string
  readonly now?: Clock
  readonly smtpMode?: SmtpMode
  readonly smsMode?: SmsMode
  readonly warn?: (sentence: string) => void
  /** how many messages it keeps, the newest: 500 */
  readonly most?: number
}

export interface Inbox {
  readonly smtpPort: number
  readonly httpPort: number
  /** Oldest first; a mail address in any case, an E.164 number, or nothing for all. */
  messages(to?: string): readonly Message[]
  /** What senders call the messages for somebody (message.ts), oldest first. */
  references(to: string): readonly (string | null)[]
  clear(): Promise<void>
  setSmtpMode(mode: SmtpMode): void
  setSmsMode(mode: SmsMode): void
  /** Cuts what is still open, also what hangs; what was received is on disk then. */
  close(): Promise<void>
}

/** A port that cannot be had; `cause` is the system's error. */
export class PortUnavailable extends Error {
  readonly purpose: 'smtp' | 'http'
  readonly port: number

  constructor(purpose: 'smtp' | 'http', port: number, cause: unknown) {
    super(`port ${port} (${purpose}) is not available`, { cause })
    this.purpose = purpose
    this.port = port
  }
}

/** Mail server, SMS gateway and page in one, listening when it resolves.
 *  @throws PortUnavailable; also the system's error if the file's folder cannot be used. Nothing stays open then. */
export async function startInbox(options: InboxOptions): Promise<Inbox> {
  const { host = '127.0.0.1', now = Date.now, most, smsSecret, file, warn } = options
  const store = await openStore({ now, most, file, warn })
  const smtp = await startSmtp(store, { ...options, host })
  const ports = { smtp: smtp.port, http: 0 }
  const closing = new AbortController()
  let smsMode = options.smsMode ?? 'ok'
  const modeNow = () => smsMode
  const app = createApp({ store, now, smsSecret, smsMode: modeNow, closing: closing.signal, ports: () => ports })
  const http = await startHttp(app, { ...options, host }).catch(async (error: unknown) => {
    await smtp.close()
    throw error
  })
  ports.http = (http.address() as AddressInfo).port

  return {
    smtpPort: ports.smtp,
    httpPort: ports.http,
    messages: (to) => messagesFor(store, to),
    references: (to) => messagesFor(store, to).map(({ id }) => store.find(id)?.reference ?? null),
    clear: () => store.clear(),
    setSmtpMode: (mode) => smtp.setMode(mode),
    setSmsMode: (mode) => {
      smsMode = mode
    },
    close: async () => {
      closing.abort()
      await Promise.all([smtp.close(), closeHttp(http)])
      await store.saved()
    },
  }
}

type Ports = Pick<InboxOptions, 'smtpPort' | 'httpPort' | 'smtpMode'> & { host: string }

async function startSmtp(store: Store, { host, smtpPort = 0, smtpMode = 'ok' }: Ports): Promise<SmtpService> {
  return openSmtp(store, { host, port: smtpPort, mode: smtpMode }).catch((error: unknown) => {
    throw new PortUnavailable('smtp', smtpPort, error)
  })
}

async function startHttp(app: Koa, { host, httpPort = 0 }: Ports): Promise<Server> {
  const answer = app.callback()
  const server = createServer((request, response) => void answer(request, response)).listen(httpPort, host)
  await once(server, 'listening').catch((error: unknown) => {
    throw new PortUnavailable('http', httpPort, error)
  })
  return server
}

async function closeHttp(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
