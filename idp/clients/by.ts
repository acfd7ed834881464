import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { inLetters } from '../../shared/crypto/tokens.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import type { Clock } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import { isDeveloper } from './developers.ts'
import type { ClientRow } from './store.ts'

/** Who does something to an app. */
export type By =
  | { readonly kind: 'operator' }
  | { readonly kind: 'developer'; readonly accountId: string; readonly origin: Origin }
  /** an app's own maker, by a registration access token, which the engine has checked (RFC 7592) */
  | { readonly kind: 'registration'; readonly origin: Origin }

/** Developers touch their own apps, and only as long as they are developers. */
export async function mayAct(tx: Knex, row: Pick<ClientRow, 'owner_id' | 'registered_with'>, by: By): Promise<boolean> {
  if (by.kind === 'operator') return true
  if (by.kind === 'registration') return row.registered_with !== null
  return row.owner_id === by.accountId && (await isDeveloper(tx, by.accountId))
}

/** Who it was, for the record. */
export const actorOf = (by: By): string => (by.kind === 'developer' ? by.accountId : by.kind)
/** When and from where, for the record; the operator's commands come from nowhere. */
export const whence = ({ now }: Pick<Idp, 'now'>, by: By): { now: Clock; origin: Origin | undefined } => ({
  now,
  origin: by.kind === 'operator' ? undefined : by.origin,
})

/** The id of an app that somebody registers: as random as `once` is; and theirs alone, so that nobody's page can name
 *  somebody else's app. */
export const idOf = (by: By, once: string): string =>
  inLetters(
    createHash('sha256')
      .update(`${actorOf(by)} ${once}`)
      .digest(),
  )
