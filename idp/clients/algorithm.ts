/** What a key of that kind signs with (FAPI 2.0 §5.4.1); unknown, because they lie elsewhere: ES256. */
export function algorithmOf(jwks: string | undefined): string {
  const { keys: [key] = [] } = JSON.parse(jwks ?? '{}') as { keys?: { alg?: string; kty?: string }[] }
  return key?.alg ?? { RSA: 'PS256', OKP: 'EdDSA' }[key?.kty ?? ''] ?? 'ES256'
}
