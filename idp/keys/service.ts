import { createHash } from 'node:crypto'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { DAY } from '../../shared/time.ts'
import { ALGORITHMS, type Algorithm, allKeys, insertKey, type KeyRow, type KeyState, stateOf } from './store.ts'

// Owns the provider's signing keys: made at the first start, sealed at rest, replaced in time (rotation.ts).

export { nonceSecret } from './nonce-secret.ts'

interface Needs {
  readonly db: Knex
  readonly secrets: Secrets
  readonly now: () => number
}

const PURPOSE = 'signing-keys'
/** The engine signs with the first that fits, and publishes all. */
const ORDER: Readonly<Record<KeyState, number>> = { signing: 0, published: 1, retired: 2, gone: 3 }

/** The private keys of the key set as JWKs, those that sign first; makes what is missing. */
export async function signingKeys(idp: Needs): Promise<JWK[]> {
  await makeMissing(idp)
  const at = idp.now()
  const listed = (await allKeys(idp.db)).flatMap((row) => {
    const state = stateOf(row, at)
    return state === 'gone' || row.sealed === null ? [] : [{ row, sealed: row.sealed, state }]
  })
  return listed
    .toSorted((a, b) => ORDER[a.state] - ORDER[b.state])
    .map(({ row, sealed }) => JSON.parse(idp.secrets.open(PURPOSE, sealed, row.slot)) as JWK)
}

/** Nobody can know a key of a provider that has none, so the first ones sign at once. */
async function makeMissing(idp: Needs): Promise<void> {
  const rows = await allKeys(idp.db)
  for (const alg of ALGORITHMS) {
    if (rows.some((row) => row.alg === alg && stateOf(row, idp.now()) === 'signing')) continue
    const key = await makeKey(idp, rows, { alg, activateAt: idp.now() })
    await insertKey(idp.db, { ...key, recorded: 'signing' })
  }
}

/** The next key of an algorithm, not stored yet. */
export async function makeKey(
  { secrets, now }: Needs,
  rows: readonly KeyRow[],
  { alg, activateAt }: { alg: Algorithm; activateAt: number },
): Promise<KeyRow> {
  const numbers = rows.filter((row) => row.alg === alg).map(({ slot }) => Number(slot.split('-')[1]))
  const slot = `${alg}-${Math.max(0, ...numbers) + 1}`
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
  // hexadecimal: a name that begins with a hyphen would be an option of the command
  const kid = createHash('sha256')
    .update(JSON.stringify(await exportJWK(publicKey)))
    .digest('hex')
    .slice(0, 16)
  const jwk = { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' }
  return {
    kid,
    slot,
    alg,
    sealed: secrets.seal(PURPOSE, JSON.stringify(jwk), slot),
    created_at: now(),
    activate_at: activateAt,
    retire_at: null,
    gone_at: null,
    recorded: 'published',
  }
}

/** What an operator sees of a key. */
export interface ListedKey {
  readonly kid: string
  readonly alg: string
  readonly state: KeyState
  readonly signsFrom: string
  readonly signsUntil: string | null
  readonly listedUntil: string | null
}

export async function listKeys({ db, now }: Pick<Needs, 'db' | 'now'>): Promise<ListedKey[]> {
  const instant = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString())
  return (await allKeys(db)).map((row) => ({
    kid: row.kid,
    alg: row.alg,
    state: stateOf(row, now()),
    signsFrom: new Date(row.activate_at).toISOString(),
    signsUntil: instant(row.retire_at),
    listedUntil: instant(row.gone_at),
  }))
}

/** How long before it signs a key is published: longer than anybody keeps a key set (ten minutes, we say). */
export const PUBLISHED_BEFORE = DAY
/** How long after it signed last: as long as an ID token is good as a hint at sign-out, a remembered sign-in, and a day. */
export const LISTED_AFTER = 30 * DAY + DAY
