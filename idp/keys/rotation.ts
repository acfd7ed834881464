import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import { DAY } from '../../shared/time.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { LISTED_AFTER, makeKey, PUBLISHED_BEFORE } from './service.ts'
import {
  ALGORITHMS,
  type Algorithm,
  allKeys,
  claimTurn,
  forgetKeys,
  handOver,
  insertKey,
  type KeyRow,
  keepSigning,
  stateOf,
  takeOut,
} from './store.ts'

// Replaces signing keys. Nothing here waits: what is to happen stands as instants in the table, and every process goes by
// them when it looks next.

type Needs = Pick<Idp, 'db' | 'secrets' | 'now'>
type Actor = 'operator' | 'schedule'

/** How long the row of a key that is gone tells that there was one. */
const REMEMBERED = 365 * DAY

export type Publication =
  | { readonly kind: 'published'; readonly key: KeyRow }
  /** one was published before and does not sign yet */
  | { readonly kind: 'waiting'; readonly key: KeyRow }
  /** another process was faster: it is that one's */
  | { readonly kind: 'overtaken'; readonly alg: Algorithm }

/** Publishes the next key of an algorithm, which signs a day later. */
export async function publishNext(idp: Needs, alg: Algorithm, actor: Actor): Promise<Publication> {
  const rows = await allKeys(idp.db)
  const waiting = rows.find((row) => row.alg === alg && stateOf(row, idp.now()) === 'published')
  if (waiting) return { kind: 'waiting', key: waiting }
  const key = await makeKey(idp, rows, { alg, activateAt: idp.now() + PUBLISHED_BEFORE })
  return inTransaction(idp.db, async (tx) => {
    if (!(await insertKey(tx, key))) return { kind: 'overtaken', alg }
    await handOver(tx, key, LISTED_AFTER)
    await tell(tx, idp, { key, action: 'keys.published', actor })
    return { kind: 'published', key }
  })
}

/** For a key in wrong hands: new ones sign at once, and all others leave the key set at once. What those have signed is
 *  refused from then on. @returns the new keys; none: somebody else did the same at this moment. */
export async function replaceAll(idp: Needs): Promise<readonly KeyRow[]> {
  const rows = await allKeys(idp.db)
  const at = idp.now()
  const made = await Promise.all(ALGORITHMS.map((alg) => makeKey(idp, rows, { alg, activateAt: at })))
  const isNew = new Set(made.map(({ kid }) => kid))
  return inTransaction(idp.db, async (tx) => {
    for (const key of made) if (!(await insertKey(tx, key))) throw new Overtaken()
    const old = (await allKeys(tx)).filter((row) => !isNew.has(row.kid) && stateOf(row, at) !== 'gone')
    await takeOut(tx, kidsOf(old), at)
    for (const key of old) await tell(tx, idp, { key, action: 'keys.revoked', actor: 'operator' })
    for (const key of made) await tell(tx, idp, { key, action: 'keys.published', actor: 'operator' })
    return made
  }).catch((error: unknown) => {
    if (error instanceof Overtaken) return []
    throw error
  })
}

class Overtaken extends Error {}

export type Retirement =
  | { readonly kind: 'takenOut'; readonly was: 'published' | 'retired' }
  | { readonly kind: 'signs' }
  | { readonly kind: 'unknown' }

/** Takes a key that does not sign out of the key set: a published one never will, what a retired one has signed is
 *  refused from now on. */
export async function retireKey(idp: Needs, kid: string): Promise<Retirement> {
  return inTransaction(idp.db, async (tx) => {
    const key = (await allKeys(tx)).find((row) => row.kid === kid)
    const was = key && stateOf(key, idp.now())
    if (!key || was === undefined || was === 'gone') return { kind: 'unknown' }
    if (was === 'signing') return { kind: 'signs' }
    await takeOut(tx, [kid], idp.now())
    if (was === 'published') await keepSigning(tx, key)
    await tell(tx, idp, { key, action: 'keys.revoked', actor: 'operator' })
    return { kind: 'takenOut', was }
  })
}

/** One look at the keys, by every process: publishes the next in time, records what has come about since the last look,
 *  and answers with the keys of now. Whatever several do at once happens once. */
export async function turnKeys(idp: Pick<Idp, 'config' | 'db' | 'secrets' | 'now' | 'engine'>): Promise<void> {
  const rows = await allKeys(idp.db)
  const listed = rows.filter((row) => stateOf(row, idp.now()) !== 'gone')
  for (const alg of ALGORITHMS) {
    const newest = Math.max(...listed.filter((row) => row.alg === alg).map((row) => row.activate_at))
    const due = newest + idp.config.keysRotateDays * DAY - PUBLISHED_BEFORE
    if (due <= idp.now()) await publishNext(idp, alg, 'schedule')
  }
  for (const row of rows) await recordTurn(idp, row)
  await forgetKeys(idp.db, idp.now() - REMEMBERED)
  await idp.engine.renew()
}

async function recordTurn(idp: Needs, key: KeyRow): Promise<void> {
  const state = stateOf(key, idp.now())
  if (state === key.recorded || state === 'published') return
  const action = ({ signing: 'keys.activated', retired: 'keys.retired', gone: 'keys.erased' } as const)[state]
  await inTransaction(idp.db, async (tx) => {
    if (await claimTurn(tx, key, state)) await tell(tx, idp, { key, action, actor: 'schedule' })
  })
}

type KeyAction = 'keys.published' | 'keys.activated' | 'keys.retired' | 'keys.erased' | 'keys.revoked'

const tell = (
  tx: Knex,
  { now }: Pick<Idp, 'now'>,
  { key, action, actor }: { key: KeyRow; action: KeyAction; actor: Actor },
): Promise<void> => recordEvent(tx, { action, subject: key.kid, actor, details: { key: key.slot } }, { now })

const kidsOf = (keys: readonly KeyRow[]): string[] => keys.map(({ kid }) => kid)
