/** A text as it goes over SMPP: one octet for each letter of the GSM alphabet, or UTF-16 if it has any other. */
export interface EncodedText {
  /** SMPP 3.4 §5.2.19: 0 is the centre's own alphabet, GSM 03.38 by GSMA's recommendation; 8 is UCS-2 */
  readonly dataCoding: 0 | 8
  readonly octets: Buffer
  /** whether it fits into one message of 140 octets on the air */
  readonly single: boolean
}

/** GSM 03.38 (3GPP TS 23.038 §6.2.1), each letter at its code. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Two octets each: escape, then this code. */
const EXTENSION: Readonly<Record<string, number>> = {
  '\f': 0x0a,
  '^': 0x14,
  '{': 0x28,
  '}': 0x29,
  '\\': 0x2f,
  '[': 0x3c,
  '~': 0x3d,
  ']': 0x3e,
  '|': 0x40,
  '€': 0x65,
}
const ESCAPE = 0x1b

export function encodeText(text: string): EncodedText {
  const octets: number[] = []
  for (const letter of text) {
    const code = BASIC.indexOf(letter)
    const extended = EXTENSION[letter]
    if (code >= 0 && code !== ESCAPE) octets.push(code)
    else if (extended !== undefined) octets.push(ESCAPE, extended)
    else return inUcs2(text)
  }
  return { dataCoding: 0, octets: Buffer.from(octets), single: octets.length <= 160 }
}

function inUcs2(text: string): EncodedText {
  const octets = Buffer.from(text, 'utf16le').swap16()
  return { dataCoding: 8, octets, single: octets.length <= 140 }
}
