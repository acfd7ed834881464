import { algorithmOf } from './algorithm.ts'
import { printKeySet } from './key-set.ts'
import { asText, asTexts } from './members.ts'

// What is said of an app, as people say it, and how the engine wants it said: the metadata of OpenID Connect Dynamic
// Client Registration 1.0 §2.

export type Metadata = Readonly<Record<string, unknown>>

/** Each kind has its grants and its ways to prove itself; it never changes. */
export type Kind = 'web' | 'spa' | 'native' | 'service' | 'device'
export const KINDS: readonly Kind[] = ['web', 'spa', 'native', 'service', 'device']

export type Authentication = 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none'

/** How an app of each kind may prove itself; the first is what it does when nothing is said. */
export const AUTHENTICATIONS: Readonly<Record<Kind, readonly [Authentication, ...Authentication[]]>> = {
  web: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  spa: ['none'],
  native: ['none'],
  service: ['client_secret_basic', 'client_secret_post', 'private_key_jwt'],
  device: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
}

export interface Settings {
  readonly name: string
  readonly kind: Kind
  readonly authentication: Authentication
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly backchannelLogoutUri: string | undefined
  /** where one begins with the app, or again */
  readonly startUri: string | undefined
  readonly clientUri: string | undefined
  readonly policyUri: string | undefined
  readonly tosUri: string | undefined
  /** JSON (RFC 7517 §5), as typed; this or an address of it, for `private_key_jwt` */
  readonly jwks: string | undefined
  readonly jwksUri: string | undefined
  /** without `offline_access`, which `refresh` says */
  readonly scopes: readonly string[]
  /** whose scripts may call us: of an `spa` */
  readonly corsOrigins: readonly string[]
  readonly refresh: boolean
  readonly idTokenAlg: 'ES256' | 'RS256'
  /** FAPI 2.0 Security Profile: pushed requests and tokens bound to a key */
  readonly fapi: boolean
  /** a password alone does not do for it */
  readonly mfa: boolean
  /** ours: nobody is asked for consent, and its name may be one of ours */
  readonly firstParty: boolean
}

export type Field = keyof Settings | 'owner'

/** The name of each in metadata. */
export const NAMES: Readonly<Record<Field, string>> = {
  name: 'client_name',
  kind: 'grant_types',
  authentication: 'token_endpoint_auth_method',
  redirectUris: 'redirect_uris',
  postLogoutRedirectUris: 'post_logout_redirect_uris',
  backchannelLogoutUri: 'backchannel_logout_uri',
  startUri: 'start_uri',
  clientUri: 'client_uri',
  policyUri: 'policy_uri',
  tosUri: 'tos_uri',
  jwks: 'jwks',
  jwksUri: 'jwks_uri',
  scopes: 'scope',
  corsOrigins: 'cors_origins',
  refresh: 'grant_types',
  idTokenAlg: 'id_token_signed_response_alg',
  fapi: 'profile',
  mfa: 'require_mfa',
  firstParty: 'first_party',
  owner: 'owner',
}

/** What somebody wants an app to be: all but name and kind has a default. */
export type Wish = Partial<Settings> & Pick<Settings, 'name' | 'kind'> & { readonly ownerId?: string | undefined }
/** What they want to be otherwise. */
export type Change = Partial<Omit<Wish, 'kind'>>

const REDIRECTED: ReadonlySet<Kind> = new Set(['web', 'spa', 'native'])
/** Whether people are sent back to it. */
export const isRedirected = (kind: Kind): boolean => REDIRECTED.has(kind)
export const hasSecret = (authentication: unknown): boolean => String(authentication).startsWith('client_secret_')

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'

/** A wish with its defaults, and without the spaces that a form brings along. */
export function settle(wish: Wish): Settings {
  const isService = wish.kind === 'service'
  return {
    name: wish.name.normalize('NFC').trim().replace(/ {2,}/g, ' '),
    kind: wish.kind,
    authentication: wish.authentication ?? AUTHENTICATIONS[wish.kind][0],
    redirectUris: lines(wish.redirectUris),
    postLogoutRedirectUris: lines(wish.postLogoutRedirectUris),
    backchannelLogoutUri: line(wish.backchannelLogoutUri),
    startUri: line(wish.startUri),
    clientUri: line(wish.clientUri),
    policyUri: line(wish.policyUri),
    tosUri: line(wish.tosUri),
    jwks: line(wish.jwks),
    jwksUri: line(wish.jwksUri),
    scopes: [...new Set(lines(wish.scopes ?? (isService ? [] : ['openid', 'profile', 'email'])))],
    corsOrigins: lines(wish.corsOrigins),
    refresh: wish.refresh ?? false,
    idTokenAlg: wish.idTokenAlg ?? 'ES256',
    fapi: wish.fapi ?? false,
    mfa: wish.mfa ?? false,
    firstParty: wish.firstParty ?? false,
  }
}

