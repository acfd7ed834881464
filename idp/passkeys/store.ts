import type { Knex } from 'knex'
import { takeRows } from '../../shared/database/open.ts'
import { type PasskeyRow, passkeys } from '../factors/service.ts'

/** Of one account: enough for every device somebody has, few enough to look through. */
export const MOST = 10

const users = (db: Knex) => db<{ account_id: string; handle: string }>('passkey_user')
const challenges = (db: Knex) => db<{ id: string; bound_to: string; expires_at: number }>('passkey_challenge')

/** One that counts, whoever's it is. */
export const liveByCredential = (db: Knex, credentialId: string): Promise<PasskeyRow | undefined> =>
  passkeys(db).where({ credential_id: credentialId, removed_at: null }).first()

/** False: somebody has that credential already, or had it until lately. */
export async function insertRow(tx: Knex, row: PasskeyRow): Promise<boolean> {
  const inserted = await passkeys(tx).insert(row).onConflict('credential_id').ignore().returning('id')
  return inserted.length > 0
}

interface Of {
  readonly id: string
  readonly account_id: string
}

export const renameRow = async (tx: Knex, of: Of, name: string): Promise<boolean> =>
  (await passkeys(tx)
    .where({ ...of, removed_at: null })
    .update({ name })) > 0

/** Takes it away: of two at once one gets the row. */
export async function removeRow(tx: Knex, of: Of, now: number): Promise<PasskeyRow | undefined> {
  const live = passkeys(tx).where({ ...of, removed_at: null })
  const [row] = await live.update({ removed_at: now }).returning('*')
  return row
}

export const restoreRow = async (tx: Knex, of: Of): Promise<boolean> =>
  (await passkeys(tx).where(of).whereNotNull('removed_at').update({ removed_at: null })) === 1

interface Use {
  readonly signCount: number
  readonly isSynced: boolean
  readonly at: number
  /** whoever used it had just typed the password */
  readonly besidePassword: boolean
}

/** Keeps what a use has told. False: the counter has not gone on, so something else has counted (WebAuthn 3 §6.1.1).
 *  Authenticators that sync do not count: theirs is always 0. */
export async function countUse(tx: Knex, id: string, use: Use): Promise<boolean> {
  const { signCount, isSynced, at, besidePassword } = use
  const changed = await passkeys(tx)
    .where({ id })
    .andWhere((one) => {
      one.where('sign_count', '<', signCount)
      if (signCount === 0) one.orWhere('sign_count', 0)
    })
    .update({
      sign_count: signCount,
      is_synced: Number(isSynced),
      last_used_at: at,
      ...(besidePassword ? { trusted_at: at } : {}),
    })
  return changed > 0
}

/** What authenticators know an account by: `fresh` if it has none yet. */
export async function holdHandle(tx: Knex, accountId: string, fresh: string): Promise<string> {
  const [row] = await users(tx)
    .insert({ account_id: accountId, handle: fresh })
    .onConflict('account_id')
    .merge(['account_id'])
    .returning('handle')
  return row?.handle ?? fresh
}

export async function handleOf(db: Knex, accountId: string): Promise<string | undefined> {
  return (await users(db).where({ account_id: accountId }).first())?.handle
}

export const keepChallenge = async (
  db: Knex,
  challenge: { id: string; bound_to: string; expires_at: number },
): Promise<void> => {
  await challenges(db).insert(challenge)
}

/** Uses it up, if it is there, not expired and bound to that: of many at once one gets it. */
export async function takeChallenge(tx: Knex, of: { id: string; bound_to: string }, now: number): Promise<boolean> {
  const taken = await takeRows(tx, challenges(tx).where(of).where('expires_at', '>', now))
  return taken.length > 0
}

export const purgeChallenges = (db: Knex, now: number): Promise<number> =>
  challenges(db).where('expires_at', '<=', now).delete()

export const purgeRemoved = (db: Knex, until: number): Promise<number> =>
  passkeys(db).where('removed_at', '<=', until).delete()
