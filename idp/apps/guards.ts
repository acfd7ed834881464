import { Problem } from '../../shared/errors.ts'
import type { Context, Guard } from '../../shared/http/context.ts'
import { originOf } from '../../shared/http/origin.ts'
import { show } from '../../shared/http/respond.ts'
import { MINUTE } from '../../shared/time.ts'
import { type By, type Client, clientOf, isDeveloper } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { areaShellOf } from '../page.ts'
import { personOf, recently, signedIn } from '../sessions/guards.ts'
import { strangersPage } from './list-page.tsx'

/** A change to an app needs a sign-in at most so old: it decides where codes are sent. */
const FRESH = 30 * MINUTE

/** What stands before a page of the developer area, and before what changes something. */
export function guardsOf(idp: Idp) {
  const reads = [signedIn(idp), developer(idp)] as const
  return { reads, changes: [...reads, recently(idp, FRESH)] as const }
}

/** Behind `signedIn`: only for developers; anybody else reads how to become one. */
const developer =
  (idp: Idp): Guard =>
  async (ctx, next) => {
    if (await isDeveloper(idp.db, personOf(ctx).account.id)) return next()
    return show(ctx, strangersPage({ shell: await areaShellOf(idp, ctx) }), 403)
  }

export const byOf = (ctx: Context): By => ({
  kind: 'developer',
  accountId: personOf(ctx).account.id,
  origin: originOf(ctx),
})

/** An app of whoever is signed in; of anybody else's nothing is told, not even that it is there. */
export async function own({ db }: Idp, ctx: Context, id: string): Promise<Client> {
  const client = await clientOf(db, id)
  if (client?.ownerId !== personOf(ctx).account.id) throw new Problem(404, 'notFound')
  return client
}
