const ADDRESSES = [
  'authorization_endpoint',
  'pushed_authorization_request_endpoint',
  'token_endpoint',
  'userinfo_endpoint',
  'jwks_uri',
] as const

/** Whither we send browsers and requests: web addresses all of them, and as safe as the issuer's own. */
export function assertAddresses(server: Readonly<Record<string, unknown>>, issuer: string): void {
  const { protocol } = new URL(issuer)
  for (const name of ADDRESSES) {
    const address = server[name]
    if (
      typeof address !== 'string' ||
      !URL.canParse(address) ||
      ![protocol, 'https:'].includes(new URL(address).protocol)
    )
      throw new TypeError(`the provider's ${name} is no address`)
  }
}
