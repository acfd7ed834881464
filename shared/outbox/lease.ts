import type { Knex } from 'knex'
import { SECOND } from '../time.ts'

// Which letter a process carries next, and that no other does.

/** How letters of one kind are carried. */
export interface Manner {
  /** after each attempt in vain; the last again and again */
  readonly waits: readonly number[]
  /** by one process */
  readonly atOnce: number
  /** with the same reference */
  readonly atOnceEach: number
}

const usual: Manner = {
  waits: [5 * SECOND, 15 * SECOND, 30 * SECOND, 60 * SECOND],
  atOnce: 4,
  atOnceEach: 4,
}

/** What a choice is made by. */
interface Desk {
  readonly db: Knex
  readonly now: () => number
  /** for kinds that are not carried as mail is */
  readonly manners?: Readonly<Record<string, Manner>>
}

export const mannerOf = ({ manners }: Pick<Desk, 'manners'>, kind: string): Manner => manners?.[kind] ?? usual

/** A letter that is being carried, at which attempt. */
export interface Held {
  readonly id: string
  readonly kind: string
  readonly reference: string | null
  readonly sealed: string
  readonly attempts: number
  readonly give_up_at: number
  readonly created_at: number
}

const LEASE = 60 * SECOND

/** Takes the letter that is due for the longest, but of no kind, and about nothing, of which enough is in hand. */
export async function lease(office: Desk, held: ReadonlySet<Held>): Promise<Held | undefined> {
  const { db, now } = office
  const at = now()
  const full = fullOf(office, held)
  const free = (query: Knex.QueryBuilder): void => {
    query.where({ state: 'waiting' }).where('next_at', '<=', at).whereNotIn('kind', full.kinds)
    query.whereRaw('(lease_until is null or lease_until <= ?)', [at])
    if (full.references.length > 0) {
      query.whereRaw(`coalesce(reference, '') not in (${full.references.map(() => '?').join()})`, full.references)
    }
  }
  // a look takes no lock, and most looks find nothing
  if (!(await db('outbox').modify(free).first('id'))) return undefined
  const next = db('outbox').modify(free).orderBy('next_at').limit(1).select('id')
  const isPg = db.client.config.client === 'pg'
  const [row] = await db('outbox')
    .where({ id: isPg ? next.forUpdate().skipLocked() : next })
    .modify(free)
    .update({ lease_until: at + LEASE, attempts: db.raw('attempts + 1') })
    .returning(['id', 'kind', 'reference', 'sealed', 'attempts', 'give_up_at', 'created_at'])
  return row as Held | undefined
}

/** Of which kinds, and about what, this process has enough in hand. */
function fullOf(office: Pick<Desk, 'manners'>, held: ReadonlySet<Held>) {
  const letters = [...held]
  const of = (key: 'kind' | 'reference', value: string | null) => letters.filter((one) => one[key] === value).length
  return {
    kinds: letters.map(({ kind }) => kind).filter((kind) => of('kind', kind) >= mannerOf(office, kind).atOnce),
    references: letters.flatMap(({ kind, reference }) =>
      reference !== null && of('reference', reference) >= mannerOf(office, kind).atOnceEach ? [reference] : [],
    ),
  }
}
