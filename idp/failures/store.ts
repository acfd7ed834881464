import type { Knex } from 'knex'

export interface FailureRow {
  readonly reference: string
  readonly client_id: string | null
  readonly event: string
  readonly error: string
  readonly reason: string
  readonly sent: string
  readonly registered: string
  readonly at: number
}

const failures = (db: Knex) => db<FailureRow>('failure')

export const putFailure = async (db: Knex, row: FailureRow): Promise<void> => {
  await failures(db).insert(row).onConflict('reference').ignore()
}

export const failureRow = (db: Knex, reference: string): Promise<FailureRow | undefined> =>
  failures(db).where({ reference }).first()

export const newestFailures = (db: Knex, clientId: string | undefined, most: number): Promise<FailureRow[]> =>
  failures(db)
    .modify((query) => void (clientId === undefined ? query : query.where({ client_id: clientId })))
    .orderBy('at', 'desc')
    .limit(most)

export const dropFailuresBefore = (db: Knex, before: number): Promise<number> =>
  failures(db).where('at', '<', before).delete()
