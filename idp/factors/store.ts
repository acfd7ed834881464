import type { Knex } from 'knex'

interface Row {
  id: string
  account_id: string
  name: string
  sealed: string
  created_at: number
  expires_at: number | null
  confirmed_at: number | null
  used_at: number | null
  removed_at: number | null
}

export type AuthenticatorRow = Readonly<Row>

export const authenticators = (db: Knex) => db<Row>('authenticator')

/** Those that count, oldest first. */
export const liveAuthenticators = (db: Knex, accountId: string): Promise<AuthenticatorRow[]> =>
  authenticators(db)
    .where({ account_id: accountId, removed_at: null })
    .whereNotNull('confirmed_at')
    .orderBy('confirmed_at')

interface State {
  account_id: string
  last_step: number
  codes_made_at: number | null
  rehearsed_at: number | null
}

export const states = (db: Knex) => db<State>('factor_state')

/** Makes the place where an account's steps are counted. */
export const beginState = async (tx: Knex, accountId: string): Promise<void> => {
  const state = { account_id: accountId, last_step: 0, codes_made_at: null, rehearsed_at: null }
  await states(tx).insert(state).onConflict('account_id').ignore()
}

/** Lets one change of an account's factors happen at a time. */
export async function lockState(tx: Knex, accountId: string): Promise<void> {
  await beginState(tx, accountId)
  await states(tx).where({ account_id: accountId }).forUpdate().first('account_id')
}

/** Accepts the code of a step, if none of it or of a later one was accepted before: of many at once one (RFC 6238 §5.2). */
export async function claimStep(tx: Knex, accountId: string, step: number): Promise<boolean> {
  const claimed = await states(tx)
    .where({ account_id: accountId })
    .where('last_step', '<', step)
    .update({ last_step: step })
  return claimed === 1
}

interface CodeRow {
  id: string
  account_id: string
  sealed: string
  used_at: number | null
}

export const recoveryCodes = (db: Knex) => db<CodeRow>('recovery_code')

export const unusedCodes = (db: Knex, accountId: string): Promise<readonly Readonly<CodeRow>[]> =>
  recoveryCodes(db).where({ account_id: accountId, used_at: null })

/** Of many who use one code at once one does. */
export const claimCode = async (tx: Knex, id: string, now: number): Promise<boolean> =>
  (await recoveryCodes(tx).where({ id, used_at: null }).update({ used_at: now })) === 1

interface ResetRow {
  account_id: string
  asked_at: number
  due_at: number
}

export const resets = (db: Knex) => db<ResetRow>('factor_reset')
