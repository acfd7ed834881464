import type { ClientMetadata } from 'oidc-provider'

/** A client may be registered with `profile: 'fapi2'` (FAPI 2.0 Security Profile, final, §5.3). The profile adds nothing to
 *  the protocol: it takes choices away, and a client that makes another cannot be saved or used. */
export const FAPI = 'fapi2'

/** RS256 is for older apps (FAPI 2.0 §5.4.1). */
export const STRONG_ALGORITHMS = ['ES256', 'PS256', 'EdDSA', 'Ed25519'] as const

export const isFapi = (client: object | undefined): boolean =>
  (client as ClientMetadata | undefined)?.['profile'] === FAPI

/** What is wrong with a client of that profile: the first rule that does not hold, in words. */
export const fapiFault = (client: ClientMetadata): string | undefined => RULES.find(([, holds]) => !holds(client))?.[0]

const RULES: readonly (readonly [rule: string, holds: (client: ClientMetadata) => boolean])[] = [
  ['token_endpoint_auth_method must be private_key_jwt', (c) => c.token_endpoint_auth_method === 'private_key_jwt'],
  [
    `token_endpoint_auth_signing_alg must be one of ${STRONG_ALGORITHMS.join(', ')}`,
    (c) => isStrong(c['token_endpoint_auth_signing_alg']),
  ],
  ['require_pushed_authorization_requests must be true', (c) => c.require_pushed_authorization_requests === true],
  ['dpop_bound_access_tokens must be true', (c) => c['dpop_bound_access_tokens'] === true],
  ['id_token_signed_response_alg must be ES256', (c) => c.id_token_signed_response_alg === 'ES256'],
  [
    'grant_types can only contain authorization_code, refresh_token and client_credentials',
    (c) => c.grant_types?.every((grant) => GRANTS.includes(grant)) ?? true,
  ],
  [
    'redirect_uris must be https, or http on the loopback interface',
    (c) => c.redirect_uris?.every((uri) => uri.startsWith('https:') || isLoopback(new URL(uri))) ?? true,
  ],
]

const GRANTS: readonly string[] = ['authorization_code', 'refresh_token', 'client_credentials']

const isStrong = (alg: unknown): boolean => (STRONG_ALGORITHMS as readonly unknown[]).includes(alg)

const isLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
