import type { Knex } from 'knex'
import type { IdpConfig } from '../config.ts'
import type { Engine } from '../engine/service.ts'
import type { By } from './by.ts'
import { type Fault, fault } from './faults.ts'
import { keysIn } from './key-set.ts'
import { faultOfName } from './names.ts'
import {
  AUTHENTICATIONS,
  type Field,
  hasSecret,
  isRedirected,
  KINDS,
  type Metadata,
  metadataOf,
  NAMES,
  type Settings,
} from './settings.ts'
import { faultsOfUris } from './uris.ts'

// What an app's settings must be: our rules first, each with its sentence, then the engine's own.

type Reach = Pick<IdpConfig, 'url' | 'portalUrl' | 'reachableOrigins'>

interface Needs {
  readonly config: Reach
  readonly engine: Pick<Engine, 'refusalOf'>
}

/** Everything that is wrong, a sentence for each field; nothing: it can be saved. */
export async function faultsOf({ config, engine }: Needs, settings: Settings): Promise<readonly Fault[]> {
  const faults = ownFaults(settings, config)
  if (faults.length > 0) return faults
  const metadata = metadataOf('x', settings)
  const secret = hasSecret(settings.authentication) ? { client_secret: 'x' } : {}
  const refusal = await engine.refusalOf({ ...metadata, ...secret })
  return refusal === undefined ? [] : [engineFault(refusal)]
}

interface Rewriting {
  readonly before: Metadata
  /** what changes of it */
  readonly after: Metadata
  readonly by: By
}

/** Addresses at another host would give an app other names for people it knows; only the operator may want that. */
export async function renamingFaults(
  tx: Knex,
  { engine }: { readonly engine: Pick<Engine, 'renames'> },
  { before, after, by }: Rewriting,
): Promise<Fault[]> {
  if (by.kind === 'operator' || !(await engine.renames(tx, before, { ...before, ...after }))) return []
  return [fault('redirectUris', (t) => t.redirectRenames)]
}

/** The private origins that the operator lets us call. */
const reachableOf = ({ portalUrl, reachableOrigins }: Omit<Reach, 'url'>): ReadonlySet<string> =>
  new Set([portalUrl, ...reachableOrigins])

/** What we ask, beside the engine. */
export function ownFaults(settings: Settings, config: Reach): Fault[] {
  if (!KINDS.includes(settings.kind)) return [fault('kind', (t) => t.kind)]
  return [
    ...faultOfName(settings.name, { ours: settings.firstParty }),
    ...authenticationFaults(settings),
    ...keyFaults(settings),
    ...faultsOfUris(settings, reachableOf(config)),
    ...ourFaults(settings, config),
    ...kindFaults(settings),
  ]
}

/** A page of ours would read the code of somebody else's app, or lend it our name. */
function ourFaults({ firstParty, redirectUris }: Settings, { url, portalUrl }: Reach): Fault[] {
  const ours = redirectUris.filter((uri) => URL.canParse(uri) && [url, portalUrl].includes(new URL(uri).origin))
  return firstParty ? [] : ours.map((uri) => fault('redirectUris', (t) => t.redirectOurs(uri)))
}

function authenticationFaults({ kind, authentication, fapi }: Settings): Fault[] {
  const allowed = AUTHENTICATIONS[kind]
  if (!allowed.includes(authentication)) {
    return [fault('authentication', (t) => t.authentication(allowed.join(', ')))]
  }
  const isFit = kind === 'web' && authentication === 'private_key_jwt'
  return fapi && !isFit ? [fault('fapi', (t) => t.fapi)] : []
}

function kindFaults(settings: Settings): Fault[] {
  const { kind, redirectUris, corsOrigins, scopes, refresh } = settings
  const back = isRedirected(kind)
  const useless = (['redirectUris', 'postLogoutRedirectUris'] as const).filter(
    (field) => !back && settings[field].length > 0,
  )
  const algorithms: readonly string[] = ['ES256', 'RS256']
  return [
    ...(back && redirectUris.length === 0 ? [fault('redirectUris', (t) => t.redirectMissing)] : []),
    ...useless.map((field) => fault(field, (t) => t.redirectUseless)),
    ...(kind !== 'spa' && corsOrigins.length > 0 ? [fault('corsOrigins', (t) => t.originsUseless)] : []),
    ...(kind !== 'service' && !scopes.includes('openid') ? [fault('scopes', (t) => t.openidMissing)] : []),
    ...(kind === 'service' && refresh ? [fault('refresh', (t) => t.refreshUseless)] : []),
    ...(algorithms.includes(settings.idTokenAlg) ? [] : [fault('idTokenAlg', (t) => t.algorithm)]),
  ]
}

function keyFaults({ authentication, jwks, jwksUri }: Settings): Fault[] {
  if (authentication !== 'private_key_jwt') return []
  if (jwks === undefined) return jwksUri === undefined ? [fault('jwks', (t) => t.keysMissing)] : []
  if (jwksUri !== undefined) return [fault('jwks', (t) => t.keysTwice)]
  const keys = keysIn(jwks)
  if (!keys || keys.length === 0) return [fault('jwks', (t) => t.keysJson)]
  const isPrivate = keys.some((key) => PRIVATE_PARTS.some((part) => part in key))
  return isPrivate ? [fault('jwks', (t) => t.keysPrivate)] : []
}

/** RFC 7518 §6.2.2, §6.3.2, §6.4.1 */
const PRIVATE_PARTS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** The engine names the metadata that is wrong somewhere in its sentence. */
function engineFault(refusal: string): Fault {
  const field = FIELDS.find(([name]) => refusal.includes(name))?.[1] ?? 'name'
  return field === 'scopes' ? fault('scopes', (t) => t.scope) : fault(field, (t) => t.refused(refusal))
}

/** The longer name first: `jwks_uri` also holds `jwks`. */
const FIELDS: readonly (readonly [name: string, field: Field])[] = [
  ...Object.entries(NAMES).map(([field, name]) => [name, field as Field] as const),
  ['token_endpoint_auth_signing_alg', 'authentication'] as const,
  ['JSON Web Key Set', 'jwks'] as const,
  ['response_types', 'kind'] as const,
  ['sector', 'redirectUris'] as const,
].toSorted(([a], [b]) => b.length - a.length)
