import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import { accountByEmail, accountById } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { developerRows, dropDeveloper, hasDeveloper, keepDeveloper } from './store.ts'

// Who may register apps. An account alone is not enough, or anybody could ask customers for their names.

type Needs = Pick<Idp, 'db' | 'now'>

export const isDeveloper = (db: Knex, accountId: string): Promise<boolean> => hasDeveloper(db, accountId)

export interface Developer {
  readonly accountId: string
  readonly email: string
  readonly addedAt: number
}

/** All of them, in the order in which they came. */
export async function developers(db: Knex): Promise<Developer[]> {
  const rows = await developerRows(db)
  const people = await Promise.all(rows.map((row) => accountById(db, row.account_id)))
  return rows.map((row, at) => ({ accountId: row.account_id, email: people[at]?.email ?? '', addedAt: row.added_at }))
}

export type DeveloperOutcome = { readonly kind: 'done' | 'already' | 'noAccount' }

/** Lets somebody register apps. */
export const addDeveloper = (idp: Needs, email: string): Promise<DeveloperOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const account = await accountByEmail(tx, email)
    if (!account) return { kind: 'noAccount' }
    if (!(await keepDeveloper(tx, account.id, idp.now()))) return { kind: 'already' }
    await recordEvent(tx, { action: 'developer.added', subject: account.id, actor: 'operator' }, idp)
    return { kind: 'done' }
  })

/** Lets somebody no longer register apps, nor change them. Their apps stay as they are. */
export const removeDeveloper = (idp: Needs, email: string): Promise<DeveloperOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const account = await accountByEmail(tx, email)
    if (!account) return { kind: 'noAccount' }
    if (!(await dropDeveloper(tx, account.id))) return { kind: 'already' }
    await recordEvent(tx, { action: 'developer.removed', subject: account.id, actor: 'operator' }, idp)
    return { kind: 'done' }
  })
