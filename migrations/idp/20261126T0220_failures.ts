import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // Requests of apps that were refused, so that whoever builds the app can see why. Nothing of a person is here.
  await db.schema.createTable('failure', (t) => {
    t.text('reference').primary()
    t.text('client_id').index() // as it was sent; unknown ones too
    t.text('event').notNullable()
    t.text('error').notNullable()
    t.text('reason').notNullable()
    t.text('sent').notNullable() // JSON, the protocol's own parameters
    t.text('registered').notNullable()
    t.bigInteger('at').notNullable().index()
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('failure')
}
