/** Where a request comes from: a page's address, or `typed` for the address bar, a bookmark, a link in a mail program. */
export type From = URL | 'typed'

/** `Sec-Fetch-Site` of a request that went through these addresses (Fetch Metadata, §2.3). */
export function fetchSite(from: From, through: readonly URL[]): string {
  if (from === 'typed') return 'none'
  if (through.every((url) => url.origin === from.origin)) return 'same-origin'
  return through.every((url) => isSameSite(url, from)) ? 'same-site' : 'cross-site'
}

/** Whether cookies marked SameSite go along. */
export const isFirstParty = (from: From, through: readonly URL[]): boolean =>
  from === 'typed' || through.every((url) => isSameSite(url, from))

/** Ports do not matter; of a name, its last two labels do (good enough for the invented names of tests). */
function isSameSite(a: URL, b: URL): boolean {
  const site = (url: URL) => `${url.protocol}//${url.hostname.split('.').slice(-2).join('.')}`
  return site(a) === site(b)
}
