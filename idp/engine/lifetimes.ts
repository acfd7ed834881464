import type { Configuration } from 'oidc-provider'
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { DEVICE_CODE_LIFE } from './device.ts'
import { isFapi } from './fapi.ts'
import { REMEMBERED_FOR } from './policy.ts'

/** Seconds. A grant must outlive every refresh chain that hangs on it. */
export const lifetimes: NonNullable<Configuration['ttl']> = {
  AccessToken: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? (5 * MINUTE) / SECOND,
  AuthorizationCode: MINUTE / SECOND,
  ClientCredentials: (_ctx, token) => token.resourceServer?.accessTokenTTL ?? (5 * MINUTE) / SECOND,
  DeviceCode: DEVICE_CODE_LIFE / SECOND,
  IdToken: (10 * MINUTE) / SECOND,
  Interaction: HOUR / SECOND,
  PushedAuthorizationRequest: MINUTE / SECOND,
  // one that is not rotated has to last as long as what it hangs on
  RefreshToken: (_ctx, _token, client) => (isFapi(client) ? 30 * DAY : 7 * DAY) / SECOND,
  Grant: (30 * DAY) / SECOND,
  Session: (_ctx, session) => (session.transient ? HOUR : REMEMBERED_FOR) / SECOND,
} as NonNullable<Configuration['ttl']>
