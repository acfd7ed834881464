import type { Knex } from 'knex'
import { ConfigError } from '../config.ts'
import type { Secrets } from '../crypto/secrets.ts'

/** Refuses to start on a database that was written with another secret: nothing sealed in it could be read, and two
 *  processes with different secrets would undo one another's work. */
export async function keepSecretFingerprint(db: Knex, secrets: Secrets): Promise<void> {
  const prints = secrets.keys('fingerprint').map((key) => key.toString('base64url').slice(0, 12))
  await db('secret_fingerprint').insert({ no: 1, fingerprint: prints[0] }).onConflict('no').ignore()
  const kept = await db<{ no: number; fingerprint: string }>('secret_fingerprint').where({ no: 1 }).first('fingerprint')
  if (!kept || !prints.includes(kept.fingerprint)) {
    throw new ConfigError([
      'The secret is not the one this database was made with. Restore the secret file, or list the old secret after the new one.',
    ])
  }
  await db('secret_fingerprint').where({ no: 1 }).update({ fingerprint: prints[0] })
}
