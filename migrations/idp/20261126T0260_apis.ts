import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // APIs that access tokens are made for (RFC 8707): what they are called, and how long their tokens live.
  await db.schema.createTable('api', (t) => {
    t.text('id').primary() // the resource indicator, and the audience of its tokens
    t.text('name_fr').notNullable()
    t.text('name_en').notNullable()
    t.integer('token_seconds').notNullable()
    t.text('token_format').notNullable() // jwt, opaque
    t.integer('is_open').notNullable() // any app may ask people for it
    t.text('client_id').references('client.id').onDelete('set null').index() // which the API itself is, to introspect
    t.bigInteger('created_at').notNullable()
    t.bigInteger('changed_at').notNullable()
  })
  await db.schema.createTable('api_scope', (t) => {
    t.text('api_id').notNullable().references('api.id').onDelete('cascade')
    t.text('name').notNullable()
    t.text('words_fr').notNullable()
    t.text('words_en').notNullable()
    t.primary(['api_id', 'name'])
  })
  // What the operator lets an app ask for.
  await db.schema.createTable('api_permission', (t) => {
    t.text('client_id').notNullable().references('client.id').onDelete('cascade')
    t.text('api_id').notNullable()
    t.text('scope').notNullable()
    t.bigInteger('given_at').notNullable()
    t.primary(['client_id', 'api_id', 'scope'])
    t.foreign(['api_id', 'scope']).references(['api_id', 'name']).inTable('api_scope').onDelete('cascade')
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['api_permission', 'api_scope', 'api']) await db.schema.dropTable(table)
}
