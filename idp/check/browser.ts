import { CookieJar } from 'tough-cookie'

/** What came back, after the redirects that were followed. */
export interface Arrival {
  readonly status: number
  readonly url: URL
  readonly body: string
  /** every address on the way, the first and the last included */
  readonly way: readonly URL[]
}

const MOST_REDIRECTS = 12
const PATIENCE_MS = 10_000
const MOST_CHARACTERS = 1_000_000

/** A browser of our own making for one profile: keeps cookies, follows redirects, runs no scripts. */
export class Browser {
  readonly #jar = new CookieJar(undefined, { rejectPublicSuffixes: false })

  /** @param until stops before this address is asked for: it is then the last of `way` */
  open(address: URL | string, until?: (next: URL) => boolean): Promise<Arrival> {
    return this.#go(new URL(address), { method: 'GET' }, until)
  }

  /** Sends a form. */
  post(
    address: URL | string,
    fields: Readonly<Record<string, string>>,
    until?: (next: URL) => boolean,
  ): Promise<Arrival> {
    return this.#go(new URL(address), { method: 'POST', body: new URLSearchParams(fields) }, until)
  }

  async #go(address: URL, first: RequestInit, until: (next: URL) => boolean = () => false): Promise<Arrival> {
    const way = [address]
    let [url, init] = [address, first]
    for (let hops = 0; hops < MOST_REDIRECTS; hops += 1) {
      const answer = await this.#ask(url, init)
      const location = answer.headers.get('location')
      if (answer.status < 300 || answer.status > 399 || location === null) {
        return { status: answer.status, url, body: (await answer.text()).slice(0, MOST_CHARACTERS), way }
      }
      await answer.body?.cancel()
      url = new URL(location, url)
      way.push(url)
      if (until(url)) return { status: answer.status, url, body: '', way }
      if (answer.status !== 307 && answer.status !== 308) init = { method: 'GET' }
    }
    throw new Error(`more than ${MOST_REDIRECTS} redirects from ${address}`)
  }

  async #ask(url: URL, init: RequestInit): Promise<Response> {
    const cookie = await this.#jar.getCookieString(url.href)
    const headers = { accept: 'text/html', 'accept-language': 'en', ...(cookie ? { cookie } : {}) }
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const answer = await fetch(url, { ...init, headers, redirect: 'manual', signal })
    for (const line of answer.headers.getSetCookie()) await this.#jar.setCookie(line, url.href, { ignoreError: true })
    return answer
  }
}
