import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { SECOND } from '../../shared/time.ts'
import { rememberApps } from './app-sessions.ts'
import { type Place, rememberBrowser } from './browsers.ts'

/** The engine's payload of one object: open JSON, of which we look at these. */
export interface Payload {
  readonly [name: string]: unknown
  readonly grantId?: string
  readonly uid?: string
  readonly userCode?: string
  readonly accountId?: string
  readonly clientId?: string
  /** of a code or token: the session it was given in, and whether it ends with that */
  readonly sessionUid?: string
  readonly expiresWithSession?: boolean
  /** of a session: the apps that were opened in it */
  readonly authorizations?: Readonly<Record<string, Authorization>>
  /** of an interaction: what was answered */
  readonly result?: { readonly login?: { readonly accountId?: string } }
}

interface Authorization {
  readonly sid?: string
  readonly grantId?: string
  /** the app was given `offline_access` (OpenID Connect Core 1.0 §11) */
  readonly persistsLogout?: boolean
}

/** What the adapter needs of a database. One seam for the hot statements, so that they can be prepared or batched. */
export interface EngineStore {
  put(model: string, id: string, object: { payload: Payload; expiresAt: number | undefined }): Promise<void>
  /** Writes a session under its id, which may be another than before, and remembers the apps that were opened in it.
   *  False: it has ended, and stays so. */
  putSession(id: string, object: { payload: Payload; expiresAt: number | undefined }, seen: Seen): Promise<boolean>
  /** False: an object with that id was there already. */
  putNew(model: string, id: string, object: { payload: Payload; expiresAt: number | undefined }): Promise<boolean>
  find(model: string, by: Key): Promise<Found | undefined>
  /** True for exactly one caller. */
  consume(model: string, id: string, at: number): Promise<boolean>
  /** True for exactly one caller after the one that consumed it, at least a second and at most `grace` later. */
  retry(model: string, id: string, window: { at: number; grace: number }): Promise<boolean>
  remove(model: string, id: string): Promise<void>
  removeGrant(model: string, grantId: string): Promise<void>
  /** Forgets up to `most` objects that expired before an instant; returns how many. */
  purge(before: number, most: number): Promise<number>
}

/** When a session is written, and for whose request. */
export interface Seen {
  readonly at: number
  readonly place?: Place | undefined
}

export type Key = { readonly id: string } | { readonly uid: string } | { readonly userCode: string }

export interface Found {
  readonly payload: Payload
  readonly consumedAt: number | null
}

export interface Row {
  id: string
  model: string
  sealed: string
  grant_id: string | null
  uid: string | null
  user_code: string | null
  account_id: string | null
  client_id: string | null
  expires_at: number | null
  consumed_at: number | null
  retried_at: number | null
}

const PURPOSE = 'engine'
const RACE = SECOND

export function createStore(db: Knex, secrets: Secrets): EngineStore {
  const objects = () => db<Row>('engine_object')
  const { open, seal } = envelope(secrets)
  const toRow = (model: string, id: string, object: { payload: Payload; expiresAt: number | undefined }): Row => {
    const { payload, expiresAt } = object
    const key = keyOf(model, id)
    return {
      id: key,
      model,
      sealed: seal(key, payload),
      grant_id: optionalHash(payload.grantId),
      uid: model === 'Session' ? optionalHash(payload.uid) : null,
      user_code: optionalHash(payload.userCode),
      account_id: payload.accountId ?? payload.result?.login?.accountId ?? null,
      client_id: payload.clientId ?? null,
      expires_at: expiresAt ?? null,
      consumed_at: null,
      retried_at: null,
    }
  }
  return {
    put: async (model, id, object) => {
      const row = toRow(model, id, object)
      await objects().insert(row).onConflict('id').merge(changesOf(row))
    },
    putSession: async (id, object, seen) => {
      await rememberApps(db, object.payload, seen.at) // first: whoever has a `sid` can be told of its end
      await rememberBrowser(db, object.payload, seen)
      const row = toRow('Session', id, object)
      const change = () => objects().where({ uid: row.uid, model: 'Session' }).update(changesOf(row))
      if ((await change()) > 0) return true
      const kept = await objects().insert(row).onConflict().ignore().returning('id')
      return kept.length > 0 || (await change()) > 0 // somebody wrote it first, or its tombstone is there
    },
    putNew: async (model, id, object) =>
      (
        await objects()
          .insert(toRow(model, id, object))
          .onConflict('id')
          .ignore()
          .returning('id')
      ).length > 0,
    find: async (model, by) => {
      const row = await objects().where(columnsOf(model, by)).andWhere({ model }).first('id', 'sealed', 'consumed_at')
      if (!row) return undefined
      return { payload: open(row), consumedAt: row.consumed_at }
    },
    consume: async (model, id, at) =>
      (await objects()
        .where({ id: keyOf(model, id) })
        .whereNull('consumed_at')
        .update({ consumed_at: at })) === 1,
    retry: async (model, id, { at, grace }) =>
      (await objects()
        .where({ id: keyOf(model, id) })
        .whereNull('retried_at')
        .whereBetween('consumed_at', [at - grace, at - RACE])
        .update({ retried_at: at })) === 1,
    remove: async (model, id) => {
      await objects()
        .where({ id: keyOf(model, id) })
        .delete()
    },
    removeGrant: async (model, grantId) => {
      await objects()
        .where({ model, grant_id: hashToken(grantId) })
        .delete()
    },
    purge: async (before, most) => {
      const old = objects().select('id').where('expires_at', '<', before).limit(most)
      return db<Row>('engine_object').whereIn('id', old).delete()
    },
  }
}

/** What was used stays used when it is written again. */
function changesOf(row: Row) {
  const { consumed_at: _, retried_at: __, ...changes } = row
  return changes
}

/** A payload is sealed for its row. */
export const envelope = (secrets: Secrets) => ({
  open: ({ id, sealed }: Pick<Row, 'id' | 'sealed'>): Payload =>
    JSON.parse(secrets.open(PURPOSE, sealed, id)) as Payload,
  seal: (id: string, payload: Payload): string => secrets.seal(PURPOSE, JSON.stringify(payload), id),
})

/** Ids are bearer values: only their hash is stored. */
export const keyOf = (model: string, id: string): string => hashToken(`${model}:${id}`)

const optionalHash = (value: string | undefined): string | null => (value === undefined ? null : hashToken(value))

function columnsOf(model: string, by: Key): Partial<Row> {
  if ('id' in by) return { id: keyOf(model, by.id) }
  if ('uid' in by) return { uid: hashToken(by.uid) }
  return { user_code: hashToken(by.userCode) }
}
