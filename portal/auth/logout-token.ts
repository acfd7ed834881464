import { type JWTVerifyGetKey, jwtVerify } from 'jose'
import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { type Clock, MINUTE, SECOND } from '../../shared/time.ts'

/** Whose sessions are over. */
export interface LogoutClaims {
  readonly subject: string | undefined
  readonly sid: string | undefined
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const FRESH = 2 * MINUTE

export type LogoutKeys = JWTVerifyGetKey

interface Expected {
  readonly keys: LogoutKeys
  readonly issuer: string
  readonly clientId: string
  readonly now: Clock
}

/** Validates a logout token (OpenID Connect Back-Channel Logout 1.0 §2.6), undefined if it is not good. It is good
 *  once: its `jti` is claimed by an insert, so that two processes cannot both take it. */
export async function takeLogoutToken(db: Knex, token: string, expected: Expected): Promise<LogoutClaims | undefined> {
  const claims = await verify(token, expected)
  if (!claims) return undefined
  const claimed = await db('used_logout_token')
    .insert({ jti_hash: hashToken(claims.jti), expires_at: expected.now() + 15 * MINUTE })
    .onConflict('jti_hash')
    .ignore()
    .returning('jti_hash')
  return claimed.length > 0 ? claims : undefined
}

async function verify(token: string, { keys, issuer, clientId, now }: Expected) {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: clientId,
      typ: 'logout+jwt',
      algorithms: ['ES256'], // as agreed for ID tokens
      requiredClaims: ['iat', 'exp', 'jti', 'events'],
      clockTolerance: 15,
      currentDate: new Date(now()),
    })
    const { iat, jti, events, nonce, sub, sid } = payload
    const isLogout =
      typeof events === 'object' && events !== null && isObject((events as Record<string, unknown>)[EVENT])
    const isFresh = typeof iat === 'number' && Math.abs(now() - iat * SECOND) <= FRESH
    if (!isLogout || !isFresh || nonce !== undefined || !isName(jti)) return undefined
    if (sub === undefined && sid === undefined) return undefined
    if (!(sub === undefined || isName(sub)) || !(sid === undefined || isName(sid))) return undefined
    return { jti, subject: sub, sid }
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value)

const isName = (value: unknown): value is string => typeof value === 'string' && /^[\x20-\x7e]{1,255}$/.test(value)
