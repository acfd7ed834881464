import type { Configuration, KoaContextWithOIDC } from 'oidc-provider'
import { HOUR, SECOND } from '../../shared/time.ts'

/** An app of our own that may refresh need not ask for consent to it; any other asks by `offline_access`. */
export const mayRefresh: NonNullable<Configuration['issueRefreshToken']> = (_ctx, client, code) =>
  client.grantTypeAllowed('refresh_token') && (client['first_party'] === true || code.scopes.has('offline_access'))

/** Apps of our own are not asked for consent: each sign-in gets exactly what it asked for, nothing from before. Two that
 *  ask for the same share one grant: the engine lets a session have but one for each app, and would void the code of the
 *  first tab when the second comes. */
export async function grantOf(ctx: KoaContextWithOIDC) {
  const { client, session, provider, requestParamScopes } = ctx.oidc
  if (!client || !session?.accountId) return undefined
  const known = ctx.oidc.result?.consent?.grantId ?? session.grantIdFor(client.clientId)
  const before = known ? await provider.Grant.find(known) : undefined
  if (client['first_party'] !== true) return before
  const scope = inOrder([...requestParamScopes])
  const age = before?.iat === undefined ? Number.POSITIVE_INFINITY : Math.floor(Date.now() / SECOND) - before.iat
  const isSame = before?.accountId === session.accountId && inOrder(before.getOIDCScope().split(' ')) === scope
  if (isSame && age < SHARED_FOR) return before
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
  grant.addOIDCScope(scope)
  await grant.save()
  return grant
}

const inOrder = (scopes: readonly string[]): string => scopes.toSorted((a, b) => a.localeCompare(b)).join(' ')

/** Seconds. Tabs that were opened together; any later sign-in begins its thirty days anew. */
const SHARED_FOR = HOUR / SECOND
