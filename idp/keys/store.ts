import type { Knex } from 'knex'

/** ES256 signs unless a client asks for RS256, which OpenID Connect Core §15.1 wants every provider to have. */
export const ALGORITHMS = ['ES256', 'RS256'] as const
export type Algorithm = (typeof ALGORITHMS)[number]

/** published: in the key set, so that everybody knows it before it signs. signing. retired: still in the key set, for
 *  what it has signed. gone: known to nobody, its private part erased. */
export type KeyState = 'published' | 'signing' | 'retired' | 'gone'

export interface KeyRow {
  readonly kid: string
  /** `ES256-2`: the second of its algorithm. Two processes that make the next one at once make one. */
  readonly slot: string
  readonly alg: Algorithm
  readonly sealed: string | null
  readonly created_at: number
  readonly activate_at: number
  readonly retire_at: number | null
  readonly gone_at: number | null
  /** the last state that the audit log knows of */
  readonly recorded: KeyState
}

export function stateOf(key: KeyRow, now: number): KeyState {
  if (key.gone_at !== null && key.gone_at <= now) return 'gone'
  if (key.activate_at > now) return 'published'
  return key.retire_at !== null && key.retire_at <= now ? 'retired' : 'signing'
}

/** ES256 before RS256, the newest of each first. */
export const allKeys = (db: Knex): Promise<KeyRow[]> =>
  db<KeyRow>('signing_key').orderBy([{ column: 'alg' }, { column: 'activate_at', order: 'desc' }])

/** False: another process took that slot first. */
export const insertKey = async (tx: Knex, row: KeyRow): Promise<boolean> =>
  (await tx<KeyRow>('signing_key').insert(row).onConflict('slot').ignore().returning('kid')).length > 0

/** The keys before it hand over to `next`, and go `keptMs` later. */
export const handOver = (tx: Knex, next: KeyRow, keptMs: number): Promise<number> =>
  tx<KeyRow>('signing_key')
    .where({ alg: next.alg })
    .whereNot({ kid: next.kid })
    .whereNull('retire_at')
    .update({ retire_at: next.activate_at, gone_at: next.activate_at + keptMs })

/** Whoever was to hand over at that instant signs on. */
export const keepSigning = (tx: Knex, withdrawn: KeyRow): Promise<number> =>
  tx<KeyRow>('signing_key')
    .where({ alg: withdrawn.alg, retire_at: withdrawn.activate_at })
    .update({ retire_at: null, gone_at: null })

/** Out of the key set at once, whatever they were, and erased. @returns how many */
export const takeOut = (tx: Knex, kids: readonly string[], at: number): Promise<number> =>
  tx<KeyRow>('signing_key')
    .whereIn('kid', kids)
    .where((still) => still.whereNull('gone_at').orWhere('gone_at', '>', at))
    .update({ gone_at: at, sealed: null })

/** True for one caller: the one that records it. What is gone is erased with it. */
export const claimTurn = async (tx: Knex, { kid, recorded }: KeyRow, state: KeyState): Promise<boolean> =>
  (await tx<KeyRow>('signing_key')
    .where({ kid, recorded })
    .update({ recorded: state, ...(state === 'gone' ? { sealed: null } : {}) })) === 1

export const forgetKeys = (db: Knex, before: number): Promise<number> =>
  db<KeyRow>('signing_key').where('gone_at', '<', before).delete()
