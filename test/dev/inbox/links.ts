const COMMENT = /<!--.*?-->/gs // also Outlook's conditional copies of a button
const HREF = /<a\s[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gis
const ADDRESS = /https?:\/\/[^\s<>"«»]+/gi
const entities: Readonly<Record<string, string>> = { amp: '&', quot: '"', apos: "'", lt: '<', gt: '>' }

/** Every http(s) address of a message, those of the HTML first, each once. */
export function linksOf({ html, text }: { html: string | null; text: string }): string[] {
  const inText = splitLinks(text).flatMap((piece) => (piece.isLink ? [piece.text] : []))
  return [...new Set([...hrefs(html ?? ''), ...inText])]
}

export interface Piece {
  readonly text: string
  readonly isLink: boolean
}

/** A text cut into links and what stands between them; joined again it is the same text. */
export function splitLinks(text: string): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const match of text.matchAll(ADDRESS)) {
    const link = withoutPunctuation(match[0])
    if (!URL.canParse(link)) continue
    pieces.push({ text: text.slice(end, match.index), isLink: false }, { text: link, isLink: true })
    end = match.index + link.length
  }
  return [...pieces, { text: text.slice(end), isLink: false }].filter((piece) => piece.text !== '')
}

function hrefs(html: string): string[] {
  return [...html.replaceAll(COMMENT, '').matchAll(HREF)]
    .map((match) => decodeEntities(match[1] ?? match[2] ?? match[3] ?? '').trim())
    .filter((href) => /^https?:\/\//i.test(href) && URL.canParse(href))
}

/** A full stop after an address ends the sentence; a closing bracket belongs to it only if it was opened in it. */
function withoutPunctuation(address: string): string {
  const trimmed = address.replace(/[.,;:!?…'’\]}]+$/, '')
  const unopened = trimmed.endsWith(')') && count(trimmed, ')') > count(trimmed, '(')
  return unopened ? withoutPunctuation(trimmed.slice(0, -1)) : trimmed
}

const count = (text: string, sign: string): number => text.split(sign).length - 1

const decodeEntities = (value: string): string =>
  value.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[String(name).toLowerCase()] ?? whole
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole
  })
