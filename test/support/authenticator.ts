import { createHash, generateKeyPairSync, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto'
import type { Idp } from '../../idp/context.ts'
import { beginState, makeCodes, passkeys } from '../../idp/factors/service.ts'
import { holdHandle } from '../../idp/passkeys/store.ts'

// An authenticator of our own, written from the standard (WebAuthn 3 §6): it shares nothing with what the provider uses, and
// does what no honest one does.

const UP = 0x01
const UV = 0x04
const AT = 0x40

/** What is to be signed, as the provider hands it out. */
export interface Options {
  readonly challenge: string
  readonly rpId?: string
  readonly rp?: { readonly id: string }
  readonly user?: { readonly id: string }
  readonly allowCredentials?: readonly { readonly id: string }[]
  readonly excludeCredentials?: readonly { readonly id: string }[]
}

/** Where it departs from the standard. */
export interface Tampering {
  readonly origin?: string
  readonly rpId?: string
  readonly challenge?: string
  readonly type?: string
  readonly crossOrigin?: boolean
  readonly flags?: number
  readonly counter?: number
  readonly id?: string
  readonly handle?: string | undefined
  /** changes a byte of what was signed */
  readonly forged?: boolean
}

export interface Authenticator {
  readonly id: string
  /** COSE (RFC 9052 §7), base64url */
  readonly publicKey: string
  /** how often it has signed; 0 for ever if it does not count */
  counter: number
  handle: string
  create(options: Options, tampering?: Tampering): string
  get(options: Options, tampering?: Tampering): string
}

const text = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: string | Uint8Array): Buffer => createHash('sha256').update(bytes).digest()

export function softAuthenticator(origin: string): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const cose = coseOf(publicKey)
  const made: Authenticator = {
    id: text(randomBytes(32)),
    publicKey: text(cose),
    counter: 0,
    handle: '',
    create: (options, how = {}) => {
      made.handle = options.user?.id ?? ''
      const client = clientData(options, { origin, type: 'webauthn.create', ...how })
      const id = Buffer.from(how.id ?? made.id, 'base64url')
      const length = Buffer.from([id.length >> 8, id.length & 0xff])
      const attested = Buffer.concat([Buffer.alloc(16), length, id, cose])
      const rpId = how.rpId ?? options.rp?.id ?? ''
      const data = authenticatorData(rpId, how.flags ?? UP | UV | AT, how.counter ?? made.counter)
      const attestationObject = text(attestation(Buffer.concat([data, attested])))
      return credential(text(id), { clientDataJSON: text(client), attestationObject, transports: ['internal'] })
    },
    get: (options, how = {}) => {
      const client = clientData(options, { origin, type: 'webauthn.get', ...how })
      const rpId = how.rpId ?? options.rpId ?? ''
      const data = authenticatorData(rpId, how.flags ?? UP | UV, how.counter ?? made.counter)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      if (how.forged) data.writeUInt8(data.readUInt8(36) ^ 1, 36)
      const userHandle = 'handle' in how ? how.handle : made.handle
      const parts = { clientDataJSON: text(client), authenticatorData: text(data), signature: text(signature) }
      return credential(how.id ?? made.id, { ...parts, ...(userHandle === undefined ? {} : { userHandle }) })
    },
  }
  return made
}

const credential = (id: string, response: object): string =>
  JSON.stringify({ id, rawId: id, type: 'public-key', response })

const clientData = (
  options: Options,
  { origin, type, challenge = options.challenge, crossOrigin = false }: Tampering,
): string => JSON.stringify({ type, challenge, origin, crossOrigin })

function authenticatorData(rpId: string, flags: number, counter: number): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([sha256(rpId), Buffer.from([flags]), count])
}

/** A map of five in CBOR: kty EC2, alg ES256, crv P-256, x, y (RFC 9053 §7.1.1). */
function coseOf(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  const [head, forX, forY] = ['a5010203262001', '215820', '225820'].map((hex) => Buffer.from(hex, 'hex'))
  const parts = [head, forX, Buffer.from(x, 'base64url'), forY, Buffer.from(y, 'base64url')]
  return Buffer.concat(parts.map((part) => part ?? Buffer.alloc(0)))
}

/** `{ fmt: 'none', attStmt: {}, authData }` in CBOR (WebAuthn 3 §8.7). */
function attestation(data: Buffer): Buffer {
  const named = (name: string): Buffer => Buffer.concat([Buffer.from([0x60 + name.length]), Buffer.from(name)])
  const length = Buffer.from([0x59, data.length >> 8, data.length & 0xff])
  const words = [named('fmt'), named('none'), named('attStmt'), Buffer.from([0xa0]), named('authData')]
  return Buffer.concat([Buffer.from([0xa3]), ...words, length, data])
}

/** Gives somebody a passkey and ten recovery codes, as if they had added it some time ago. */
export async function givePasskey(
  { db, secrets, now, config }: Pick<Idp, 'db' | 'secrets' | 'now' | 'config'>,
  accountId: string,
  { counter = 0, name = 'Téléphone' }: { readonly counter?: number; readonly name?: string } = {},
): Promise<{ readonly key: Authenticator; readonly rowId: string; readonly codes: readonly string[] }> {
  const key = softAuthenticator(config.url)
  key.counter = counter
  key.handle = await holdHandle(db, accountId, text(randomBytes(32)))
  const rowId = randomUUID()
  await passkeys(db).insert({
    id: rowId,
    account_id: accountId,
    credential_id: key.id,
    public_key: key.publicKey,
    sign_count: counter,
    transports: 'internal',
    aaguid: '00000000-0000-0000-0000-000000000000',
    name,
    may_sync: 0,
    is_synced: 0,
    created_at: now(),
    trusted_at: now(),
    last_used_at: null,
    removed_at: null,
  })
  await beginState(db, accountId)
  return { key, rowId, codes: await db.transaction((tx) => makeCodes(tx, { secrets, now }, accountId)) }
}
