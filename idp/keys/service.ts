import { exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { hashToken } from '../../shared/crypto/tokens.ts'

// Owns the provider's signing keys: made at the first start, sealed at rest.

/** ES256 signs unless a client asks for RS256, which OpenID Connect Core §15.1 wants every provider to have. */
const ALGORITHMS = ['ES256', 'RS256'] as const

/** The private signing keys as JWKs, the preferred algorithm first; makes those that are missing. */
export async function signingKeys({
  db,
  secrets,
  now,
}: {
  db: Knex
  secrets: Secrets
  now: () => number
}): Promise<JWK[]> {
  for (const alg of ALGORITHMS) {
    const slot = `${alg}-1`
    if (await db('signing_key').where({ slot }).first('kid')) continue
    const jwk = await makeKey(alg)
    await db('signing_key')
      .insert({
        kid: jwk.kid,
        slot,
        alg,
        sealed: secrets.seal('signing-keys', JSON.stringify(jwk), slot),
        created_at: now(),
      })
      .onConflict('slot')
      .ignore()
  }
  const stored = await db<{ slot: string; alg: string; sealed: string }>('signing_key')
    .select('slot', 'alg', 'sealed')
    .orderBy('alg')
  return stored.map((row) => JSON.parse(secrets.open('signing-keys', row.sealed, row.slot)) as JWK)
}

async function makeKey(alg: (typeof ALGORITHMS)[number]): Promise<JWK & { kid: string }> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  const kid = hashToken(JSON.stringify(await exportJWK(publicKey))).slice(0, 16)
  return { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' }
}
