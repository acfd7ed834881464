import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { rows } from '../../shared/database/open.ts'
import { DAY, MINUTE } from '../../shared/time.ts'
import { type KnownBrowser, recognise } from '../browser.ts'

/** Failures of one person in a row before they wait, and how long: 1 minute, doubling to an hour. */
const FREE = 5
const WAITS = [1, 2, 4, 8, 16, 32, 60].map((minutes) => minutes * MINUTE)
/** Passwords judged for one person in a day, whatever the waiting (CNIL 2022-100). */
const A_DAY = 25
/** And in a row, over all days: then only a new password helps (NIST SP 800-63B-4 §3.2.2). */
const IN_A_ROW = 100
/** Somebody whom nobody has tried for so long begins anew. */
const FORGOTTEN_AFTER = 30 * DAY

export type Claim =
  /** `failures` in a row before this one */
  | { readonly kind: 'claimed'; readonly failures: number }
  | { readonly kind: 'locked'; readonly until: number }
  | { readonly kind: 'exhausted' }

/** Claims the right to have one password judged, before it is: it counts as failed until it has proven right. One
 *  statement, so that of a hundred at once no more are judged than may be. */
export async function claimTry(db: Knex, person: string, now: number): Promise<Claim> {
  const key = hashToken(person)
  const nth = 'case when login_throttle.day_ends_at <= :now then 1 else login_throttle.failures + 1 end'
  const wait = WAITS.map((ms, i) => `when ${nth} = ${FREE + i} then ${ms}`).join(' ')
  const [claimed] = await rows<{ in_a_row: number }>(
    db,
    `insert into login_throttle (key, failures, locked_until, tries_today, day_ends_at, in_a_row)
     values (:key, 1, 0, 1, :tomorrow, 1)
     on conflict (key) do update set
       failures = ${nth},
       in_a_row = login_throttle.in_a_row + 1,
       locked_until = case when ${nth} < ${FREE} then 0 else cast(:now as bigint) + case ${wait} else ${WAITS.at(-1)} end end,
       tries_today = case when login_throttle.day_ends_at <= :now then 1 else login_throttle.tries_today + 1 end,
       day_ends_at = case when login_throttle.day_ends_at <= :now then :tomorrow else login_throttle.day_ends_at end
     where login_throttle.locked_until <= :now and login_throttle.in_a_row < ${IN_A_ROW}
       and (login_throttle.day_ends_at <= :now or login_throttle.tries_today < ${A_DAY})
     returning in_a_row`,
    { key, now, tomorrow: now + DAY },
  )
  return claimed ? { kind: 'claimed', failures: claimed.in_a_row - 1 } : whyNot(db, key, now)
}

async function whyNot(db: Knex, key: string, now: number): Promise<Claim> {
  const row = await db<{ key: string; locked_until: number; day_ends_at: number; in_a_row: number }>('login_throttle')
    .where({ key })
    .first('locked_until', 'day_ends_at', 'in_a_row')
  if (!row) return { kind: 'locked', until: now + MINUTE }
  if (row.in_a_row >= IN_A_ROW) return { kind: 'exhausted' }
  return { kind: 'locked', until: row.locked_until > now ? row.locked_until : row.day_ends_at }
}

export const forgetTries = async (db: Knex, person: string): Promise<void> => {
  await db('login_throttle')
    .where({ key: hashToken(person) })
    .delete()
}

/** Forgets whom nobody has tried for a month. */
export const purgeTries = (db: Knex, now: number): Promise<number> =>
  db('login_throttle')
    .where('day_ends_at', '<=', now - FORGOTTEN_AFTER)
    .delete()

export async function isKnownDevice(db: Knex, accountId: string, device: string | undefined): Promise<boolean> {
  const row = await db('known_device')
    .where({ account_id: accountId, id_hash: hashToken(device ?? '') })
    .first('account_id')
  return row !== undefined
}

/** The browsers that are known, the last used first. */
export interface KnownDevice extends KnownBrowser {
  readonly id_hash: string
  readonly first_seen_at: number
  readonly last_seen_at: number
}

export const devicesOf = (db: Knex, accountId: string): Promise<KnownDevice[]> =>
  db('known_device').where({ account_id: accountId }).orderBy('last_seen_at', 'desc')

/** Strangers' failures keep whoever uses it waiting from then on, as in any other browser. */
export const forgetDevice = (db: Knex, accountId: string, idHash: string): Promise<number> =>
  db('known_device').where({ account_id: accountId, id_hash: idHash }).delete()

/** Whether anybody has signed in to the account since its password was chosen. */
export async function hasDevices(db: Knex, accountId: string): Promise<boolean> {
  const row = await db('known_device').where({ account_id: accountId }).first('account_id')
  return row !== undefined
}

export async function rememberDevice(
  db: Knex,
  accountId: string,
  { id, at, agent }: { id: string; at: number; agent: string | undefined },
): Promise<void> {
  const seen = { last_seen_at: at, ...recognise(agent) }
  await db('known_device')
    .insert({ id_hash: hashToken(id), account_id: accountId, first_seen_at: at, ...seen })
    .onConflict(['id_hash', 'account_id'])
    .merge(['last_seen_at', 'browser', 'system'])
}

/** After a new password no browser is known any more (security requirement R25); `but` the one it was chosen in. */
export const forgetDevices = async (db: Knex, accountId: string, but = ''): Promise<void> => {
  await db('known_device')
    .where({ account_id: accountId })
    .whereNot({ id_hash: hashToken(but) })
    .delete()
}
