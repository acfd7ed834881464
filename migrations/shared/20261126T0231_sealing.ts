import type { Knex } from 'knex'

/** Which secrets may have sealed something that is still there: a row each, and when a process last said so. */
export const up = (db: Knex): Promise<void> =>
  db.schema.alterTable('secret_fingerprint', (t) => {
    t.bigInteger('seen_at').notNullable().defaultTo(0)
  })

export const down = (db: Knex): Promise<void> =>
  db.schema.alterTable('secret_fingerprint', (t) => {
    t.dropColumn('seen_at')
  })
