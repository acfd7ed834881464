import type { Knex } from 'knex'

/** Whether a session was opened by two factors: whoever demands that may begin to do so while sessions are open. */
export const up = (db: Knex): Promise<void> =>
  db.schema.alterTable('session', (t) => {
    t.integer('by_factor').notNullable().defaultTo(0)
  })

export const down = (db: Knex): Promise<void> => db.schema.alterTable('session', (t) => t.dropColumn('by_factor'))
