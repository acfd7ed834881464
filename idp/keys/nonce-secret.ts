import { randomBytes } from 'node:crypto'
import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'

const NAME = 'dpop'
const PURPOSE = 'nonce-secret'

/** The 32 bytes that the nonces of DPoP proofs are made of (RFC 9449 §8): the same for every process, whichever secret it
 *  seals with. Made by the first that asks. */
export async function nonceSecret({ db, secrets }: { db: Knex; secrets: Secrets }): Promise<Buffer> {
  const made = secrets.seal(PURPOSE, randomBytes(32).toString('base64url'), NAME)
  await db('nonce_secret').insert({ name: NAME, sealed: made }).onConflict('name').ignore()
  const row: { sealed: string } | undefined = await db('nonce_secret').where({ name: NAME }).first('sealed')
  if (!row) throw new Error('the secret of the nonces is gone')
  return Buffer.from(secrets.open(PURPOSE, row.sealed, NAME), 'base64url')
}
