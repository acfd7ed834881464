import type { Knex } from 'knex'
import { ConfigError } from '../config.ts'
import type { Secrets } from '../crypto/secrets.ts'
import { MINUTE } from '../time.ts'

/** A secret by which something in this database may be sealed. */
interface Print {
  readonly no: number
  readonly fingerprint: string
  /** when a process last said that it seals with it */
  readonly seen_at: number
}

/** The public names of the listed secrets, newest first. */
export const printsOf = (secrets: Secrets): string[] =>
  secrets.keys('fingerprint').map((key) => key.toString('base64url').slice(0, 12))

/** Refuses to start without a secret that something in this database may be sealed by: it could not be read, and two
 *  processes with different secrets would undo one another's work. Which of the listed ones stands first does not matter,
 *  so that processes of two stages of a rotation work side by side. */
export async function keepSecretFingerprint(db: Knex, secrets: Secrets, now: number): Promise<void> {
  const prints = printsOf(secrets)
  await db<Print>('secret_fingerprint')
    .insert({ no: 1, fingerprint: prints[0] ?? '', seen_at: now })
    .onConflict('no')
    .ignore()
  const kept = await db<Print>('secret_fingerprint').pluck('fingerprint')
  if (kept.some((print) => !prints.includes(print))) {
    throw new ConfigError([
      'The secret is not the one this database was made with, or one of several is missing. Restore it, or list the old one after the new one until "secrets reseal" says that it can be dropped.',
    ])
  }
  await saySealing(db, secrets, now)
}

/** Says that a process seals with the first of its secrets; each says so every minute. */
export async function saySealing(db: Knex, secrets: Secrets, now: number): Promise<void> {
  const fingerprint = printsOf(secrets)[0] ?? ''
  const prints = () => db<Print>('secret_fingerprint')
  if ((await prints().where({ fingerprint }).update({ seen_at: now })) > 0) return
  const last = await prints().max({ no: 'no' }).first()
  // of two that do this at once one may lose, and says it again a minute later
  await prints()
    .insert({ no: (last?.no ?? 0) + 1, fingerprint, seen_at: now })
    .onConflict('no')
    .ignore()
}

/** Every process says by what it seals once a minute; and a code by SMS, of which only an HMAC is kept, is good for ten. */
const SILENT = 12 * MINUTE

/** The other secrets that something may be sealed by, and when a process that still seals with one of them will have
 *  been silent long enough to be gone. */
export async function olderPrints(
  db: Knex,
  secrets: Secrets,
): Promise<readonly { readonly fingerprint: string; readonly quietAt: number }[]> {
  const rows = await db<Print>('secret_fingerprint').whereNot({ fingerprint: printsOf(secrets)[0] ?? '' })
  return rows.map(({ fingerprint, seen_at }) => ({ fingerprint, quietAt: seen_at + SILENT }))
}

/** Nothing is sealed by them any more: processes may start without them. */
export const forgetPrints = (db: Knex, fingerprints: readonly string[]): Promise<number> =>
  db<Print>('secret_fingerprint').whereIn('fingerprint', fingerprints).delete()
