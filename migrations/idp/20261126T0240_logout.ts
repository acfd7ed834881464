import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // Which app was opened in which session, by the `sid` it was told. A row outlives its session, which may end by itself
  // long before the app's own: whoever blocks an account must reach the app all the same.
  await db.schema.createTable('app_session', (t) => {
    t.text('sid').primary()
    t.text('session_uid').notNullable().index() // hashed, as in engine_object
    t.text('account_id').notNullable().index()
    t.text('client_id').notNullable().index()
    t.bigInteger('seen_at').notNullable().index()
  })
  // What the letter in the outbox tells, for whoever wants to know how far it has got.
  await db.schema.createTable('logout_notice', (t) => {
    t.text('id').primary().references('outbox.id').onDelete('cascade')
    t.text('client_id').notNullable().index()
    t.text('cause').notNullable()
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('logout_notice')
  await db.schema.dropTable('app_session')
}
