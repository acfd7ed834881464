import type { Knex } from 'knex'
import type { Account, FindAccount } from 'oidc-provider'
import { accountById } from '../account/service.ts'
import { claimsOf } from './claims.ts'

/** Somebody as the engine finds them. */
export interface Known extends Account {
  /** the account is to be deleted: before anything else its owner is asked (policy.ts) */
  readonly deleteAt: number | undefined
}

/** Whoever is blocked is nobody. An account that is to be deleted can only be signed in to: what was given with it, and
 *  slipped through the end of its sessions, is good for nothing. */
export const findAccount =
  (db: Knex): FindAccount =>
  async (_ctx, id, token): Promise<Known | undefined> => {
    const account = await accountById(db, id)
    if (!account || account.blocked) return undefined
    const { deleteAt } = account
    if (deleteAt !== undefined && token !== undefined) return undefined
    return { accountId: account.id, claims: () => claimsOf(account), deleteAt }
  }
