import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Secrets } from '../crypto/secrets.ts'
import { rows } from '../database/open.ts'
import { DAY, MINUTE, SECOND } from '../time.ts'

/** Something to be done outside, written in the transaction that decided it (at least once; the receiver tells
 *  repetitions by `id`, which is the same at every attempt). */
export interface Letter {
  readonly kind: string
  /** what the receiver needs; sealed at rest and erased once it is done */
  readonly content: unknown
  /** what it is about, for somebody who wants to know how far it has got */
  readonly reference?: string
  /** after this instant it is of no use to anybody any more */
  readonly giveUpAt: number
}

export type Delivery =
  | { readonly kind: 'done'; readonly deliveryId?: string }
  /** the other side is away or busy, or it is not known what it did: again later, but not before `waitMs` have passed */
  | { readonly kind: 'later'; readonly reason: string; readonly waitMs?: number | undefined }
  /** the other side will never take it */
  | { readonly kind: 'never'; readonly reason: string }

/** What a carrier knows of a letter beside its content. */
export interface Carriage {
  readonly id: string
  /** 1 the first time. From 2 on, an attempt before may have succeeded without our knowing. */
  readonly attempt: number
  readonly postedAt: number
  /** how long the letter will still be of use, in milliseconds */
  readonly usefulMs: number
}

/** Must answer within the lease of a minute. */
export type Carrier = (content: unknown, letter: Carriage) => Promise<Delivery>

/** How far a letter has got, the newest with that reference. */
export interface Progress {
  readonly state: 'waiting' | 'done' | 'dead'
  /** it was tried in vain; attempts alone would not tell, as the first may be under way */
  readonly failed: boolean
}

interface Row {
  readonly id: string
  readonly kind: string
  readonly sealed: string
  readonly attempts: number
  readonly give_up_at: number
  readonly created_at: number
}

const LEASE = 60 * SECOND
const WAITS = [5 * SECOND, 15 * SECOND, 30 * SECOND, 60 * SECOND]
const PURPOSE = 'outbox'

export async function post(tx: Knex, secrets: Secrets, letter: Letter & { now: number }): Promise<string> {
  const id = randomUUID()
  await tx('outbox').insert({
    id,
    kind: letter.kind,
    reference: letter.reference ?? null,
    sealed: secrets.seal(PURPOSE, JSON.stringify(letter.content), id),
    state: 'waiting',
    next_at: letter.now,
    give_up_at: letter.giveUpAt,
    created_at: letter.now,
  })
  return id
}

export async function progressOf(db: Knex, reference: string): Promise<Progress | undefined> {
  const row = await db('outbox')
    .where({ reference })
    .orderBy('created_at', 'desc')
    .first<{ state: Progress['state']; last_error: string | null } | undefined>('state', 'last_error')
  return row && { state: row.state, failed: row.last_error !== null }
}

/** Forgets letters that ended a month ago: what they held was erased then. */
export const purgeOutbox = (db: Knex, now: number): Promise<number> =>
  db('outbox')
    .where('done_at', '<', now - 30 * DAY)
    .delete()

export interface Office {
  readonly db: Knex
  readonly secrets: Secrets
  readonly now: () => number
  readonly carriers: Readonly<Record<string, Carrier>>
}

/** Carries one letter that is due. False: there is none. Two processes never carry the same one at once, unless a
 *  carrier takes longer than its lease. */
export async function carryOne(office: Office, held = new Set<Held>()): Promise<boolean> {
  const row = await lease(office)
  if (!row) return false
  held.add(row)
  try {
    await close(office, row, await deliver(office, row))
  } finally {
    held.delete(row)
  }
  return true
}

/** A letter that is being carried, at which attempt. */
export type Held = Pick<Row, 'id' | 'attempts'>

/** Gives letters back whose carriers have not answered: others need not wait for the end of their leases. Whoever takes
 *  them sends them a second time, if the first has arrived after all. */
export async function giveBack({ db }: Pick<Office, 'db'>, held: Iterable<Held>): Promise<void> {
  for (const { id, attempts } of held) {
    await db('outbox').where({ id, attempts, state: 'waiting' }).update({ lease_until: null })
  }
}

async function deliver({ secrets, now, carriers }: Office, row: Row): Promise<Delivery> {
  if (row.give_up_at <= now()) return { kind: 'never', reason: 'too late' } // nobody was there to carry it in time
  const carrier = carriers[row.kind]
  if (!carrier) return { kind: 'never', reason: `nobody carries ${row.kind}` }
  try {
    return await carrier(JSON.parse(secrets.open(PURPOSE, row.sealed, row.id)), {
      id: row.id,
      attempt: row.attempts,
      postedAt: row.created_at,
      usefulMs: row.give_up_at - now(),
    })
  } catch (error) {
    return { kind: 'later', reason: String(error) }
  }
}

async function lease({ db, now }: Office): Promise<Row | undefined> {
  // a look takes no lock, and most looks find nothing
  if (!(await db('outbox').where({ state: 'waiting' }).where('next_at', '<=', now()).first('id'))) return undefined
  const free = `state = 'waiting' and next_at <= :now and (lease_until is null or lease_until <= :now)`
  const skipLocked = db.client.config.client === 'pg' ? 'for update skip locked' : ''
  const [row] = await rows<Row>(
    db,
    `update outbox set lease_until = :until, attempts = attempts + 1
     where id = (select id from outbox where ${free} order by next_at limit 1 ${skipLocked}) and ${free}
     returning id, kind, sealed, attempts, give_up_at, created_at`,
    { now: now(), until: now() + LEASE },
  )
  return row
}

async function close({ db, now }: Office, row: Row, delivery: Delivery): Promise<void> {
  const asked = delivery.kind === 'later' ? (delivery.waitMs ?? 0) : 0
  const wait = Math.max(WAITS[Math.min(row.attempts, WAITS.length) - 1] ?? MINUTE, asked)
  const again = delivery.kind === 'later' && now() + wait < row.give_up_at
  const changes = again
    ? { next_at: now() + wait, lease_until: null, last_error: delivery.reason.slice(0, 200) }
    : {
        state: delivery.kind === 'done' ? 'done' : 'dead',
        sealed: null,
        lease_until: null,
        done_at: now(),
        last_error: delivery.kind === 'done' ? null : delivery.reason.slice(0, 200),
        delivery_id: delivery.kind === 'done' ? (delivery.deliveryId ?? null) : null,
      }
  await db('outbox').where({ id: row.id, state: 'waiting' }).update(changes)
}
