import type { Clock } from '../../../shared/time.ts'
import { type Cookie, type CookieJar, createCookieJar } from './cookies.ts'
import { submissionOf } from './form.ts'
import { type Element, hrefOf, type Link, type Page, readPage, readText } from './page.ts'
import { type From, fetchSite, isFirstParty } from './site.ts'
import { type Answer, send } from './wire.ts'

export interface VisitorOptions {
  /** what a relative address means before any page is open */
  readonly home: string
  readonly now?: Clock
  /** `fr-FR,fr;q=0.9` if nothing is said */
  readonly languages?: string
  /** other processes that answer for an origin: `{ 'http://localhost:3000': 'http://127.0.0.1:4711' }` */
  readonly through?: Readonly<Record<string, string>>
  /** sent with every request, for instance what a proxy adds */
  readonly headers?: Readonly<Record<string, string>>
}

const MOST_REDIRECTS = 10

/** A person with a browser that runs no scripts: sees pages, fills fields by their labels, presses buttons, keeps
 *  cookies, follows redirects across origins, and sends the fetch metadata that browsers send. */
export class Visitor {
  readonly #options: VisitorOptions
  readonly #jar: CookieJar
  /** the methods and addresses of the last navigation, redirects included */
  steps: readonly string[] = []
  #url: URL
  #answer: Answer | undefined
  #page: Page = readPage('')
  #values = new Map<Element, string>()
  #ticks = new Map<Element, boolean>()
  #past: URL[] = []

  constructor(options: VisitorOptions) {
    this.#options = options
    this.#jar = createCookieJar(options.now ?? Date.now)
    this.#url = new URL(options.home)
  }

  get url(): string {
    return this.#url.href
  }
  /** path and query */
  get path(): string {
    return `${this.#url.pathname}${this.#url.search}`
  }
  get status(): number {
    return this.#answer?.status ?? 0
  }
  get headers(): Headers {
    return this.#answer?.headers ?? new Headers()
  }
  get html(): string {
    return this.#answer?.body ?? ''
  }
  /** What can be read, spaces of every kind as plain ones; for typography look at `html`. */
  get text(): string {
    return this.#page.text
  }
  get heading(): string {
    return this.#page.heading
  }
  get title(): string {
    return this.#page.title
  }
  get links(): readonly Link[] {
    return this.#page.links
  }
  get cookies(): readonly Cookie[] {
    return this.#jar.all()
  }
  cookie(name: string): string | undefined {
    return this.#jar.all().find((cookie) => cookie.name === name)?.value
  }

  /** Types an address, or clicks on a link in a mail. */
  async open(address: string): Promise<this> {
    return this.#go(new URL(address, this.#url), { from: 'typed' })
  }

  /** Comes from a link or a form of another site. */
  async arriveFrom(site: string, address: string, form?: Record<string, string>): Promise<this> {
    const body = form && new URLSearchParams(form).toString()
    return this.#go(new URL(address, this.#url), { from: new URL(site), ...(body === undefined ? {} : { body }) })
  }

  fill(label: string, value: string): this {
    this.#values.set(this.#page.field(label), value)
    return this
  }

  /** What stands in a field now. */
  field(label: string): string {
    const field = this.#page.field(label)
    return this.#values.get(field) ?? field.attribs['value'] ?? ''
  }

  /** What is said about a field: its hint and its fault, as assistive technology reads them. */
  said(label: string): string {
    const ids = (this.#page.field(label).attribs['aria-describedby'] ?? '').split(' ')
    return this.#page.elements
      .filter(({ attribs }) => ids.includes(attribs['id'] ?? ''))
      .map(readText)
      .join(' ')
  }

  /** Picks one of a group by its own label. */
  choose(label: string): this {
    const chosen = this.#page.option(label)
    const group = this.#page.elements.filter(
      ({ attribs }) => attribs['type'] === 'radio' && attribs['name'] === chosen.attribs['name'],
    )
    for (const option of group) this.#ticks.set(option, option === chosen)
    return this
  }

  check(label: string): this {
    this.#ticks.set(this.#page.option(label), true)
    return this
  }