const line = (text: string | undefined): string | undefined => text?.trim() || undefined
const lines = (texts: readonly string[] = []): string[] => texts.map((text) => text.trim()).filter(Boolean)

/** What the engine reads, with `undefined` for what is not said. `jwks` must be JSON by now. */
export function metadataOf(clientId: string, settings: Settings): Metadata {
  const isJwt = settings.authentication === 'private_key_jwt'
  const scopes = [...settings.scopes, ...(settings.refresh && !settings.firstParty ? ['offline_access'] : [])]
  return {
    client_id: clientId,
    client_name: settings.name,
    application_type: settings.kind === 'native' ? 'native' : 'web',
    token_endpoint_auth_method: settings.authentication,
    jwks: isJwt && settings.jwks !== undefined ? JSON.parse(settings.jwks) : undefined,
    jwks_uri: isJwt ? settings.jwksUri : undefined,
    grant_types: grantTypesOf(settings),
    response_types: isRedirected(settings.kind) ? ['code'] : [],
    redirect_uris: settings.redirectUris,
    post_logout_redirect_uris: settings.postLogoutRedirectUris,
    backchannel_logout_uri: settings.backchannelLogoutUri,
    backchannel_logout_session_required: settings.backchannelLogoutUri === undefined ? undefined : true,
    start_uri: settings.startUri,
    client_uri: settings.clientUri,
    policy_uri: settings.policyUri,
    tos_uri: settings.tosUri,
    scope: scopes.join(' ') || undefined,
    cors_origins: settings.corsOrigins.length > 0 ? settings.corsOrigins : undefined,
    id_token_signed_response_alg: settings.idTokenAlg,
    first_party: settings.firstParty || undefined,
    require_mfa: settings.mfa || undefined,
    profile: settings.fapi ? 'fapi2' : undefined,
    token_endpoint_auth_signing_alg: settings.fapi ? algorithmOf(settings.jwks) : undefined,
    require_pushed_authorization_requests: settings.fapi || undefined,
    dpop_bound_access_tokens: settings.fapi || undefined,
  }
}

function grantTypesOf({ kind, refresh }: Settings): string[] {
  if (kind === 'service') return ['client_credentials']
  return [kind === 'device' ? DEVICE_CODE : 'authorization_code', ...(refresh ? ['refresh_token'] : [])]
}

/** The way back. What is not of the form that it should have is taken for absent: it was written by somebody else. */
export function settingsOf(metadata: Metadata): Settings {
  const text = (name: string): string | undefined => asText(metadata[name])
  const scopes = (text('scope') ?? '').split(' ').filter(Boolean)
  const kind = kindOf(metadata)
  return {
    name: text('client_name') ?? text('client_id') ?? '',
    kind,
    authentication: (text('token_endpoint_auth_method') as Authentication | undefined) ?? AUTHENTICATIONS[kind][0],
    redirectUris: asTexts(metadata['redirect_uris']),
    postLogoutRedirectUris: asTexts(metadata['post_logout_redirect_uris']),
    backchannelLogoutUri: text('backchannel_logout_uri'),
    startUri: text('start_uri'),
    clientUri: text('client_uri'),
    policyUri: text('policy_uri'),
    tosUri: text('tos_uri'),
    jwks: printKeySet(metadata['jwks']),
    jwksUri: text('jwks_uri'),
    scopes: scopes.filter((scope) => scope !== 'offline_access'),
    corsOrigins: asTexts(metadata['cors_origins']),
    refresh: asTexts(metadata['grant_types']).includes('refresh_token'),
    idTokenAlg: metadata['id_token_signed_response_alg'] === 'RS256' ? 'RS256' : 'ES256',
    fapi: metadata['profile'] === 'fapi2',
    mfa: metadata['require_mfa'] === true,
    firstParty: metadata['first_party'] === true,
  }
}

function kindOf(metadata: Metadata): Kind {
  const grants = asTexts(metadata['grant_types'])
  if (grants.includes(DEVICE_CODE)) return 'device'
  if (grants.includes('client_credentials') && !grants.includes('authorization_code')) return 'service'
  if (metadata['application_type'] === 'native') return 'native'
  return metadata['token_endpoint_auth_method'] === 'none' ? 'spa' : 'web'
}
