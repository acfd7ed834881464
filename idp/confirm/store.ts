import type { Knex } from 'knex'

interface Row {
  question_hash: string
  account_id: string
  browser_hash: string
  password_changed_at: number
  failures: number
  device_hash: string | null
  remember: boolean | 0 | 1
  expires_at: number
}

export type StepRow = Readonly<Row>

const steps = (db: Knex) => db<Row>('second_step')

/** A question has one second step: whoever gives a password anew begins it anew. */
export const keepStep = async (tx: Knex, step: StepRow): Promise<void> => {
  await steps(tx).insert(step).onConflict('question_hash').merge()
}

export interface StepKey {
  readonly question_hash: string
  readonly browser_hash: string
}

/** The step, if it may still be taken. */
export const liveStep = (db: Knex, key: StepKey, now: number): Promise<StepRow | undefined> =>
  steps(db).where(key).where('expires_at', '>', now).first()

/** ... and nobody else takes it meanwhile. */
export const lockStep = (tx: Knex, key: StepKey, now: number): Promise<StepRow | undefined> =>
  steps(tx).where(key).where('expires_at', '>', now).forUpdate().first()

export const dropStep = async (tx: Knex, { question_hash }: StepRow): Promise<void> => {
  await steps(tx).where({ question_hash }).delete()
}

export const purgeSteps = (db: Knex, now: number): Promise<number> => steps(db).where('expires_at', '<=', now).delete()
