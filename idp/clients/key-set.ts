// A JSON Web Key Set (RFC 7517 §5) as somebody else has written it.

const LONGEST = 20_000
/** The set, its keys, a key, and a list in it (`x5c`, `key_ops`): nothing of RFC 7517 lies deeper. What does may take more
 *  stack than there is, and is printed with as many spaces as the square of its depth. */
const LEVELS = 4

/** The set as a person reads it; what cannot be one is printed as none. */
export const printKeySet = (set: unknown): string | undefined =>
  set === undefined ? undefined : JSON.stringify(isShallow(set, LEVELS) ? set : null, undefined, 2)

/** The keys in a set that somebody has typed; undefined: it is none. */
export function keysIn(jwks: string): object[] | undefined {
  if (jwks.length > LONGEST) return undefined
  try {
    const set = JSON.parse(jwks) as { keys?: unknown }
    if (!isShallow(set, LEVELS)) return undefined
    const { keys } = set
    return Array.isArray(keys) && keys.every((key) => typeof key === 'object' && key !== null) ? keys : undefined
  } catch {
    return undefined
  }
}

const isShallow = (value: unknown, levels: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1)))
