import { formatPhone, formatWhen } from './format.ts'
import type { StoredMessage } from './message.ts'
import { words } from './words.ts'

interface ListProps {
  readonly messages: readonly StoredMessage[]
  readonly now: number
  readonly current: string | undefined
}

export function List({ messages, now, current }: ListProps) {
  return (
    <ol class="list">
      {messages.map((message) => (
        <li key={message.id}>
          <Item message={message} now={now} isCurrent={message.id === current} />
        </li>
      ))}
    </ol>
  )
}

function Item({ message, now, isCurrent }: { message: StoredMessage; now: number; isCurrent: boolean }) {
  const isMail = message.kind === 'mail'
  return (
    <a class="item" href={`/messages/${message.id}`} aria-current={isCurrent ? 'true' : undefined}>
      <KindIcon kind={message.kind} />
      <span class="item__to">{isMail ? message.to : formatPhone(message.to)}</span>
      <time class="item__when" datetime={message.receivedAt}>
        {formatWhen(message.receivedAt, now)}
      </time>
      {isMail && <span class="item__subject">{message.subject ?? words.noSubject}</span>}
      <span class={isMail ? 'item__excerpt' : 'item__excerpt item__excerpt--sms'}>{excerpt(message.text)}</span>
    </a>
  )
}

function KindIcon({ kind }: Pick<StoredMessage, 'kind'>) {
  const mail = 'M2.5 5h19v14h-19zM3 5.5l9 7.5 9-7.5'
  const sms = 'M2.5 4h19v13h-11l-5 4v-4h-3zM7 8.7h10M7 12.3h6'
  const label = kind === 'mail' ? words.mail : words.sms
  return (
    <svg class="item__kind" viewBox="0 0 24 24" width="20" height="20" role="img" aria-label={label}>
      <path d={kind === 'mail' ? mail : sms} fill="none" stroke="currentColor" stroke-width="1.6" />
    </svg>
  )
}

const excerpt = (text: string): string => text.slice(0, 400).replaceAll(/\s+/g, ' ').trim().slice(0, 160)
