// Each pattern is linear in the length of the mail: a hostile one must not stop the inbox.
const HREF = /<a\s[^<>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gis
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
  return [...withoutComments(html).matchAll(HREF)]
    .map((match) => decodeEntities(match[1] ?? match[2] ?? match[3] ?? '').trim())
    .filter((href) => /^https?:\/\//i.test(href) && URL.canParse(href))
}

/** Comments also hold Outlook's conditional copies of a button. What follows an unclosed one is a comment too. */
function withoutComments(html: string): string {
  const [before = '', ...comments] = html.split('<!--')
  const after = comments.map((comment) => (comment.includes('-->') ? comment.slice(comment.indexOf('-->') + 3) : ''))
  return before + after.join('')
}

/** A full stop after an address ends the sentence; a closing bracket belongs to it only if it was opened in it. */
function withoutPunctuation(address: string): string {
  let unopened = address.split(')').length - address.split('(').length
  let end = address.length
  for (; end > 0; end -= 1) {
    const sign = address.charAt(end - 1)
    if (sign === ')' && unopened > 0) unopened -= 1
    else if (!".,;:!?…'’]}".includes(sign)) break
  }
  return address.slice(0, end)
}

const decodeEntities = (value: string): string =>
  value.replaceAll(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal, hex, name) => {
    if (name) return entities[String(name).toLowerCase()] ?? whole
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return point <= 0x10_ff_ff ? String.fromCodePoint(point) : whole
  })
