import type { Failure } from './service.ts'

/** Which rule a refused request broke. Each has its words in texts.ts. */
export type RuleName =
  | 'unknownClient'
  | 'redirectUri'
  | 'postLogoutRedirectUri'
  | 'scope'
  | 'pkceMissing'
  | 'pkceWrong'
  | 'pushedOnly'
  | 'requestUri'
  | 'responseType'
  | 'responseMode'
  | 'authenticationMethod'
  | 'secret'
  | 'assertion'
  | 'noAuthentication'
  | 'grantType'
  | 'codeUsed'
  | 'codeUnknown'
  | 'codeElsewhere'
  | 'refreshToken'
  | 'grantEnded'
  | 'accessToken'
  | 'proof'
  | 'requestObject'
  | 'idTokenHint'
  | 'resource'
  | 'twice'
  | 'missing'
  | 'origin'
  | 'metadata'
  | 'other'

export interface Rule {
  readonly name: RuleName
  /** where it is written */
  readonly source: string
  /** which values to lay side by side, in this order */
  readonly shows: readonly string[]
}

type Seen = Pick<Failure, 'error' | 'reason' | 'event' | 'sent'>
type Entry = readonly [name: RuleName, source: string, shows: readonly string[], broken: (seen: Seen) => boolean]

const says =
  (pattern: RegExp) =>
  ({ reason }: Seen): boolean =>
    pattern.test(reason)

/** The first that fits. The engine's own words are the key: a test sends each request and reads the page. */
const rules: readonly Entry[] = [
  ['unknownClient', 'RFC 6749 §2.2', ['client_id'], says(/client not found|client is invalid/)],
  ['metadata', 'OpenID Connect Registration 1.0 §2', [], ({ error }) => error === 'invalid_client_metadata'],
  [
    'redirectUri',
    'RFC 9700 §2.1',
    ['redirect_uri'],
    // a pushed request has no code of its own for it
    ({ error, reason }) => error === 'invalid_redirect_uri' || reason.startsWith('redirect_uri did not match'),
  ],
  [
    'postLogoutRedirectUri',
    'OpenID Connect RP-Initiated Logout 1.0 §3',
    ['post_logout_redirect_uri'],
    says(/^post_logout_redirect_uri/),
  ],
  ['scope', 'RFC 6749 §3.3', ['scope'], ({ error }) => error === 'invalid_scope' || error === 'insufficient_scope'],
  ['pkceWrong', 'RFC 7636 §4.6', ['code_verifier'], says(/PKCE verification|code_verifier/)],
  [
    'pkceMissing',
    'RFC 7636 §4.3, RFC 9700 §2.1.1',
    ['code_challenge', 'code_challenge_method'],
    says(/PKCE to be used|code_challenge/),
  ],
  ['pushedOnly', 'RFC 9126 §5', ['request_uri'], says(/Pushed Authorization Request must/)],
  ['requestUri', 'RFC 9126 §4', ['request_uri'], ({ error }) => error === 'invalid_request_uri'],
  [
    'requestObject',
    'RFC 9101 §5',
    [],
    ({ error, reason }) => error === 'invalid_request_object' || /Request Object/.test(reason),
  ],
  [
    'responseMode',
    'OAuth 2.0 Multiple Response Types §2.1',
    ['response_mode'],
    ({ reason, sent }) => /response_mode/.test(reason) && sent['response_mode'] !== undefined,
  ],
  [
    'responseType',
    'RFC 6749 §3.1.1',
    ['response_type'],
    ({ error, reason }) => error === 'unsupported_response_type' || /response_(type|mode)|response type/.test(reason),
  ],
  [
    'grantType',
    'RFC 6749 §5.2',
    ['grant_type'],
    ({ error, reason }) => /^(unauthorized_client|unsupported_grant_type)$/.test(error) || /grant type/.test(reason),
  ],
  [
    'authenticationMethod',
    'RFC 6749 §2.3',
    ['token_endpoint_auth_method'],
    says(/authentication mechanism does not match/),
  ],
  ['secret', 'RFC 6749 §2.3.1', ['token_endpoint_auth_method'], says(/invalid secret|client_secret/)],
  ['noAuthentication', 'RFC 6749 §2.3', ['token_endpoint_auth_method'], says(/no client authentication/)],
  [
    'assertion',
    'RFC 7523 §3',
    [
      'token_endpoint_auth_method',
      'assertion aud',
      'assertion iss',
      'assertion alg',
      'assertion lifetime',
      'assertion exp',
    ],
    ({ error, reason }) => error === 'invalid_client' || /assertion|one-time value/.test(reason),
  ],
  [
    'proof',
    'RFC 9449 §4.3',
    ['DPoP', 'DPoP htm', 'DPoP htu'],
    ({ error, reason }) => /dpop/i.test(error) || /DPoP/.test(reason),
  ],
  ['codeUsed', 'RFC 6749 §4.1.2', ['grant_type'], says(/already consumed/)],
  ['codeUnknown', 'RFC 6749 §4.1.2', ['grant_type'], says(/authorization code (not found|is expired)|device code/)],
  ['codeElsewhere', 'RFC 6749 §4.1.3', ['redirect_uri', 'client_id'], says(/redirect_uri mismatch|client mismatch/)],
  ['refreshToken', 'RFC 9700 §4.14', ['grant_type'], says(/refresh token/)],
  ['grantEnded', 'RFC 6749 §5.2', ['grant_type'], ({ error }) => error === 'invalid_grant'],
  ['accessToken', 'RFC 6750 §3.1', [], ({ error }) => error === 'invalid_token'],
  [
    'idTokenHint',
    'OpenID Connect RP-Initiated Logout 1.0 §2',
    [],
    ({ event, reason }) => event === 'end_session.error' || /id_token_hint/.test(reason),
  ],
  ['resource', 'RFC 8707 §2', ['resource'], ({ error }) => error === 'invalid_target'],
  ['origin', 'Fetch Standard, CORS', ['origin'], says(/^origin /)],
  ['twice', 'RFC 6749 §3.1', [], says(/must not be provided twice/)],
  ['missing', 'RFC 6749 §4.1.2.1', [], says(/^missing required/)],
]

const OTHER: Rule = { name: 'other', source: 'RFC 6749 §5.2', shows: [] }

export function ruleOf(seen: Seen): Rule {
  const found = rules.find(([, , , broken]) => broken(seen))
  if (!found) return OTHER
  const [name, source, shows] = found
  return { name, source, shows }
}
