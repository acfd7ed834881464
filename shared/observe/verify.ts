import type { Knex } from 'knex'
import { headOf, isBehind, KEPT, LATE, type RecordedEvent, type Seal, sealOf } from './chain.ts'

/** What a head that was kept elsewhere said. */
export type Head = Pick<Seal, 'no' | 'hash'>

export type Verdict =
  | { readonly kind: 'whole'; readonly events: number; readonly waiting: number; readonly head: Seal | undefined }
  /** the first row that is not as it was written, by its `no` in `audit_event` */
  | { readonly kind: 'broken'; readonly eventNo: number; readonly because: Fault }
  /** the log does not lead to the head that was kept elsewhere */
  | { readonly kind: 'otherHead'; readonly because: 'shorter' | 'different' | 'purged' }

export type Fault = 'altered' | 'removed' | 'removedBefore' | 'inserted'

type Broken = Extract<Verdict, { kind: 'broken' }>
type Link = { readonly seal: Seal; readonly event: RecordedEvent | undefined }

/** Reads the whole audit log and says whether it is as it was written: nothing altered, removed, inserted or moved.
 *  Whoever may write the whole database could make another chain: a head that was kept elsewhere tells. */
export async function verifyAudit(db: Knex, { now, kept }: { now: number; kept?: Head }): Promise<Verdict> {
  const other = kept && (await compare(db, kept))
  if (other) return other
  let before: Link | undefined
  let events = 0
  for (;;) {
    const links = await nextLinks(db, before?.seal.no ?? 0)
    for (const link of links) {
      const fault = before ? faultOf(link, before) : faultOfFirst(link, now)
      if (fault) return broken(link.seal.event_no, fault)
      if (link.event) events += 1
      before = link
    }
    if (links.length === 0) break
  }
  return (await stranger(db)) ?? { kind: 'whole', events, waiting: await waiting(db), head: before?.seal }
}

const broken = (eventNo: number, because: Fault): Broken => ({ kind: 'broken', eventNo, because })

/** The log begins with its first event ever, or with the seal that a purge left of an event that was old enough. */
function faultOfFirst({ seal, event }: Link, now: number): Fault | undefined {
  if (!event) return seal.at < now - KEPT ? undefined : 'removed'
  if (seal.no !== 1) return 'removedBefore'
  return isSealOf(seal, event, undefined) ? undefined : 'altered'
}

function faultOf({ seal, event }: Link, before: Link): Fault | undefined {
  if (seal.no !== before.seal.no + 1) return 'removedBefore'
  if (!event) return 'removed'
  if (!isSealOf(seal, event, before.seal)) return 'altered'
  return event.at < before.seal.at - LATE ? 'inserted' : undefined
}

function isSealOf(seal: Seal, event: RecordedEvent, before: Seal | undefined): boolean {
  const right = sealOf(event, before)
  return seal.hash === right.hash && seal.at === right.at && seal.no === right.no
}

const PAGE = 1000

async function nextLinks(db: Knex, after: number): Promise<Link[]> {
  const seals = await db<Seal>('audit_seal').where('no', '>', after).orderBy('no').limit(PAGE)
  const events = await db<RecordedEvent>('audit_event').whereIn(
    'no',
    seals.map((seal) => seal.event_no),
  )
  const byNo = new Map(events.map((event) => [event.no, event]))
  return seals.map((seal) => ({ seal, event: byNo.get(seal.event_no) }))
}

/** An event that has no seal and can get none: nobody of ours wrote it there. */
async function stranger(db: Knex): Promise<Broken | undefined> {
  const head = await headOf(db)
  if (!head) return undefined
  const found = await withoutSeal(db)
    .whereRaw('(event.no <= ? or event.at < ?)', [isBehind(head), head.at - LATE])
    .orderBy('event.no')
    .first<{ no: number } | undefined>('event.no')
  return found && broken(found.no, 'inserted')
}

async function waiting(db: Knex): Promise<number> {
  const [row] = await withoutSeal(db).count<{ count: number | string }[]>({ count: 'event.no' })
  return Number(row?.count ?? 0)
}

const withoutSeal = (db: Knex) =>
  db('audit_event as event').leftJoin('audit_seal as seal', 'seal.event_no', 'event.no').whereNull('seal.no')

async function compare(db: Knex, kept: Head): Promise<Verdict | undefined> {
  const seal = await db<Seal>('audit_seal').where({ no: kept.no }).first('hash')
  if (seal) return seal.hash === kept.hash ? undefined : { kind: 'otherHead', because: 'different' }
  const head = await headOf(db)
  return { kind: 'otherHead', because: head && head.no > kept.no ? 'purged' : 'shorter' }
}
