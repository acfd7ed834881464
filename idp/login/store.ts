import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { rows } from '../../shared/database/open.ts'
import { DAY, MINUTE } from '../../shared/time.ts'

/** Failures of one person in a row before they wait, and how long: 1 minute, doubling to an hour. */
const FREE = 5
const WAITS = [1, 2, 4, 8, 16, 32, 60].map((minutes) => minutes * MINUTE)
/** Passwords judged for one person in a day, whatever the waiting (CNIL 2022-100). */
const A_DAY = 25

export type Claim = { readonly kind: 'claimed' } | { readonly kind: 'locked'; readonly until: number }

/** Claims the right to have one password judged, before it is: it counts as failed until it has proven right. One
 *  statement, so that of a hundred at once no more are judged than may be. */
export async function claimTry(db: Knex, person: string, now: number): Promise<Claim> {
  const key = hashToken(person)
  const nth = 'case when login_throttle.day_ends_at <= :now then 1 else login_throttle.failures + 1 end'
  const wait = WAITS.map((ms, i) => `when ${nth} = ${FREE + i} then ${ms}`).join(' ')
  const claimed = await rows(
    db,
    `insert into login_throttle (key, failures, locked_until, tries_today, day_ends_at)
     values (:key, 1, 0, 1, :tomorrow)
     on conflict (key) do update set
       failures = ${nth},
       locked_until = case when ${nth} < ${FREE} then 0 else cast(:now as bigint) + case ${wait} else ${WAITS.at(-1)} end end,
       tries_today = case when login_throttle.day_ends_at <= :now then 1 else login_throttle.tries_today + 1 end,
       day_ends_at = case when login_throttle.day_ends_at <= :now then :tomorrow else login_throttle.day_ends_at end
     where login_throttle.locked_until <= :now
       and (login_throttle.day_ends_at <= :now or login_throttle.tries_today < ${A_DAY})
     returning failures`,
    { key, now, tomorrow: now + DAY },
  )
  if (claimed.length > 0) return { kind: 'claimed' }
  const row = await db<{ key: string; locked_until: number; day_ends_at: number }>('login_throttle')
    .where({ key })
    .first('locked_until', 'day_ends_at')
  if (!row) return { kind: 'locked', until: now + MINUTE }
  return { kind: 'locked', until: row.locked_until > now ? row.locked_until : row.day_ends_at }
}

export const forgetTries = async (db: Knex, person: string): Promise<void> => {
  await db('login_throttle')
    .where({ key: hashToken(person) })
    .delete()
}

/** Forgets who has neither to wait nor a count of today. */
export const purgeTries = (db: Knex, now: number): Promise<number> =>
  db('login_throttle').where('day_ends_at', '<=', now).where('locked_until', '<=', now).delete()

export async function isKnownDevice(db: Knex, accountId: string, device: string | undefined): Promise<boolean> {
  const row = await db('known_device')
    .where({ account_id: accountId, id_hash: hashToken(device ?? '') })
    .first('account_id')
  return row !== undefined
}

export async function rememberDevice(db: Knex, accountId: string, device: { id: string; at: number }): Promise<void> {
  await db('known_device')
    .insert({ id_hash: hashToken(device.id), account_id: accountId, first_seen_at: device.at, last_seen_at: device.at })
    .onConflict(['id_hash', 'account_id'])
    .merge(['last_seen_at'])
}

/** After a new password no browser is known any more (security requirement R25). */
export const forgetDevices = async (db: Knex, accountId: string): Promise<void> => {
  await db('known_device').where({ account_id: accountId }).delete()
}
