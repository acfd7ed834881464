import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // Codes, tokens, sessions, interactions, grants of the OpenID Connect engine. Ids are bearer values: only their hash
  // is here, and the payload is sealed.
  await db.schema.createTable('engine_object', (t) => {
    t.text('id').primary()
    t.text('model').notNullable()
    t.text('sealed').notNullable()
    t.text('grant_id').index()
    t.text('uid').unique()
    t.text('user_code').unique()
    t.text('account_id')
    t.text('client_id')
    t.bigInteger('expires_at').index()
    t.bigInteger('consumed_at')
    t.bigInteger('retried_at')
    t.index(['account_id', 'model'])
  })
  await db.schema.createTable('client', (t) => {
    t.text('id').primary()
    t.text('metadata').notNullable()
    t.bigInteger('changed_at').notNullable()
  })
  await db.schema.createTable('signing_key', (t) => {
    t.text('kid').primary()
    t.text('slot').notNullable().unique() // two processes that start at once make one key, not two
    t.text('alg').notNullable()
    t.text('sealed').notNullable()
    t.bigInteger('created_at').notNullable()
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['signing_key', 'client', 'engine_object']) await db.schema.dropTable(table)
}
