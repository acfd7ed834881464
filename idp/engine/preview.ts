import { decodeJwt } from 'jose'
import type Provider from 'oidc-provider'
import { SECOND } from '../../shared/time.ts'
import type { Account } from '../account/service.ts'
import { claimsOf, sourceOf } from './claims.ts'
import type { SignedIn } from './session.ts'

/** One claim as an app would receive it. */
export interface Previewed {
  readonly name: string
  /** JSON */
  readonly value: string
  /** a column of the account, the session, or `protocol` */
  readonly source: string
}

export interface Preview {
  readonly idToken: readonly Previewed[]
  readonly userinfo: readonly Previewed[]
}

/** What an app would receive of somebody for these scopes: made by the engine as it makes the real ones, and given to
 *  nobody. undefined: there is no such app, or it is disabled. */
export async function previewOf(
  provider: Provider,
  { clientId, scopes }: { clientId: string; scopes: readonly string[] },
  { account, session }: { account: Account; session: SignedIn },
): Promise<Preview | undefined> {
  const client = await provider.Client.find(clientId)
  if (!client) return undefined
  const { acr, amr, authenticatedAt } = session
  const known = { ...claimsOf(account), acr, amr, auth_time: Math.floor(authenticatedAt / SECOND) }
  const make = (scope: string) => Object.assign(new provider.IdToken(known, { client }), { scope })
  const idToken = make('openid')
  for (const name of ['nonce', 'sid']) idToken.set(name, '…')
  return {
    idToken: told(decodeJwt(await idToken.issue({ use: 'idtoken' }))),
    userinfo: told(await make(scopes.join(' ')).payload()),
  }
}

const told = (claims: Readonly<Record<string, unknown>>): Previewed[] =>
  Object.entries(claims).map(([name, value]) => ({ name, value: JSON.stringify(value), source: sourceOf(name) }))
