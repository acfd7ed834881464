import { scopeOf } from './claims.ts'

/** What an app may see and do for somebody. */
export interface Permission {
  /** of OpenID Connect: `profile`, `offline_access` … */
  readonly scopes: readonly string[]
  /** asked for one by one, by the parameter `claims` (OpenID Connect Core §5.5) */
  readonly claims: readonly string[]
  /** scopes of APIs, by resource indicator (RFC 8707) */
  readonly apis: Readonly<Record<string, readonly string[]>>
}

export const noPermission: Permission = { scopes: [], claims: [], apis: {} }

/** What is wanted and not had. A claim is had with its scope. */
export function without(wanted: Permission, had: Permission): Permission {
  const apis = Object.entries(wanted.apis).map(([api, scopes]) => [api, minus(scopes, had.apis[api] ?? [])] as const)
  return {
    scopes: minus(wanted.scopes, had.scopes),
    claims: minus(wanted.claims, had.claims).filter((claim) => !had.scopes.includes(scopeOf(claim) ?? '')),
    apis: Object.fromEntries(apis.filter(([, scopes]) => scopes.length > 0)),
  }
}

export function together(one: Permission, other: Permission): Permission {
  const apis = [...new Set([...Object.keys(one.apis), ...Object.keys(other.apis)])]
  return {
    scopes: union(one.scopes, other.scopes),
    claims: union(one.claims, other.claims),
    apis: Object.fromEntries(apis.map((api) => [api, union(one.apis[api] ?? [], other.apis[api] ?? [])])),
  }
}

export const isNothing = ({ scopes, claims, apis }: Permission): boolean =>
  scopes.length + claims.length + Object.keys(apis).length === 0

/** The same text for the same permission, in whatever order it was asked for. */
export const wordingOf = ({ scopes, claims, apis }: Permission): string =>
  JSON.stringify([
    union(scopes, []),
    union(claims, []),
    union(Object.keys(apis), []).map((api) => [api, union(apis[api] ?? [], [])]),
  ])

const minus = (from: readonly string[], what: readonly string[]): string[] =>
  from.filter((name) => !what.includes(name))

/** Sorted, each once. */
const union = (one: readonly string[], other: readonly string[]): string[] =>
  [...new Set([...one, ...other])].toSorted((a, b) => (a < b ? -1 : 1))
