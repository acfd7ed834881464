import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { Idp } from '../../idp/context.ts'
import { makeCodes } from '../../idp/factors/codes.ts'
import { authenticators, beginState } from '../../idp/factors/store.ts'
import { SECOND } from '../../shared/time.ts'

// An authenticator app of our own, written from the standard: it shares nothing with what the provider uses.

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648 §6, without padding. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

export function fromBase32(text: string): Buffer {
  const bits = Array.from(text)
    .map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((eight) => Number.parseInt(eight, 2)))
}

/** The code of an instant (RFC 6238 §4, RFC 4226 §5.3); `steps` later or earlier. */
export function codeAt(secret: Uint8Array, at: number, { steps = 0, digits = 6 } = {}): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / (30 * SECOND)) + steps))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 0xf) & 0x7fff_ffff
  return (number % 10 ** digits).toString().padStart(digits, '0')
}

/** Gives somebody an authenticator app and ten recovery codes, as if they had added it some time ago. */
export async function giveApp(
  idp: Pick<Idp, 'db' | 'secrets' | 'now'>,
  accountId: string,
  name = 'Téléphone',
): Promise<{ readonly secret: Buffer; readonly codes: readonly string[] }> {
  const [id, secret, at] = [randomUUID(), randomBytes(20), idp.now()]
  const sealed = idp.secrets.seal('totp', toBase32(secret), id)
  const never = { expires_at: null, used_at: null, removed_at: null }
  await authenticators(idp.db).insert({
    id,
    account_id: accountId,
    name,
    sealed,
    created_at: at,
    confirmed_at: at,
    ...never,
  })
  await beginState(idp.db, accountId)
  return { secret, codes: await idp.db.transaction((tx) => makeCodes(tx, idp, accountId)) }
}
