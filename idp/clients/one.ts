import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import type { Idp } from '../context.ts'
import { type By, mayAct } from './by.ts'
import { isHouse } from './house.ts'
import type { Metadata } from './settings.ts'
import { lockClient } from './store.ts'

/** Nobody has that id, or whoever asks may not touch it. */
export interface Unknown {
  readonly kind: 'unknown'
}

/** It comes from the configuration at every start, so nobody changes it. */
export interface House {
  readonly kind: 'house'
}

/** An app as it is, while nobody else can change it. */
export interface Held {
  readonly metadata: Metadata
  readonly disabledBy: By['kind'] | undefined
}

/** Does something to one app, in a transaction, if whoever asks may. */
export const withClient = <T>(
  { db }: Pick<Idp, 'db'>,
  id: string,
  by: By,
  act: (tx: Knex.Transaction, held: Held) => Promise<T>,
): Promise<T | Unknown | House> =>
  inTransaction<T | Unknown | House>(db, async (tx) => {
    if (isHouse(id)) return { kind: 'house' }
    const row = await lockClient(tx, id)
    if (!row || !(await mayAct(tx, row, by))) return { kind: 'unknown' }
    return act(tx, { metadata: JSON.parse(row.metadata) as Metadata, disabledBy: row.disabled_by ?? undefined })
  })
