import Provider, { errors, type KoaContextWithOIDC } from 'oidc-provider'
import { secretFits } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { REQUEST_OBJECT_TYPE } from './request-objects.ts'

type Claims = Readonly<Record<string, unknown>>

/** An assertion is for us alone and good for a minute (RFC 7523 §3 leaves its life to us; RFC 9700 §2.5). A request object,
 *  which passes through browsers, is none. */
export function assertShortLived(ctx: KoaContextWithOIDC, claims: Claims, header: Claims): void {
  const { aud, exp, iat } = claims
  if (header['typ'] === REQUEST_OBJECT_TYPE) throw new errors.InvalidClientAuth('a request object is no assertion')
  if (aud !== ctx.oidc.issuer) throw new errors.InvalidClientAuth('the audience must be the issuer')
  if (typeof exp !== 'number' || typeof iat !== 'number' || exp - iat > 60) {
    throw new errors.InvalidClientAuth('a client assertion lives 60 seconds at most')
  }
}

/** A client may have two secrets while it changes them; the engine knows of one. */
export function compareAllSecrets(provider: Provider, idp: Pick<Idp, 'db' | 'secrets' | 'now'>): void {
  provider.Client.prototype.compareClientSecret = function (shown) {
    return secretFits(idp, this.clientId, shown)
  }
}
