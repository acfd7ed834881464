import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'

/** 256 random bits, base64url. */
export const randomToken = (): string => randomBytes(32).toString('base64url')

/** What of a bearer value lies in the database: SHA-256, base64url. The values have 256 bits, so no salt is needed. */
export const hashToken = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** 128 bits as 32 letters, for what people type into commands and read in records: no hyphen that makes it an option, no
 *  digits that look like somebody's number. */
export const inLetters = (bytes: Buffer): string =>
  bytes.toString('hex', 0, 16).replaceAll(/\d/g, (digit) => 'ghijklmnop'[Number(digit)] ?? '')

/** Six digits, leading zeros kept, each equally likely. */
export const randomCode = (): string => randomInt(0, 1_000_000).toString().padStart(6, '0')

/** A short name for a page of ours that a person reads out on the phone: `7F3K-2M`, without letters that look alike. */
export function randomReference(): string {
  const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
  const letters = Array.from({ length: 6 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** Compares without telling by the time taken how much was right. */
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
