import {
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { z } from 'zod'
import type { IdpConfig } from '../config.ts'

// Web Authentication (WebAuthn Level 3) as far as it is cryptography: the only file that knows the library. What comes
// from a browser is either as it should be or undefined; why it is not, nobody needs to be told.

type Site = Pick<IdpConfig, 'url'>

/** What our passkeys are good for: this host, and no other (the relying party's id). */
export const partyOf = ({ url }: Site): string => new URL(url).hostname

/** ES256, EdDSA, RS256: together every authenticator that is sold (WebAuthn 3 §5.4). */
export const ALGORITHMS = [-7, -8, -257]

const TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const

const bytes = z
  .string()
  .max(12_000)
  .regex(/^[\w-]+$/)
const credential = { id: bytes.max(1400), rawId: bytes.max(1400), type: z.literal('public-key') }
const newSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string()).max(20).catch([]),
  }),
})
const assertionSchema = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.max(100).optional(),
  }),
})
/** What the browser has put under the signature (WebAuthn 3 §5.8.1). No page of ours stands in a frame of another site. */
const clientSchema = z.object({ challenge: z.string(), crossOrigin: z.literal(false).optional() })

export interface Attested extends z.infer<typeof newSchema> {
  readonly challenge: string
}

export interface Assertion extends z.infer<typeof assertionSchema> {
  readonly challenge: string
}

/** What a browser made with `navigator.credentials.create`, as our script sends it. */
export const readAttested = (text: string): Attested | undefined => read(text, newSchema)

/** ... and with `navigator.credentials.get`. */
export const readAssertion = (text: string): Assertion | undefined => read(text, assertionSchema)

function read<T extends { response: { clientDataJSON: string } }>(text: string, schema: z.ZodType<T>) {
  const sent = schema.safeParse(parse(text))
  if (!sent.success) return undefined
  const client = clientSchema.safeParse(parse(Buffer.from(sent.data.response.clientDataJSON, 'base64url').toString()))
  return client.success ? { ...sent.data, challenge: client.data.challenge } : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export interface NewCredential {
  readonly credentialId: string
  /** COSE, base64url */
  readonly publicKey: string
  readonly signCount: number
  readonly transports: readonly string[]
  readonly aaguid: string
  /** it is, or may be, on more than one device */
  readonly maySync: boolean
  readonly isSynced: boolean
}

/** Registering (WebAuthn 3 §7.1); the challenge has been found to be ours. */
export async function verifyNew({ url }: Site, attested: Attested): Promise<NewCredential | undefined> {
  const response = { ...attested, clientExtensionResults: {} } as RegistrationResponseJSON
  const { verified, registrationInfo } = await orUndefined(
    verifyRegistrationResponse({ response, ...expected({ url }, attested), supportedAlgorithmIDs: ALGORITHMS }),
  )
  if (!verified || !registrationInfo || registrationInfo.credential.id !== attested.id) return undefined
  const { credential: made, aaguid, credentialDeviceType, credentialBackedUp } = registrationInfo
  return {
    credentialId: made.id,
    publicKey: Buffer.from(made.publicKey).toString('base64url'),
    signCount: made.counter,
    transports: TRANSPORTS.filter((known) => attested.response.transports.includes(known)),
    aaguid,
    maySync: credentialDeviceType === 'multiDevice',
    isSynced: credentialBackedUp,
  }
}

/** Proving (WebAuthn 3 §7.2), all but the counter, which is judged where it is kept. */
export async function verifyAssertion(
  { url }: Site,
  assertion: Assertion,
  known: { publicKey: string; maySync: boolean },
): Promise<{ readonly signCount: number; readonly isSynced: boolean } | undefined> {
  const response = { ...assertion, clientExtensionResults: {} } as AuthenticationResponseJSON
  const publicKey = new Uint8Array(Buffer.from(known.publicKey, 'base64url'))
  const { verified, authenticationInfo } = await orUndefined(
    verifyAuthenticationResponse({
      response,
      ...expected({ url }, assertion),
      credential: { id: assertion.id, publicKey, counter: 0 },
    }),
  )
  if (!verified || !authenticationInfo) return undefined
  const { newCounter, credentialDeviceType, credentialBackedUp } = authenticationInfo
  if ((credentialDeviceType === 'multiDevice') !== known.maySync) return undefined
  return { signCount: newCounter, isSynced: credentialBackedUp }
}

const expected = ({ url }: Site, { challenge }: { challenge: string }) => ({
  expectedChallenge: challenge,
  expectedOrigin: url,
  expectedRPID: partyOf({ url }),
  requireUserVerification: true,
})

/** The library throws at whatever is not as it should be. */
const orUndefined = <T extends { verified: boolean }>(verifying: Promise<T>): Promise<Partial<T>> =>
  verifying.catch(() => ({}))
