import { decodeJwt, decodeProtectedHeader } from 'jose'
import type { KoaContextWithOIDC } from 'oidc-provider'
import type { Log } from '../../shared/observe/log.ts'
import { SECOND } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import { type Failure, keepFailure, type Values } from '../failures/service.ts'
import { paths } from '../paths.ts'

/** Refusals that are part of an ordinary exchange: nobody has anything to mend. */
const ORDINARY =
  /^(login|consent|interaction|account_selection)_required$|^(access_denied|authorization_pending|slow_down|use_dpop_nonce)$/

const seen = Symbol('failure')
type Holder = { [seen]?: Failure }

/** Remembers a refusal until its answer is ready; of two for one request (the redirect address was wrong, too) the
 *  last is what was answered. */
export function noteFailure(
  ctx: KoaContextWithOIDC,
  failure: Pick<Failure, 'reference' | 'event' | 'error' | 'reason'>,
): void {
  if (ORDINARY.test(failure.error)) return
  const holder = ctx.req as unknown as Holder
  holder[seen] = { ...failure, clientId: clientIdOf(ctx), sent: sentBy(ctx), registered: registeredFor(ctx) }
}

/** Keeps it, and tells the app where its builder can read more (RFC 6749 §5.2 `error_uri`). That it could not be kept
 *  is no reason to answer otherwise. */
export function keepFailures(idp: Pick<Idp, 'db' | 'now' | 'config'> & { readonly log: Log }) {
  return async (ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next()
    const failure = (ctx.req as unknown as Holder)[seen]
    if (!failure) return
    try {
      if (await keepFailure(idp, failure)) tellWhere(ctx, `${idp.config.url}${paths.failure(failure.reference)}`)
    } catch (error) {
      idp.log.warn({ err: error, reference: failure.reference }, 'a failure could not be kept')
    }
  }
}

function tellWhere(ctx: KoaContextWithOIDC, address: string): void {
  const body = ctx.body as unknown
  if (typeof body === 'object' && body !== null && 'error' in body) {
    ctx.body = { ...body, error_uri: address }
    return
  }
  const location = ctx.response.get('location')
  if (!/[?&#]error=/.test(location)) return
  ctx.set('location', `${location}&${new URLSearchParams({ error_uri: address })}`)
}

const clientIdOf = (ctx: KoaContextWithOIDC): string | undefined => {
  const sent =
    ctx.oidc.client?.clientId ?? ctx.oidc.params?.['client_id'] ?? ctx.oidc.body?.['client_id'] ?? basicUser(ctx)
  return typeof sent === 'string' ? sent.replaceAll('\0', '').slice(0, 255) : undefined
}

function basicUser(ctx: KoaContextWithOIDC): string | undefined {
  const [, encoded] = /^Basic ([\w+/=]+)$/i.exec(ctx.get('authorization')) ?? []
  return encoded && Buffer.from(encoded, 'base64').toString().split(':')[0]
}

/** What tells how a request was put, and nothing of what is secret or of a person in it. */
const TOLD = [
  'redirect_uri',
  'response_type',
  'response_mode',
  'scope',
  'code_challenge_method',
  'grant_type',
  'post_logout_redirect_uri',
  'resource',
] as const

function sentBy(ctx: KoaContextWithOIDC): Values {
  const { body = {}, params = {} } = ctx.oidc
  const value = (name: string): unknown => params[name] ?? body[name] ?? ctx.query[name]
  const is = (name: string): string => (value(name) === undefined ? 'not sent' : 'sent')
  return clean({
    client_id: clientIdOf(ctx),
    ...Object.fromEntries(TOLD.map((name) => [name, value(name)])),
    code_challenge: is('code_challenge'),
    code_verifier: is('code_verifier'),
    request_uri: is('request_uri'),
    origin: ctx.get('origin') || undefined,
    ...authenticationOf(ctx),
    ...proofOf(ctx.get('dpop')),
  })
}

function authenticationOf(ctx: KoaContextWithOIDC): Record<string, unknown> {
  const { client_assertion: assertion, client_secret: secret } = (ctx.oidc.body ?? {}) as Record<string, unknown>
  if (typeof assertion === 'string') return { token_endpoint_auth_method: 'private_key_jwt', ...assertionOf(assertion) }
  const method = /^Basic /i.test(ctx.get('authorization'))
    ? 'client_secret_basic'
    : secret
      ? 'client_secret_post'
      : 'none'
  return { token_endpoint_auth_method: method }
}

function assertionOf(assertion: string): Record<string, unknown> {
  try {
    const { aud, iss, exp = 0, iat = 0 } = decodeJwt(assertion)
    const { alg } = decodeProtectedHeader(assertion)
    return {
      'assertion aud': aud,
      'assertion iss': iss,
      'assertion alg': alg,
      'assertion lifetime': `${exp - iat} s`,
      'assertion exp': new Date(exp * SECOND).toISOString(),
    }
  } catch {
    return { 'assertion alg': 'not a JWT' }
  }
}

function proofOf(proof: string): Record<string, unknown> {
  if (proof === '') return { DPoP: 'not sent' }
  try {
    const { htm, htu } = decodeJwt(proof)
    return { DPoP: 'sent', 'DPoP htm': htm, 'DPoP htu': typeof htu === 'string' ? htu.split(/[?#]/)[0] : undefined }
  } catch {
    return { DPoP: 'not a JWT' }
  }
}

function registeredFor(ctx: KoaContextWithOIDC): Values {
  const { client, issuer } = ctx.oidc
  if (!client) return {}
  return clean({
    client_id: client.clientId,
    redirect_uri: client.redirectUris,
    post_logout_redirect_uri: client.postLogoutRedirectUris,
    response_type: client.responseTypes,
    response_mode: client['responseModes'],
    scope: client.scope,
    grant_type: client.grantTypes,
    token_endpoint_auth_method: client.tokenEndpointAuthMethod,
    'assertion aud': issuer,
    'assertion iss': client.clientId,
    'assertion alg': client['tokenEndpointAuthSigningAlg'],
    'assertion lifetime': '60 s at most',
    'assertion exp': `after ${new Date().toISOString()}`, // the engine lives by the real clock
    DPoP: 'sent',
    'DPoP htm': ctx.method,
    'DPoP htu': `${issuer}${ctx.path}`,
    code_challenge: 'always',
    code_challenge_method: 'S256',
    request_uri: client['requirePushedAuthorizationRequests'] === true ? 'always' : undefined,
  })
}

function clean(values: Record<string, unknown>): Values {
  const lines = (value: unknown): string =>
    [value]
      .flat(1)
      .filter((each) => typeof each === 'string')
      .join('\n')
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    lines(value).replaceAll('\0', '').slice(0, 1000),
  ])
  return Object.fromEntries(entries.filter(([, value]) => value !== ''))
}
