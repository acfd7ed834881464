import Provider, { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { SECOND } from '../../shared/time.ts'
import { secretFits } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { REQUEST_OBJECT_TYPE } from './request-objects.ts'

/** Seconds; and how far the clock of a client may be ahead of ours (FAPI 2.0 §5.3.2.1). */
const LIFE = 60
const AHEAD = 60

type Claims = Readonly<Record<string, unknown>>

/** An assertion is for us alone and good for a minute (RFC 7523 §3 leaves its life to us; RFC 9700 §2.5). A request object,
 *  which passes through browsers, is none. */
export function assertShortLived(ctx: KoaContextWithOIDC, claims: Claims, header: Claims): void {
  const { aud, exp, iat } = claims
  if (header['typ'] === REQUEST_OBJECT_TYPE) throw new errors.InvalidClientAuth('a request object is no assertion')
  if (aud !== ctx.oidc.issuer) throw new errors.InvalidClientAuth('the audience must be the issuer')
  if (typeof exp !== 'number' || typeof iat !== 'number' || exp - iat > LIFE) {
    throw new errors.InvalidClientAuth('a client assertion lives 60 seconds at most')
  }
  // the engine looks at iat only where there is no exp: one made for next year would be good until then
  if (iat > Date.now() / SECOND + AHEAD) throw new errors.InvalidClientAuth('the assertion is from the future')
}

/** A client may have two secrets while it changes them; the engine knows of one. */
export function compareAllSecrets(provider: Provider, idp: Pick<Idp, 'db' | 'secrets' | 'now'>): void {
  provider.Client.prototype.compareClientSecret = function (shown) {
    return secretFits(idp, this.clientId, shown)
  }
}
