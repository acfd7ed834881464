import { createHash } from 'node:crypto'
import type { Knex } from 'knex'
import { inTransaction, isDuplicate } from '../database/open.ts'
import { DAY, HOUR, SECOND } from '../time.ts'
import type { Log } from './log.ts'

// The audit log as a chain: each event has a seal, and each seal a hash over the seal before it and its own event. An
// event is written with the act it tells of and sealed within a second or two, apart: nobody who acts waits for the
// chain, and no lock on it can meet another lock.

/** An event is kept for twelve months (CNIL délibération 2021-122). */
export const KEPT = 365 * DAY
/** Two processes' clocks may differ, and what was recorded first may be committed last; not by this much. */
export const LATE = HOUR
/** How far behind the newest event a transaction can still be that took its number earlier (PostgreSQL). */
const BEHIND = 5000
const AT_ONCE = 200

/** A row of `audit_event`. */
export interface RecordedEvent {
  readonly no: number
  readonly at: number
  readonly action: string
  readonly subject: string | null
  readonly actor: string
  readonly ip: string | null
  readonly request_id: string | null
  readonly details: string
}

export interface Seal {
  readonly no: number
  readonly event_no: number
  readonly at: number
  readonly hash: string
}

/** The newest seal. Kept elsewhere, it proves the whole log up to it. */
export const headOf = (db: Knex): Promise<Seal | undefined> =>
  db<Seal>('audit_seal').orderBy('no', 'desc').first('no', 'event_no', 'at', 'hash')

/** What comes after `before`. The instant of the one before is in the hash, so that the first seal that a purge leaves
 *  cannot be made older than it is. */
export function sealOf(event: RecordedEvent, before: Seal | undefined): Seal {
  const { no: event_no, at, action, subject, actor, ip, request_id, details } = event
  const no = (before?.no ?? 0) + 1
  const link = [no, before?.hash ?? '', before?.at ?? 0]
  const text = JSON.stringify([...link, event_no, at, action, subject, actor, ip, request_id, details])
  return { no, event_no, at, hash: createHash('sha256').update(text).digest('hex') }
}

/** Seals what has been recorded, in the order of its numbers; returns how much. Of two processes that do so at once one
 *  does, because a number is given once. */
export async function sealAudit(db: Knex): Promise<number> {
  for (let sealed = 0; ; ) {
    const more = await sealSome(db)
    sealed += more
    if (more < AT_ONCE) return sealed
  }
}

async function sealSome(db: Knex): Promise<number> {
  if ((await unsealed(db, 1)).length === 0) return 0 // a look takes no lock, and most looks find nothing
  try {
    return await inTransaction(db, async (tx) => {
      let head = await headOf(tx)
      const seals = (await unsealed(tx, AT_ONCE)).map((event) => {
        head = sealOf(event, head)
        return head
      })
      if (seals.length > 0) await tx('audit_seal').insert(seals)
      return seals.length
    })
  } catch (error) {
    if (isDuplicate(error)) return 0
    throw error
  }
}

async function unsealed(db: Knex, count: number): Promise<RecordedEvent[]> {
  const head = await headOf(db)
  return db('audit_event as event')
    .leftJoin('audit_seal as seal', 'seal.event_no', 'event.no')
    .whereNull('seal.no')
    .where('event.no', '>', isBehind(head))
    .orderBy('event.no')
    .limit(count)
    .select<RecordedEvent[]>('event.*')
}

/** Up to this number nothing is sealed any more: whatever appears there was not written by us. */
export const isBehind = (head: Seal | undefined): number => (head?.event_no ?? 0) - BEHIND

/** Forgets events after twelve months. The last seal that goes with them stays: the next one builds on it. */
export async function purgeAudit(db: Knex, now: number): Promise<void> {
  const old = await db('audit_seal')
    .where('at', '<', now - KEPT)
    .first('no')
  if (!old) return
  await inTransaction(db, async (tx) => {
    const kept = await tx('audit_seal')
      .where('at', '>=', now - KEPT)
      .min<{ no: number | null }[]>({ no: 'no' })
    const first = kept[0]?.no ?? ((await headOf(tx))?.no ?? 0) + 1
    const gone = tx('audit_seal').where('no', '<', first)
    await tx('audit_event').whereIn('no', gone.clone().select('event_no')).delete()
    await tx('audit_seal')
      .where('no', '<', first - 1)
      .delete()
  })
}

/** Seals every second while the process lives. */
export function sealRegularly({ db, log }: { readonly db: Knex; readonly log: Log }): { stop(): Promise<void> } {
  let running: Promise<unknown> | undefined
  const timer = setInterval(() => {
    running ??= sealAudit(db)
      .catch((error: unknown) => log.warn({ err: error }, 'the audit log could not be sealed'))
      .finally(() => {
        running = undefined
      })
  }, SECOND)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
