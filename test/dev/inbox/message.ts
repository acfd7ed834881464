/** One mail or text message for one recipient, as `GET /api/messages` shows it. */
export interface Message {
  readonly id: string
  readonly kind: 'mail' | 'sms'
  /** A mail address as the envelope spells it, or an E.164 number. */
  readonly to: string
  /** `null` for a text message, and for a mail without a subject. */
  readonly subject: string | null
  /** Empty when a mail has no text part: none is made up from the HTML. */
  readonly text: string
  readonly html: string | null
  /** Every http(s) address of the HTML and the text, each once, in order. */
  readonly links: readonly string[]
  /** ISO 8601, UTC. */
  readonly receivedAt: string
}

/** What is kept beside: the sender is for the page only. */
export interface StoredMessage extends Message {
  readonly from: string | null
  /** A mail's Message-ID, a text message's reference: the same however often its sender sends it. */
  readonly reference: string | null
}

/** A message as it comes in; the store adds the id, the links and the instant. */
export type Arrival = Pick<StoredMessage, Exclude<keyof StoredMessage, 'id' | 'links' | 'receivedAt'>>

/** The messages for one recipient, or all. Case does not count; a `+` that a query string has turned into a space is one again. */
export function messagesFor(store: { all(): readonly StoredMessage[] }, to?: string): Message[] {
  const wanted = to?.replaceAll(' ', '+').toLowerCase()
  return store
    .all()
    .filter((message) => wanted === undefined || message.to.toLowerCase() === wanted)
    .map(publicMessage)
}

function publicMessage(stored: StoredMessage): Message {
  const { id, kind, to, subject, text, html, links, receivedAt } = stored
  return { id, kind, to, subject, text, html, links, receivedAt }
}
