import type { ComponentChildren } from 'preact'
import { List } from './list.tsx'
import type { StoredMessage } from './message.ts'
import { Mail, Sms } from './reading.tsx'
import { words } from './words.ts'

export interface InboxPage {
  /** Newest first. */
  readonly messages: readonly StoredMessage[]
  readonly revision: string
  readonly now: number
  readonly ports: { readonly smtp: number; readonly http: number }
  /** What the address names: the home page shows the newest message where there is room beside the list. */
  readonly shown: Shown
}

export type Shown =
  | { kind: 'home' }
  | { kind: 'gone' }
  | { kind: 'message'; message: StoredMessage; as: 'html' | 'text' }

/** The whole page. The script replaces an element with `data-live` when a newer page has another value there. */
export function InboxDocument(page: InboxPage) {
  const { messages, revision, shown } = page
  const empty = messages.length === 0
  return (
    <html lang="fr">
      <Head count={messages.length} refresh={shown.kind === 'home'} />
      <body class={`inbox inbox--${shown.kind === 'home' ? 'home' : 'message'}${empty ? ' inbox--empty' : ''}`}>
        <Bar count={messages.length} revision={revision} />
        <main class="panes">
          <nav class="panes__list" aria-label={words.list}>
            <div data-live={`list ${revision}`}>
              <List {...page} current={currentOf(page)?.message.id} />
            </div>
          </nav>
          <Pane {...page} />
        </main>
        <p class="status" role="status" data-revision={revision} data-arrived={words.arrived} data-away={words.away} />
      </body>
    </html>
  )
}

function Head({ count, refresh }: { count: number; refresh: boolean }) {
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{count > 0 ? `(${count}) ${words.title}` : words.title}</title>
      <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      {['base', 'list', 'reading', 'panes'].map((name) => (
        <link key={name} rel="stylesheet" href={`/${name}.css`} />
      ))}
      <script type="module" src="/page.js" />
      {refresh && (
        <noscript>
          <meta http-equiv="refresh" content="5" />
        </noscript>
      )}
    </head>
  )
}

function Bar({ count, revision }: { count: number; revision: string }) {
  return (
    <header class="bar">
      <a class="bar__home" href="/">
        <Mark />
        <h1 class="bar__title">{words.title}</h1>
      </a>
      <div class="bar__acts" data-live={`bar ${revision}`}>
        {count > 0 && (
          <>
            <span class="bar__count">{words.messages(count)}</span>
            <form method="post" action="/empty">
              <button class="button" type="submit">
                {words.empty}
              </button>
            </form>
          </>
        )}
      </div>
    </header>
  )
}

function Pane(page: InboxPage) {
  const current = currentOf(page)
  const key = current ? `${current.message.id} ${current.as}` : page.shown.kind
  return (
    <section class="panes__reading" aria-label={words.reading} data-live={`pane ${key}`}>
      {page.shown.kind !== 'home' && (
        <a class="back" href="/">
          {words.back}
        </a>
      )}
      {current ? <Reading {...current} /> : page.shown.kind === 'gone' ? <Gone /> : <Nothing ports={page.ports} />}
    </section>
  )
}

function Reading({ message, as }: { message: StoredMessage; as: 'html' | 'text' }) {
  return message.kind === 'sms' ? <Sms message={message} /> : <Mail message={message} as={as} />
}

function currentOf({ messages, shown }: InboxPage): { message: StoredMessage; as: 'html' | 'text' } | undefined {
  if (shown.kind === 'message') return shown
  const [newest] = messages
  return shown.kind === 'home' && newest ? { message: newest, as: 'html' } : undefined
}

function Nothing({ ports }: Pick<InboxPage, 'ports'>) {
  return (
    <Quiet title={words.nothing} why={words.nothingWhy}>
      <ul class="quiet__list">
        {words.arrivesHere.map(({ act, result }) => (
          <li key={act}>
            <strong>{act}</strong>
            {'\u00a0: '}
            {result}
          </li>
        ))}
      </ul>
      <dl class="facts">
        <dt>{words.smtpAt}</dt>
        <dd>localhost:{ports.smtp}</dd>
        <dt>{words.gatewayAt}</dt>
        <dd>http://localhost:{ports.http}/api/sms</dd>
      </dl>
    </Quiet>
  )
}

const Gone = () => <Quiet title={words.gone} why={words.goneWhy} />

function Quiet({ title, why, children }: { title: string; why: string; children?: ComponentChildren }) {
  return (
    <div class="quiet">
      <OpenEnvelope />
      <h2 class="quiet__title">{title}</h2>
      <p class="quiet__why">{why}</p>
      {children}
    </div>
  )
}

const OpenEnvelope = () => (
  <svg
    class="quiet__drawing"
    viewBox="6 2 84 76"
    width="84"
    height="76"
    fill="none"
    stroke="currentColor"
    aria-hidden="true"
  >
    <path d="M8 32v44h80V32L48 4zM8 32l40 26 40-26" stroke-width="2.5" stroke-linejoin="round" />
  </svg>
)

/** A plain ring with a horizon line: the mark of both products, not anybody's artwork. */
const Mark = () => (
  <svg class="mark" viewBox="0 0 32 32" width="28" height="28" fill="none" stroke="currentColor" aria-hidden="true">
    <circle cx="16" cy="16" r="14" stroke-width="2.5" />
    <path d="M2 18.5h28" stroke-width="2.5" />
  </svg>
)
