import type { Knex } from 'knex'
import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider'
import { apiFor, isApiOf } from '../apis/service.ts'

type Features = NonNullable<Configuration['features']>

/** APIs as resources (RFC 8707), with JWT access tokens (RFC 9068) unless an API wants to ask about each. Asked again at
 *  every token: what the operator takes back ends with the tokens that are out. */
export const resourceIndicators = (db: Knex): NonNullable<Features['resourceIndicators']> => ({
  enabled: true,
  // one of several is never chosen for the client; none: a token for userinfo
  defaultResource: (_ctx, _client, oneOf) => oneOf as string[],
  useGrantedResource: () => false,
  getResourceServerInfo: async (ctx, resource, client) => {
    const consented = client['first_party'] !== true && !isService(ctx)
    const api = await apiFor(db, resource, { clientId: client.clientId, consented })
    if (!api) throw new errors.InvalidTarget('no such API, or this client may not ask for it')
    return {
      scope: api.scopes.join(' '),
      audience: api.identifier,
      accessTokenTTL: api.tokenSeconds,
      accessTokenFormat: api.tokenFormat,
      jwt: { sign: { alg: 'ES256' } },
    }
  },
})

/** Nobody is there who could consent. */
const isService = (ctx: KoaContextWithOIDC): boolean => ctx.oidc.params?.['grant_type'] === 'client_credentials'

interface Token {
  readonly clientId?: string | undefined
  readonly aud?: string | string[] | undefined
}

/** Who may ask what a token is worth (RFC 7662): the app that it was made for, and the API that it is for. Anybody else
 *  hears what they hear of a token that never was. */
export const mayIntrospect =
  (db: Knex) =>
  async (_ctx: KoaContextWithOIDC, { clientId }: { clientId: string }, token: Token): Promise<boolean> =>
    token.clientId === clientId || (typeof token.aud === 'string' && (await isApiOf(db, clientId, token.aud)))

/** An app ends its own tokens (RFC 7009); of another's it is told what it is told of one that never was. */
export const mayRevoke = (_ctx: KoaContextWithOIDC, { clientId }: { clientId: string }, token: Token): boolean =>
  token.clientId === clientId
