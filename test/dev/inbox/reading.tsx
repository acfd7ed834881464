import { oneTimeCode } from './code.ts'
import { formatPhone, formatReceived } from './format.ts'
import { splitLinks } from './links.ts'
import type { StoredMessage } from './message.ts'
import { words } from './words.ts'

export function Mail({ message, as }: { message: StoredMessage; as: 'html' | 'text' }) {
  const subject = message.subject ?? words.noSubject
  const showsHtml = message.html !== null && as === 'html'
  return (
    <article class="mail">
      <header class="mail__head">
        <h2 class="mail__subject">{subject}</h2>
        <Envelope message={message} />
      </header>
      {message.html !== null && <Tabs id={message.id} as={as} />}
      {showsHtml ? <HtmlFrame id={message.id} subject={subject} /> : <TextPart text={message.text} />}
    </article>
  )
}

function Envelope({ message }: { message: StoredMessage }) {
  return (
    <dl class="facts">
      {message.from !== null && (
        <>
          <dt>{words.from}</dt>
          <dd>{message.from}</dd>
        </>
      )}
      <dt>{words.to}</dt>
      <dd>{message.to}</dd>
      <dt>{words.receivedAt}</dt>
      <dd>
        <time datetime={message.receivedAt}>{formatReceived(message.receivedAt)}</time>
      </dd>
    </dl>
  )
}

function Tabs({ id, as }: { id: string; as: 'html' | 'text' }) {
  return (
    <nav class="tabs" aria-label={words.views}>
      <a href={`/messages/${id}`} aria-current={as === 'html' ? 'true' : undefined}>
        {words.asHtml}
      </a>
      <a href={`/messages/${id}?as=text`} aria-current={as === 'text' ? 'true' : undefined}>
        {words.asText}
      </a>
    </nav>
  )
}

/** No scripts, no forms, an origin of its own. A link leaves the sandbox into an ordinary tab, with the browser's cookies. */
const HtmlFrame = ({ id, subject }: { id: string; subject: string }) => (
  <iframe
    class="mail__frame"
    title={`${words.mail}\u00a0: ${subject}`}
    src={`/messages/${id}/html`}
    sandbox="allow-popups allow-popups-to-escape-sandbox"
  />
)

const TextPart = ({ text }: { text: string }) => (
  <div class="mail__text">
    <p class="prose">{text === '' ? words.noText : <Linked text={text} />}</p>
  </div>
)

export function Sms({ message }: { message: StoredMessage }) {
  const code = oneTimeCode(message.text)
  return (
    <article class="sms">
      <h2 class="sms__to">{formatPhone(message.to)}</h2>
      <p class="sms__when">
        {words.sms}, <time datetime={message.receivedAt}>{formatReceived(message.receivedAt)}</time>
      </p>
      <p class="sms__bubble prose">
        <Linked text={message.text} code={code} />
      </p>
      {code !== null && <Code code={code} />}
    </article>
  )
}

const Code = ({ code }: { code: string }) => (
  <div class="code">
    <p class="code__label">{words.code}</p>
    <p class="code__digits">{code}</p>
    <button class="button button--primary" type="button" data-copy={code} data-copied={words.copied} hidden>
      {words.copy}
    </button>
  </div>
)

/** A text with its links, and its code marked where it first stands. */
function Linked({ text, code = null }: { text: string; code?: string | null }) {
  const pieces = splitLinks(text)
  const marked = code === null ? undefined : pieces.find((piece) => !piece.isLink && piece.text.includes(code))
  return pieces.map((piece) => {
    if (piece.isLink) return <OutsideLink href={piece.text} />
    return piece === marked && code !== null ? <Marked text={piece.text} code={code} /> : piece.text
  })
}

const OutsideLink = ({ href }: { href: string }) => (
  <a href={href} target="_blank" rel="noopener noreferrer">
    {href}
  </a>
)

function Marked({ text, code }: { text: string; code: string }) {
  const at = text.indexOf(code)
  return (
    <>
      {text.slice(0, at)}
      <mark>{code}</mark>
      {text.slice(at + code.length)}
    </>
  )
}
