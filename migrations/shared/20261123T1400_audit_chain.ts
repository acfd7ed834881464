import type { Knex } from 'knex'

/** What ties the rows of `audit_event` into a chain. Only ever inserted, so that the audit log can be append-only for
 *  whoever runs the product. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('audit_seal', (t) => {
    t.integer('no').primary() // 1, 2, 3 … without a gap
    t.integer('event_no').notNullable().unique() // no foreign key: the purge leaves one seal without its event
    t.bigInteger('at').notNullable().index() // of the event
    t.text('hash').notNullable()
  })
}

export const down = (db: Knex): Promise<void> => db.schema.dropTable('audit_seal')
