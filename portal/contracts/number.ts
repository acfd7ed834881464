/** What somebody typed as a contract number: `missingS` has the ten digits but not the letter, to be offered, not assumed. */
export type TypedNumber =
  | { readonly kind: 'number'; readonly number: string }
  | { readonly kind: 'missingS'; readonly suggestion: string }
  | { readonly kind: 'malformed' }

/** Any case, with spaces, dots or dashes of every kind, as people copy it from a letter or a PDF. */
export function normalizeContractNumber(typed: string): TypedNumber {
  const bare = typed.normalize('NFKC').replace(SEPARATORS, '').toUpperCase()
  if (/^S[0-9]{10}$/.test(bare)) return { kind: 'number', number: bare }
  if (/^[0-9]{10}$/.test(bare)) return { kind: 'missingS', suggestion: `S${bare}` }
  return { kind: 'malformed' }
}

/** Spaces, invisible format characters, dashes, the minus sign, dots. */
const SEPARATORS = /[\s\p{Cf}\p{Pd}\u2212.\u00b7\u2022]/gu
