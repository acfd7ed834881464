import { randomUUID } from 'node:crypto'
import { generateKeyPair, importJWK, type JWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { MINUTE, SECOND } from '../../shared/time.ts'

/** What a good token for this session of this app says (OpenID Connect Back-Channel Logout 1.0 §2.4). */
export interface LogoutFacts {
  readonly issuer: string
  readonly clientId: string
  readonly subject: string
  readonly sid: string
  readonly key: JWK
  readonly now: number
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'

const claimsOf = ({ issuer, clientId, subject, sid, now }: LogoutFacts): JWTPayload => ({
  iss: issuer,
  aud: clientId,
  sub: subject,
  sid,
  iat: Math.floor(now / SECOND),
  exp: Math.floor((now + 2 * MINUTE) / SECOND),
  jti: randomUUID(),
  events: { [EVENT]: {} },
})

const sign = async (claims: JWTPayload, key: JWK, header: { kid?: string; typ?: string } = {}): Promise<string> =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: key.alg ?? 'ES256', typ: 'logout+jwt', ...(key.kid ? { kid: key.kid } : {}), ...header })
    .sign(await importJWK(key, key.alg ?? 'ES256'))

/** A token that the app must obey. */
export const goodToken = (facts: LogoutFacts): Promise<string> => sign(claimsOf(facts), facts.key)

/** Tokens that an app must refuse, each wrong in one thing only. */
export async function badTokens(facts: LogoutFacts): Promise<readonly (readonly [name: string, token: string])[]> {
  const { key, now } = facts
  const good = claimsOf(facts)
  const { privateKey } = await generateKeyPair('ES256')
  const { events: _, ...noEvent } = good
  const { sub: __, sid: ___, ...nobody } = good
  const past = Math.floor((now - 10 * MINUTE) / SECOND)
  return [
    ['for another app', await sign({ ...good, aud: 'another-app' }, key)],
    ['from another issuer', await sign({ ...good, iss: 'https://evil.example' }, key)],
    ['that has expired', await sign({ ...good, iat: past, exp: past + 120 }, key)],
    ['without the logout event', await sign(noEvent, key)],
    ['with a nonce, as an ID token has', await sign({ ...good, nonce: 'n' }, key)],
    ['of nobody and no session', await sign(nobody, key)],
    ['without a signature', new UnsecuredJWT(good).encode()],
    [
      'signed by a stranger',
      await new SignJWT(good)
        .setProtectedHeader({ alg: 'ES256', typ: 'logout+jwt', kid: key.kid ?? '1' })
        .sign(privateKey),
    ],
  ]
}