  uncheck(label: string): this {
    this.#ticks.set(this.#page.option(label), false)
    return this
  }

  /** Presses a button, or a link that looks like one. */
  async press(text: string): Promise<this> {
    const button = this.#page.button(text)
    if (!button) return this.follow(text)
    const { method, action, fields } = submissionOf(this.#page, button, { values: this.#values, ticks: this.#ticks })
    const target = new URL(action || this.#url.href, this.#url)
    if (method === 'POST') return this.#go(target, { from: this.#url, body: fields.toString() })
    target.search = fields.toString()
    return this.#go(target, { from: this.#url })
  }

  async follow(text: string): Promise<this> {
    const link = this.#page.link(text)
    if (!link)
      throw new Error(`« ${text} » is not on « ${this.heading} » (${this.status}), which offers ${this.#page.offers()}`)
    return this.#go(new URL(hrefOf(link), this.#url), { from: this.#url })
  }

  async reload(): Promise<this> {
    return this.#go(this.#url, { from: 'typed' }, false)
  }

  /** The page before this one, asked for again: ours are never kept by the browser. */
  async back(): Promise<this> {
    const last = this.#past.pop()
    if (!last) throw new Error('there is nothing to go back to')
    return this.#go(last, { from: 'typed' }, false)
  }

  closeBrowser(): void {
    this.#jar.closeBrowser()
  }

  clearCookies(): void {
    this.#jar.clear()
  }

  async #go(target: URL, request: { from: From; body?: string }, remember = true): Promise<this> {
    const before = this.#answer && this.#url
    const through: URL[] = []
    const steps: string[] = []
    let { body } = request
    for (let url = target; ; ) {
      through.push(url)
      steps.push(`${body === undefined ? 'GET' : 'POST'} ${url.href}`)
      const answer = await this.#ask(url, { from: request.from, through, body })
      const location = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null
      if (location === null) {
        this.#show(url, answer)
        break
      }
      if (through.length > MOST_REDIRECTS) throw new Error(`too many redirects:\n${steps.join('\n')}`)
      if (answer.status !== 307 && answer.status !== 308) body = undefined
      url = new URL(location, url)
    }
    this.steps = steps
    if (remember && before && before.href !== this.#url.href) this.#past.push(before)
    return this
  }

  async #ask(url: URL, { from, through, body }: { from: From; through: readonly URL[]; body: string | undefined }) {
    const method = body === undefined ? 'GET' : 'POST'
    const cookie = this.#jar.headerFor(url, { sameSite: isFirstParty(from, through), method })
    const answer = await send(url.href, {
      method,
      through: this.#options.through?.[url.origin],
      headers: {
        accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
        'accept-language': this.#options.languages ?? 'fr-FR,fr;q=0.9',
        'user-agent': 'a person without scripts',
        'sec-fetch-site': fetchSite(from, through),
        'sec-fetch-mode': 'navigate',
        'sec-fetch-dest': 'document',
        'sec-fetch-user': '?1',
        ...(body === undefined
          ? {}
          : {
              origin: from === 'typed' ? url.origin : from.origin,
              'content-type': 'application/x-www-form-urlencoded',
              'content-length': String(Buffer.byteLength(body)),
            }),
        ...(cookie === undefined ? {} : { cookie }),
        ...this.#referer(from, through),
        ...this.#options.headers,
      },
      ...(body === undefined ? {} : { body }),
    })
    this.#jar.take(url, answer.setCookies)
    return answer
  }

  /** By the policies of our pages: to the same origin, or to nobody. */
  #referer(from: From, through: readonly URL[]): { referer?: string } {
    if (from === 'typed' || fetchSite(from, through) !== 'same-origin') return {}
    return this.#answer?.headers.get('referrer-policy') === 'no-referrer' ? {} : { referer: from.href }
  }

  #show(url: URL, answer: Answer): void {
    this.#url = url
    this.#answer = answer
    this.#page = readPage(answer.headers.get('content-type')?.includes('html') ? answer.body : '')
    this.#values = new Map()
    this.#ticks = new Map()
  }
}
