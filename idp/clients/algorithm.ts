import { keysIn } from './key-set.ts'

/** What a key of that kind signs with (FAPI 2.0 §5.4.1); unknown, because they lie elsewhere or are none: ES256. */
export function algorithmOf(jwks: string | undefined): string {
  const [key] = keysIn(jwks ?? '') ?? []
  const { alg, kty = '' } = (key ?? {}) as { readonly alg?: string; readonly kty?: string }
  return alg ?? { RSA: 'PS256', OKP: 'EdDSA' }[kty] ?? 'ES256'
}
