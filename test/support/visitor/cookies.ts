import type { Clock } from '../../../shared/time.ts'

export interface Cookie {
  readonly name: string
  readonly value: string
  readonly host: string
  readonly path: string
  readonly sameSite: 'strict' | 'lax' | 'none'
  readonly httpOnly: boolean
  readonly secure: boolean
  /** an instant; absent: until the browser closes */
  readonly expiresAt?: number
}

/** A browser's cookies (RFC 6265): kept by host, so that two ports of one host share them, and by path. */
export interface CookieJar {
  readonly all: () => readonly Cookie[]
  take(url: URL, setCookies: readonly string[]): void
  headerFor(url: URL, request: { sameSite: boolean; method: string }): string | undefined
  /** only what outlives the browser stays */
  closeBrowser(): void
  clear(): void
}

export function createCookieJar(now: Clock): CookieJar {
  let cookies: Cookie[] = []
  const alive = (): Cookie[] => cookies.filter(({ expiresAt = Infinity }) => expiresAt > now())
  return {
    all: alive,
    take: (url, setCookies) => {
      for (const line of setCookies) {
        const cookie = readCookie(line, url, now)
        if (!cookie) continue
        const same = (other: Cookie) =>
          other.name === cookie.name && other.host === cookie.host && other.path === cookie.path
        cookies = [...cookies.filter((other) => !same(other)), cookie]
      }
    },
    headerFor: (url, { sameSite, method }) => {
      const fitting = alive()
        .filter((cookie) => cookie.host === url.hostname && coversPath(cookie.path, url.pathname))
        .filter((cookie) => !cookie.secure || isTrustworthy(url))
        .filter((cookie) => sameSite || cookie.sameSite === 'none' || (cookie.sameSite === 'lax' && method === 'GET'))
        .sort((a, b) => b.path.length - a.path.length)
      return fitting.length > 0 ? fitting.map(({ name, value }) => `${name}=${value}`).join('; ') : undefined
    },
    closeBrowser: () => {
      cookies = cookies.filter(({ expiresAt }) => expiresAt !== undefined)
    },
    clear: () => {
      cookies = []
    },
  }
}

function readCookie(line: string, url: URL, now: Clock): Cookie | undefined {
  const [pair = '', ...rest] = line.split(';').map((part) => part.trim())
  const attributes = new Map(
    rest.map((part) => {
      const [name = '', ...value] = part.split('=')
      return [name.toLowerCase(), value.join('=')] as const
    }),
  )
  const at = pair.indexOf('=')
  const name = pair.slice(0, at)
  const path = attributes.get('path') || '/'
  const secure = attributes.has('secure')
  if (attributes.has('domain')) throw new Error(`the cookie ${name} names a Domain: ours are for one host`)
  if (secure && !isTrustworthy(url)) return undefined
  if (name.startsWith('__Host-') && (!secure || path !== '/')) return undefined
  const lifetime = lifetimeOf(attributes)
  return {
    name,
    value: pair.slice(at + 1),
    host: url.hostname,
    path,
    sameSite: (attributes.get('samesite')?.toLowerCase() ?? 'lax') as Cookie['sameSite'],
    httpOnly: attributes.has('httponly'),
    secure,
    ...(lifetime === undefined ? {} : { expiresAt: now() + lifetime }),
  }
}

/** Milliseconds from now. `Expires` was reckoned by the real clock, which a test's clock may be ahead of. */
function lifetimeOf(attributes: ReadonlyMap<string, string>): number | undefined {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined) return Number(maxAge) * 1000
  const expires = attributes.get('expires')
  return expires === undefined ? undefined : Date.parse(expires) - Date.now()
}

const isTrustworthy = ({ protocol, hostname }: URL): boolean => protocol === 'https:' || hostname === 'localhost'

/** RFC 6265 §5.1.4 */
const coversPath = (path: string, requested: string): boolean =>
  requested === path || (requested.startsWith(path) && (path.endsWith('/') || requested[path.length] === '/'))
