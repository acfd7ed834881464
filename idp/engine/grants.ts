import type { Configuration, Grant, KoaContextWithOIDC } from 'oidc-provider'
import { HOUR, SECOND } from '../../shared/time.ts'
import { isNothing, type Permission, without, wordingOf } from './permission.ts'
import { mustConfirm } from './policy.ts'

/** What people have allowed to apps that are not ours (consent/). */
export interface Consents {
  find(accountId: string, clientId: string): Promise<Permission | undefined>
  /** Notes that it is made use of now. False: it is there no more. */
  use(accountId: string, clientId: string): Promise<boolean>
}

/** An app of our own that may refresh need not ask for consent to it; any other asks by `offline_access`. */
export const mayRefresh: NonNullable<Configuration['issueRefreshToken']> = (_ctx, client, code) =>
  client.grantTypeAllowed('refresh_token') && (client['first_party'] === true || code.scopes.has('offline_access'))

/** What an app holds for somebody ends with the browser they signed in with, unless they let it go on; a device is not
 *  where that browser is. */
export const endsWithBrowser: NonNullable<Configuration['expiresWithSession']> = (_ctx, source) =>
  source.kind !== 'DeviceCode' && !source.scopes.has('offline_access')

/** A grant of exactly what is asked for: at once for apps of ours, for others if the person has allowed all of it. None:
 *  the person has to be asked, and what is missing is all that is asked for. */
export const grantOf =
  (consents: Consents) =>
  async (ctx: KoaContextWithOIDC): Promise<Grant | undefined> => {
    const { client, session } = ctx.oidc
    if (!client || !session?.accountId || ctx.oidc.promptPending('consent') || mustConfirm(ctx)) return undefined
    const wanted = wantedOf(ctx)
    if (client['first_party'] === true) return grantFor(ctx, wanted)
    const allowed = await consents.find(session.accountId, client.clientId)
    if (!allowed || !isNothing(without(wanted, allowed))) return undefined
    const grant = await grantFor(ctx, wanted)
    // only now: a consent that is being withdrawn takes with it the grants that it finds
    if (await consents.use(session.accountId, client.clientId)) return grant
    await grant.destroy()
    return undefined
  }

/** These need no consent: they tell how somebody signed in, which every ID token does. */
const OPEN_CLAIMS = new Set(['sub', 'sid', 'auth_time', 'acr', 'amr', 'iss'])

function wantedOf({ oidc }: KoaContextWithOIDC): Permission {
  const apis = Object.entries(oidc.resourceServers ?? {}).map(
    ([api, { scopes }]) => [api, [...oidc.requestParamScopes].filter((scope) => scopes.has(scope))] as const,
  )
  return {
    scopes: [...oidc.requestParamOIDCScopes],
    claims: [...oidc.requestParamClaims].filter((claim) => !OPEN_CLAIMS.has(claim)),
    apis: Object.fromEntries(apis.filter(([, scopes]) => scopes.length > 0)),
  }
}

/** The last one of the session if it says just that, so that an app that asks every few minutes leaves few behind. A device
 *  gets one of its own: ending it ends no other. */
async function grantFor(ctx: KoaContextWithOIDC, wanted: Permission): Promise<Grant> {
  const { client, session, provider, deviceCode } = ctx.oidc
  const { clientId = '' } = client ?? {}
  const accountId = session?.accountId ?? ''
  const known = session?.grantIdFor(clientId)
  const before = known ? await provider.Grant.find(known) : undefined
  const isSame = before?.accountId === accountId && wordingOf(permissionOf(before)) === wordingOf(wanted)
  if (before && isSame && !deviceCode && ageOf(before) < SHARED_FOR) return before
  const grant = new provider.Grant({ clientId, accountId })
  if (wanted.scopes.length > 0) grant.addOIDCScope(wanted.scopes.join(' '))
  if (wanted.claims.length > 0) grant.addOIDCClaims([...wanted.claims])
  for (const [api, scopes] of Object.entries(wanted.apis)) grant.addResourceScope(api, scopes.join(' '))
  await grant.save()
  return grant
}

function permissionOf(grant: Grant): Permission {
  const apis = Object.keys(grant.resources ?? {})
  return {
    scopes: grant.getOIDCScope().split(' ').filter(Boolean),
    claims: grant.getOIDCClaims(),
    apis: Object.fromEntries(apis.map((api) => [api, grant.getResourceScope(api).split(' ').filter(Boolean)])),
  }
}

const ageOf = ({ iat }: Grant): number =>
  iat === undefined ? Number.POSITIVE_INFINITY : Math.floor(Date.now() / SECOND) - iat

/** Seconds. Any later sign-in begins its thirty days anew. */
const SHARED_FOR = HOUR / SECOND
