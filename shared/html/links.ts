/**
 * A link that comes from data, or undefined if it is neither a path of ours nor http(s). A browser drops tabs and line
 * ends inside a scheme and reads `\` as `/`, so the URL parser decides, not a pattern.
 */
export function safeLink(href: string | undefined): string | undefined {
  if (href === undefined || !URL.canParse(href, 'https://relative.invalid')) return undefined
  const { protocol } = new URL(href, 'https://relative.invalid')
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}

/** `path` with the parameter `lang` set and the others kept; always on this site, also for a path like `/.//elsewhere`. */
export function inLanguage(path: string, lang: string): string {
  // written behind a host, so that nothing in it is read as one: `//[` would be no URL at all
  const url = new URL(`http://relative.invalid/${path.replace(/^[/\\]+/, '')}`)
  url.searchParams.set('lang', lang)
  return `${url.pathname.replace(/^\/+/, '/')}${url.search}`
}
