import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { isDuplicate, takeRows } from '../../shared/database/open.ts'
import { SECOND } from '../../shared/time.ts'

/** The engine's payload of one object: open JSON, of which we look at these. */
export interface Payload {
  readonly [name: string]: unknown
  readonly grantId?: string
  readonly uid?: string
  readonly userCode?: string
  readonly accountId?: string
  readonly clientId?: string
}

/** What the adapter needs of a database. One seam for the hot statements, so that they can be prepared or batched. */
export interface EngineStore {
  put(model: string, id: string, object: { payload: Payload; expiresAt: number | undefined }): Promise<void>
  /** False: an object with that id was there already. */
  putNew(model: string, id: string, object: { payload: Payload; expiresAt: number | undefined }): Promise<boolean>
  find(model: string, by: Key): Promise<Found | undefined>
  /** True for exactly one caller. */
  consume(model: string, id: string, at: number): Promise<boolean>
  /** True for exactly one caller after the one that consumed it, at least a second and at most `grace` later. */
  retry(model: string, id: string, window: { at: number; grace: number }): Promise<boolean>
  remove(model: string, id: string): Promise<void>
  removeGrant(model: string, grantId: string): Promise<void>
  /** Removes all that hangs on an account; returns its sessions as they were. */
  removeAccount(accountId: string): Promise<Payload[]>
  /** Removes all that was given to a client. */
  removeClient(clientId: string): Promise<void>
  /** Removes all that one app has of an account, and its part of the account's sessions; returns their `sid`s there. */
  removeApp(accountId: string, clientId: string): Promise<string[]>
  /** Forgets up to `most` objects that expired before an instant; returns how many. */
  purge(before: number, most: number): Promise<number>
}

export type Key = { readonly id: string } | { readonly uid: string } | { readonly userCode: string }

export interface Found {
  readonly payload: Payload
  readonly consumedAt: number | null
}

interface Row {
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

/** Of a session, by client. */
type Authorizations = Readonly<Record<string, { readonly sid?: string }>>

const PURPOSE = 'engine'
const RACE = SECOND

export function createStore(db: Knex, secrets: Secrets): EngineStore {
  const objects = () => db<Row>('engine_object')
  const open = (row: Pick<Row, 'id' | 'sealed'>): Payload =>
    JSON.parse(secrets.open(PURPOSE, row.sealed, row.id)) as Payload
  const toRow = (model: string, id: string, object: { payload: Payload; expiresAt: number | undefined }): Row => {
    const { payload, expiresAt } = object
    const key = keyOf(model, id)
    return {
      id: key,
      model,
      sealed: secrets.seal(PURPOSE, JSON.stringify(payload), key),
      grant_id: optionalHash(payload.grantId),
      uid: model === 'Session' ? optionalHash(payload.uid) : null,
      user_code: optionalHash(payload.userCode),
      account_id: payload.accountId ?? null,
      client_id: payload.clientId ?? null,
      expires_at: expiresAt ?? null,
      consumed_at: null,
      retried_at: null,
    }
  }
  return {
    put: async (model, id, object) => {
      const row = toRow(model, id, object)
      const { consumed_at: _, retried_at: __, ...changes } = row
      const write = () => objects().insert(row).onConflict('id').merge(changes)
      try {
        await write()
      } catch (error) {
        // a double click gave one session two new ids at once: the browser keeps the later cookie, and so do we
        if (!isDuplicate(error) || row.uid === null) throw error
        await objects().where({ uid: row.uid }).delete()
        await write()
      }
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
    removeAccount: async (accountId) => {
      const removed = await takeRows<Row>(db, objects().where({ account_id: accountId }))
      return removed.filter((row) => row.model === 'Session').map(open)
    },
    removeClient: async (clientId) => {
      await objects().where({ client_id: clientId }).delete()
    },
    removeApp: async (accountId, clientId) => {
      await objects().where({ account_id: accountId, client_id: clientId }).delete()
      const sids: string[] = []
      for (const row of await objects().where({ account_id: accountId, model: 'Session' }).select('id', 'sealed')) {
        const { authorizations = {}, ...session } = open(row) as { authorizations?: Authorizations }
        const { [clientId]: ended, ...others } = authorizations
        if (ended?.sid === undefined) continue
        sids.push(ended.sid)
        const sealed = secrets.seal(PURPOSE, JSON.stringify({ ...session, authorizations: others }), row.id)
        // a session that is written this very moment keeps its part: an app without a grant, which has to ask anew
        await objects().where({ id: row.id, sealed: row.sealed }).update({ sealed })
      }
      return sids
    },
    purge: async (before, most) => {
      const old = objects().select('id').where('expires_at', '<', before).limit(most)
      return db<Row>('engine_object').whereIn('id', old).delete()
    },
  }
}

/** Ids are bearer values: only their hash is stored. */
const keyOf = (model: string, id: string): string => hashToken(`${model}:${id}`)

const optionalHash = (value: string | undefined): string | null => (value === undefined ? null : hashToken(value))

function columnsOf(model: string, by: Key): Partial<Row> {
  if ('id' in by) return { id: keyOf(model, by.id) }
  if ('uid' in by) return { uid: hashToken(by.uid) }
  return { user_code: hashToken(by.userCode) }
}
