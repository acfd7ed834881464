import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // Where a session is, in words for whoever it belongs to. The session itself is sealed.
  await db.schema.createTable('session_browser', (t) => {
    t.text('session_uid').primary() // hashed, as in engine_object
    t.text('account_id').notNullable().index()
    t.text('browser')
    t.text('system')
    t.text('network').notNullable() // the first half of an address
    t.bigInteger('created_at').notNullable()
    t.bigInteger('seen_at').notNullable()
  })
  await db.schema.alterTable('known_device', (t) => {
    t.text('browser')
    t.text('system')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('known_device', (t) => {
    t.dropColumns('browser', 'system')
  })
  await db.schema.dropTable('session_browser')
}
