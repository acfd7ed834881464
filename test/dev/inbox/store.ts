// Owns the messages: in memory, the newest 500, and in one small file so that a restart keeps them.
import { randomUUID } from 'node:crypto'
import type { Clock } from '../../../shared/time.ts'
import { openStateFile } from './file.ts'
import { linksOf } from './links.ts'
import type { Arrival, StoredMessage } from './message.ts'

const MOST_CHARACTERS = 32 * 1024 * 1024 // a flood of large mails must not fill the memory either
const MOST_REFERENCES = 5000

export interface Store {
  /** Oldest first. */
  all(): readonly StoredMessage[]
  find(id: string): StoredMessage | undefined
  /** Changes whenever the messages do, also over a restart. */
  revision(): string
  add(arrivals: readonly Arrival[]): Promise<void>
  /** The same reference a second time adds nothing and gives the first id, also after the inbox was emptied. */
  addOnce(reference: string, arrival: Arrival): Promise<{ id: string; repeated: boolean }>
  clear(): Promise<void>
  /** Resolves when everything is on disk. */
  saved(): Promise<void>
}

export interface StoreOptions {
  readonly now: Clock
  /** how many messages it keeps, the newest: 500 */
  readonly most?: number | undefined
  /** Where messages outlive a restart; without it they live in memory only. */
  readonly file?: string | undefined
  /** Told when the file cannot be written; the messages stay in memory. */
  readonly warn?: ((sentence: string) => void) | undefined
}

interface State {
  messages: StoredMessage[]
  references: Map<string, string>
}

/** Rejects if the file's folder cannot be used. */
export async function openStore({ now, most = 500, file, warn = () => undefined }: StoreOptions): Promise<Store> {
  const state: State = { messages: [], references: new Map() }
  const save = file === undefined ? async () => undefined : await restore(file, state)
  const start = randomUUID()
  let changes = 0

  const changed = (): Promise<void> => {
    changes += 1
    return save().catch((error: Error) => warn(`The inbox file cannot be written: ${error.message}`))
  }
  const keep = (arrival: Arrival): StoredMessage => {
    const message = { ...arrival, id: randomUUID(), links: linksOf(arrival), receivedAt: new Date(now()).toISOString() }
    state.messages = newest([...state.messages, message], most)
    return message
  }

  return {
    all: () => state.messages,
    find: (id) => state.messages.find((message) => message.id === id),
    revision: () => `${start}-${changes}`,
    add: (arrivals) => {
      for (const arrival of arrivals) keep(arrival)
      return changed()
    },
    addOnce: async (reference, arrival) => {
      const known = state.references.get(reference)
      if (known !== undefined) return { id: known, repeated: true }
      const { id } = keep(arrival)
      remember(state.references, reference, id)
      await changed()
      return { id, repeated: false }
    },
    clear: () => {
      state.messages = []
      return changed()
    },
    saved: () => save().catch(() => undefined),
  }
}

/** Fills the state from the file and gives the way to save it. Nothing is written yet: the file may be another inbox's
 *  that still runs, and this one about to find its port taken. */
async function restore(path: string, state: State): Promise<() => Promise<void>> {
  const file = openStateFile(path, () => JSON.stringify({ ...state, references: [...state.references] }))
  const kept = await file.read(parseState)
  if (kept) Object.assign(state, kept)
  return () => file.save()
}

function parseState(text: string): State {
  const { messages, references } = JSON.parse(text) as { messages: StoredMessage[]; references: [string, string][] }
  const whole = messages.every((message) => typeof message.id === 'string' && Array.isArray(message.links))
  if (!whole) throw new TypeError('not the messages of an inbox')
  return { messages, references: new Map(references) }
}

function newest(messages: readonly StoredMessage[], most: number): StoredMessage[] {
  const kept = messages.slice(-most)
  let characters = kept.reduce((sum, message) => sum + sizeOf(message), 0)
  while (characters > MOST_CHARACTERS) characters -= sizeOf(kept.shift() as StoredMessage)
  return kept
}

const sizeOf = (message: StoredMessage): number => message.text.length + (message.html?.length ?? 0)

function remember(references: Map<string, string>, reference: string, id: string): void {
  references.set(reference, id)
  const [oldest] = references.keys()
  if (references.size > MOST_REFERENCES && oldest !== undefined) references.delete(oldest)
}
