import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Secrets } from '../crypto/secrets.ts'
import { DAY, MINUTE } from '../time.ts'
import { type Held, lease, type Manner, mannerOf } from './lease.ts'

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

/** Takes back the letters of a kind that still wait and whose content is what is looked for. What is under way at this
 *  moment may arrive all the same. */
export async function withdraw(
  tx: Knex,
  secrets: Secrets,
  letters: { readonly kind: string; readonly where: (content: unknown) => boolean },
): Promise<void> {
  const waiting = await tx('outbox')
    .where({ kind: letters.kind, state: 'waiting' })
    .select<{ id: string; sealed: string }[]>('id', 'sealed')
  const found = waiting.filter(({ id, sealed }) => letters.where(JSON.parse(secrets.open(PURPOSE, sealed, id))))
  for (const { id } of found) await tx('outbox').where({ id, state: 'waiting' }).delete()
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
  /** for kinds that are not carried as mail is */
  readonly manners?: Readonly<Record<string, Manner>>
}

/** Carries one letter that is due. False: there is none. Two processes never carry the same one at once, unless a
 *  carrier takes longer than its lease. */
export async function carryOne(office: Office, held = new Set<Held>()): Promise<boolean> {
  const letter = await takeOne(office, held)
  if (!letter) return false
  await carry(office, letter, held)
  return true
}

/** Takes one that is due, and that may be carried beside those in hand. */
export async function takeOne(office: Office, held: Set<Held>): Promise<Held | undefined> {
  const row = await lease(office, held)
  if (row) held.add(row)
  return row
}

export async function carry(office: Office, letter: Held, held: Set<Held>): Promise<void> {
  try {
    await close(office, letter, await deliver(office, letter))
  } finally {
    held.delete(letter)
  }
}

/** The other side of these is there again: their waits are over. */
export async function bringForward(db: Knex, reference: string, now: number): Promise<void> {
  await db('outbox').where({ reference, state: 'waiting' }).where('next_at', '>', now).update({ next_at: now })
}

/** Gives letters back whose carriers have not answered: others need not wait for the end of their leases. Whoever takes
 *  them sends them a second time, if the first has arrived after all. */
export async function giveBack({ db }: Pick<Office, 'db'>, held: Iterable<Held>): Promise<void> {
  for (const { id, attempts } of held) {
    await db('outbox').where({ id, attempts, state: 'waiting' }).update({ lease_until: null })
  }
}

async function deliver({ secrets, now, carriers }: Office, row: Held): Promise<Delivery> {
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

async function close(office: Office, row: Held, delivery: Delivery): Promise<void> {
  const { db, now } = office
  const { waits } = mannerOf(office, row.kind)
  const asked = delivery.kind === 'later' ? (delivery.waitMs ?? 0) : 0
  const wait = Math.max(waits[Math.min(row.attempts, waits.length) - 1] ?? MINUTE, asked)
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
