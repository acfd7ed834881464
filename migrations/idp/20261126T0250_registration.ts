import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // Initial access tokens (RFC 7591 §3): whoever holds one may register so many apps until it ends.
  await db.schema.createTable('registration_token', (t) => {
    t.text('id').primary()
    t.text('token_hash').notNullable().unique()
    t.text('note').notNullable()
    t.integer('uses_left').notNullable()
    t.bigInteger('created_at').notNullable()
    t.bigInteger('ends_at').notNullable()
  })
  await db.schema.alterTable('client', (t) => {
    t.text('disabled_by') // what the operator disabled its developer does not enable
    t.text('registered_with') // the id of the token, also when that is forgotten
  })
  await db.schema.alterTable('engine_object', (t) => {
    t.index('client_id')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('engine_object', (t) => {
    t.dropIndex('client_id')
  })
  await db.schema.alterTable('client', (t) => {
    t.dropColumns('disabled_by', 'registered_with')
  })
  await db.schema.dropTable('registration_token')
}
