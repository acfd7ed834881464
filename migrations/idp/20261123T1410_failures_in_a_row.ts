import type { Knex } from 'knex'

/** Failures since the last success, over all days (NIST SP 800-63B-4 §3.2.2). */
export const up = (db: Knex): Promise<void> =>
  db.schema.alterTable('login_throttle', (t) => {
    t.integer('in_a_row').notNullable().defaultTo(0)
  })

export const down = (db: Knex): Promise<void> =>
  db.schema.alterTable('login_throttle', (t) => {
    t.dropColumn('in_a_row')
  })
