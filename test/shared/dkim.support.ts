import { createHash, type KeyObject, verify } from 'node:crypto'

// DKIM verified from the text of RFC 6376, with node:crypto and nothing else.

/** Whether a mail is as its signer left it. `relaxed/relaxed`, `rsa-sha256`. */
export function isDkimSigned(source: Buffer, publicKey: KeyObject): boolean {
  const end = source.indexOf('\r\n\r\n')
  const fields = source
    .subarray(0, end)
    .toString('latin1')
    .split(/\r\n(?![ \t])/)
  const body = source.subarray(end + 4).toString('latin1')
  const signature = fields.find((field) => /^dkim-signature:/i.test(field))
  if (signature === undefined) return false
  const tags = tagsOf(signature)
  const bodyHash = createHash('sha256').update(relaxBody(body), 'latin1').digest('base64')
  if (tags['a'] !== 'rsa-sha256' || tags['c'] !== 'relaxed/relaxed' || tags['bh'] !== bodyHash) return false
  const signed = [...chosen(fields, (tags['h'] ?? '').split(':')), unsigned(signature)].join('\r\n')
  return verify('sha256', Buffer.from(signed, 'latin1'), publicKey, Buffer.from(tags['b'] ?? '', 'base64'))
}

/** §3.2 */
export function tagsOf(field: string): Record<string, string> {
  const list = field.slice(field.indexOf(':') + 1).replace(/\s+/g, '')
  return Object.fromEntries(
    list.split(';').flatMap((tag) => {
      const at = tag.indexOf('=')
      return at < 0 ? [] : [[tag.slice(0, at), tag.slice(at + 1)]]
    }),
  )
}

/** §5.4.2: each name takes the last field of that name that is not taken yet. */
function chosen(fields: readonly string[], names: readonly string[]): string[] {
  const left = [...fields]
  return names.flatMap((name) => {
    const at = left.findLastIndex((field) => field.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    return at < 0 ? [] : left.splice(at, 1).map(relaxField)
  })
}

/** §3.4.2 */
function relaxField(field: string): string {
  const at = field.indexOf(':')
  const value = field
    .slice(at + 1)
    .replace(/\r\n/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim()
  return `${field.slice(0, at).trim().toLowerCase()}:${value}`
}

/** §3.4.4 */
function relaxBody(body: string): string {
  const text = body
    .replace(/[ \t]+\r\n/g, '\r\n')
    .replace(/[ \t]+/g, ' ')
    .replace(/(\r\n)+$/, '')
  return text === '' ? '' : `${text}\r\n`
}

/** §3.7: the signature field itself, its `b=` emptied, without a line break at its end. */
const unsigned = (signature: string): string => relaxField(signature.replace(/(;\s*b=)[^;]*/s, '$1'))
