import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { HOUR, SECOND } from '../../shared/time.ts'

/** An app of our own that may refresh need not ask for consent to it; any other asks by `offline_access`. */
export const mayRefresh: NonNullable<Configuration['issueRefreshToken']> = (_ctx, client, code) =>
  client.grantTypeAllowed('refresh_token') && (client['first_party'] === true || code.scopes.has('offline_access'))

/** What an app holds for somebody ends with the browser they signed in with, unless they let it go on; a device is not
 *  where that browser is. */
export const endsWithBrowser: NonNullable<Configuration['expiresWithSession']> = (_ctx, source) =>
  source.kind !== 'DeviceCode' && !source.scopes.has('offline_access')

/** Apps of our own are not asked for consent: each sign-in gets exactly what it asked for, nothing from before. Two that
 *  ask for the same share one grant: the engine lets a session have but one for each app, and would void the code of the
 *  first tab when the second comes. A device gets a grant of its own: ending it ends no other. */
export async function grantOf(ctx: KoaContextWithOIDC) {
  const { client, session, provider, requestParamOIDCScopes, deviceCode } = ctx.oidc
  if (!client || !session?.accountId) return undefined
  const known = ctx.oidc.result?.consent?.grantId ?? session.grantIdFor(client.clientId)
  const before = known ? await provider.Grant.find(known) : undefined
  if (client['first_party'] !== true) return before
  const scope = inOrder([...requestParamOIDCScopes])
  const resources = resourcesOf(ctx)
  const age = before?.iat === undefined ? Number.POSITIVE_INFINITY : Math.floor(Date.now() / SECOND) - before.iat
  const isSame =
    before?.accountId === session.accountId &&
    inOrder(before.getOIDCScope().split(' ')) === scope &&
    sameResources(before.resources ?? {}, resources)
  if (isSame && age < SHARED_FOR && !deviceCode) return before
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(scope)
  for (const [resource, scopes] of Object.entries(resources)) grant.addResourceScope(resource, scopes)
  await grant.save()
  return grant
}

/** By API, those scopes of the request that it has and the app may ask for. */
const resourcesOf = ({ oidc }: KoaContextWithOIDC): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(oidc.resourceServers ?? {}).map(([resource, { scopes }]) => [
      resource,
      inOrder([...oidc.requestParamScopes].filter((scope) => scopes.has(scope))),
    ]),
  )

const sameResources = (a: Readonly<Record<string, string>>, b: Readonly<Record<string, string>>): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([resource, scope]) => inOrder(scope.split(' ')) === b[resource])

const inOrder = (scopes: readonly string[]): string => scopes.toSorted((a, b) => a.localeCompare(b)).join(' ')

/** Seconds. Tabs that were opened together; any later sign-in begins its thirty days anew. */
const SHARED_FOR = HOUR / SECOND
