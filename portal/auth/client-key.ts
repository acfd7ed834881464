import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { hashToken } from '../../shared/crypto/tokens.ts'

/** The key by which the portal proves itself to the provider (RFC 7523), made at the first start and sealed at rest. */
export interface ClientKey {
  readonly kid: string
  readonly key: CryptoKey
  /** what the provider needs of it, served at /.well-known/jwks.json */
  readonly publicJwk: JWK
}

const SLOT = 'ES256-1'

export async function clientKey({
  db,
  secrets,
  now,
}: {
  db: Knex
  secrets: Secrets
  now: () => number
}): Promise<ClientKey> {
  const stored = () => db<{ slot: string; sealed: string }>('client_key').where({ slot: SLOT }).first('sealed')
  if (!(await stored())) {
    const jwk = await makeKey()
    await db('client_key')
      .insert({
        kid: jwk.kid,
        slot: SLOT,
        sealed: secrets.seal('client-key', JSON.stringify(jwk), SLOT),
        created_at: now(),
      })
      .onConflict('slot')
      .ignore()
  }
  const sealed = (await stored())?.sealed
  if (!sealed) throw new Error('the client key is not there')
  const { d, ...publicJwk } = JSON.parse(secrets.open('client-key', sealed, SLOT)) as JWK & { kid: string }
  const key = (await importJWK({ ...publicJwk, ...(d === undefined ? {} : { d }) }, 'ES256')) as CryptoKey
  return { kid: publicJwk.kid, key, publicJwk: publicJwk as JWK }
}

async function makeKey(): Promise<JWK & { kid: string }> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  return { ...jwk, kid: hashToken(`${jwk.x}${jwk.y}`).slice(0, 16), alg: 'ES256', use: 'sig' }
}
