import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { ConfigError } from '../config.ts'

/** What every key of a product is derived from: 32 random bytes each, newest first. Rotation adds one in front;
 *  what an older one sealed can still be opened. */
export interface Secrets {
  /** keys for one purpose (HKDF-SHA-256, RFC 5869), newest first, 32 bytes each */
  keys(purpose: string): readonly Buffer[]
  /** HMAC-SHA-256 with the newest key of that purpose */
  mac(purpose: string, value: string): Buffer
  /** AES-256-GCM; `boundTo` names the row it belongs to, so that it cannot be moved to another */
  seal(purpose: string, plaintext: string, boundTo: string): string
  /** how what the keys of that purpose sealed begins, newest first: SEAL_NAME_LENGTH letters each */
  sealNames(purpose: string): readonly string[]
  /** throws if the text was altered, moved, or sealed by a key that is no longer listed */
  open(purpose: string, sealed: string, boundTo: string): string
}

export function createSecrets(masters: readonly Buffer[]): Secrets {
  const derived = new Map<string, readonly Buffer[]>()
  const keys = (purpose: string): readonly Buffer[] => {
    const known = derived.get(purpose)
    if (known) return known
    const made = masters.map((master) => Buffer.from(hkdfSync('sha256', master, '', purpose, 32)))
    derived.set(purpose, made)
    return made
  }
  return {
    keys,
    mac: (purpose, value) =>
      createHmac('sha256', newest(keys(purpose)))
        .update(value)
        .digest(),
    seal: (purpose, plaintext, boundTo) => seal(newest(keys(purpose)), plaintext, boundTo),
    sealNames: (purpose) => keys(purpose).map(keyName),
    open: (purpose, sealed, boundTo) => open(keys(purpose), sealed, boundTo),
  }
}

/** The masters from the setting (base64url, comma-separated, newest first) or, if that is empty, from the file (a line
 *  each, newest first), which is made with 32 random bytes when it is not there yet. */
export function readMasters(setting: readonly string[], file: string): Buffer[] {
  if (setting.length > 0) return setting.map((value) => Buffer.from(value, 'base64url'))
  const kept = readOrMake(file).split(/\r?\n/)
  if (!kept.every(isStrong)) {
    throw new ConfigError([
      `The secret in ${file} is not 32 random bytes in base64url. Restore the file from a backup.`,
    ])
  }
  return kept.map((line) => Buffer.from(line, 'base64url'))
}

/** A new secret, as it is written in the setting and in the file. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** 32 bytes in base64url that may be random: of random ones about 30 differ, and fewer than 16 never do. */
export const isStrong = (encoded: string): boolean =>
  /^[\w-]{43}$/.test(encoded) && new Set(Buffer.from(encoded, 'base64url')).size >= 16

function readOrMake(file: string): string {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, `${newSecret()}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return readFileSync(file, 'utf8').trim()
}

function newest(keys: readonly Buffer[]): Buffer {
  const [key] = keys
  if (!key) throw new Error('no key')
  return key
}

export const SEAL_NAME_LENGTH = 6
const keyName = (key: Buffer): string => createHash('sha256').update(key).digest('base64url').slice(0, SEAL_NAME_LENGTH)

function seal(key: Buffer, plaintext: string, boundTo: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(boundTo))
  const body = Buffer.concat([nonce, cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${keyName(key)}.${body.toString('base64url')}`
}

function open(keys: readonly Buffer[], sealed: string, boundTo: string): string {
  const [name, text = ''] = sealed.split('.')
  const key = keys.find((candidate) => keyName(candidate) === name)
  if (!key) throw new Error('sealed by a key that is not listed')
  const body = Buffer.from(text, 'base64url')
  const decipher = createDecipheriv('aes-256-gcm', key, body.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(boundTo))
  decipher.setAuthTag(body.subarray(-16))
  return Buffer.concat([decipher.update(body.subarray(12, -16)), decipher.final()]).toString('utf8')
}
