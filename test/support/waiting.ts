import { setTimeout as pause } from 'node:timers/promises'
import type { Message } from '../dev/inbox/message.ts'
import type { TestInbox } from './inbox.ts'

/** Only what fails waits so long; a busy machine takes ten seconds to start a process. */
const PATIENCE_MS = 60_000

/** Looks again and again until there is something: another process is at it, and tells nobody here. */
export async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > giveUpAt) throw new Error(`waited in vain: ${what}`)
    await pause(20)
  }
}

/** The newest message for somebody, as soon as they have got so many. */
export const arrived = (inbox: TestInbox, to: string, count = 1): Promise<Message> =>
  until(`message ${count} for ${to}`, () => {
    const messages = inbox.messages(to)
    return messages.length >= count ? messages.at(-1) : undefined
  })

export const codeIn = ({ text }: Message): string => /\b\d{6}\b/.exec(text)?.[0] ?? ''
