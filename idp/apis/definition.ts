import { MINUTE, SECOND } from '../../shared/time.ts'

// What an API may be called, and what its scopes may look like.

export interface Words {
  readonly fr: string
  readonly en: string
}

/** What an operator says of an API; `identifier` is its resource indicator and the audience of its tokens. */
export interface Definition {
  readonly identifier: string
  readonly name: Words
  /** by name; what the person reads on the consent page */
  readonly scopes: Readonly<Record<string, Words>>
  readonly tokenSeconds: number
  /** A JWT is checked by the API alone; an opaque token is asked about here, and ends at once when it is revoked. */
  readonly tokenFormat: 'jwt' | 'opaque'
  /** any app may ask people for its scopes; they consent */
  readonly open: boolean
  /** the client that the API itself is: it may introspect the tokens made for it */
  readonly clientId?: string | undefined
}

export const TOKEN_SECONDS = (5 * MINUTE) / SECOND
const MOST_SECONDS = (60 * MINUTE) / SECOND

/** Sentences for the operator; none: it may be kept. */
export const faultsIn = (definition: Definition, issuer: string): string[] => [
  ...faultsInIdentifier(definition.identifier, issuer),
  ...faultsInWords('The name', definition.name, 60),
  ...Object.entries(definition.scopes).flatMap(([name, words]) => [
    ...faultsInScope(name),
    ...faultsInWords(`What ${name} means`, words, 120),
  ]),
  ...(Number.isInteger(definition.tokenSeconds) &&
  definition.tokenSeconds >= MINUTE / SECOND &&
  definition.tokenSeconds <= MOST_SECONDS
    ? []
    : ['Access tokens live between 1 and 60 minutes.']),
]

/** RFC 8707 §2: an absolute URI without a fragment. */
function faultsInIdentifier(identifier: string, issuer: string): string[] {
  const url = /^[\x21-\x7e]{1,255}$/.test(identifier) && URL.canParse(identifier) ? new URL(identifier) : undefined
  if (!url || identifier.includes('#')) {
    return ['The identifier is an absolute URI without "#", for example https://api.example.com/invoices.']
  }
  if (url.origin === issuer) return ['The identifier must not lie at BMW ID itself: it is the API’s own.']
  const known = url.protocol === 'https:' || url.protocol === 'urn:' || (url.protocol === 'http:' && isLocal(url))
  return known ? [] : ['The identifier begins with https:// or urn: (http:// on localhost only).']
}

const isLocal = ({ hostname }: URL): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(hostname)

/** What OpenID Connect means by a scope is ours to give. */
const OURS = new Set(['openid', 'offline_access', 'profile', 'email', 'address', 'phone'])

/** RFC 6749 §3.3 */
function faultsInScope(name: string): string[] {
  if (OURS.has(name)) return [`${name} is a scope of OpenID Connect; call it otherwise.`]
  return /^[\x21\x23-\x5b\x5d-\x7e]{1,64}$/.test(name)
    ? []
    : [`"${name}" is no scope: 1 to 64 printable ASCII characters without space, quote and backslash.`]
}

const faultsInWords = (what: string, { fr, en }: Words, most: number): string[] =>
  [fr, en].every((text) => text.trim() !== '' && text.length <= most && !/\p{Cc}/u.test(text))
    ? []
    : [`${what} is said in French and in English, in ${most} characters at most each.`]
