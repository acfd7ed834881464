import { createPrivateKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fromRoot } from '../root.ts'

/** With what mails are signed (RFC 6376). */
export interface DkimKey {
  readonly domainName: string
  readonly keySelector: string
  /** PEM */
  readonly privateKey: string
}

/** Reads `domain:selector:path` and the key that lies there. Undefined: it is none, or too weak (RFC 8301 §3.2). */
export function readDkim(setting: string): DkimKey | undefined {
  const [, domainName, keySelector, path] = /^([a-z\d.-]+):([a-z\d._-]+):(.+)$/i.exec(setting) ?? []
  if (domainName === undefined || keySelector === undefined || path === undefined) return undefined
  try {
    const privateKey = readFileSync(fromRoot(path), 'utf8')
    const { asymmetricKeyType, asymmetricKeyDetails } = createPrivateKey(privateKey)
    const strong = asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
    return strong ? { domainName, keySelector, privateKey } : undefined
  } catch {
    return undefined // not there, not ours to read, or no key
  }
}
