import { randomBytes } from 'node:crypto'
import type { Message } from '../dev/inbox/message.ts'
import { type Inbox, startInbox } from '../dev/inbox/server.ts'
import type { Teardown } from './database.ts'

/** A person's mailbox and phone. */
export interface TestInbox extends Inbox {
  readonly smtpUrl: string
  readonly smsUrl: string
  readonly smsSecret: Buffer
  /** What has arrived for somebody, after everything that waited was sent. */
  received(to: string): Promise<readonly Message[]>
  /** The newest; throws if there is none. */
  last(to: string): Promise<Message>
  /** The first link of the newest mail. */
  lastLink(to: string): Promise<string>
  /** The one-time code of the newest text message. */
  lastCode(to: string): Promise<string>
}

/** The development inbox itself: real SMTP, real gateway. `drain` carries what waits in an outbox. */
export async function freshInbox(t: Teardown, drain: () => Promise<void>): Promise<TestInbox> {
  const smsSecret = randomBytes(32)
  const inbox = await startInbox({ smsSecret, most: 10_000 })
  t.teardown(() => inbox.close())
  const received = async (to: string) => {
    await drain()
    return inbox.messages(to)
  }
  const last = async (to: string) => {
    const message = (await received(to)).at(-1)
    if (!message) throw new Error(`nothing has arrived for ${to}`)
    return message
  }
  return {
    ...inbox,
    smtpUrl: `smtp://127.0.0.1:${inbox.smtpPort}`,
    smsUrl: `webhook+http://127.0.0.1:${inbox.httpPort}/api/sms`,
    smsSecret,
    received,
    last,
    lastLink: async (to) => {
      const [link] = (await last(to)).links
      if (!link) throw new Error(`no link in the last message for ${to}`)
      return link
    },
    lastCode: async (to) => /\b\d{6}\b/.exec((await last(to)).text)?.[0] ?? '',
  }
}
