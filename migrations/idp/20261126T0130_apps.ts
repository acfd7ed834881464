import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('client', (t) => {
    t.text('owner_id').references('account.id').onDelete('set null').index() // nobody: the house
    t.bigInteger('created_at').notNullable().defaultTo(0)
    t.bigInteger('disabled_at')
  })
  // Two may be good at once, so that an app can take the new one before the old one ends.
  await db.schema.createTable('client_secret', (t) => {
    t.text('id').primary()
    t.text('client_id').notNullable().index().references('client.id').onDelete('cascade')
    t.text('sealed').notNullable()
    t.bigInteger('created_at').notNullable()
    t.bigInteger('ends_at') // no end
  })
  // Who may register apps: an account alone is not enough, or anybody could ask customers for their names.
  await db.schema.createTable('developer', (t) => {
    t.text('account_id').primary().references('account.id').onDelete('cascade')
    t.bigInteger('added_at').notNullable()
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('developer')
  await db.schema.dropTable('client_secret')
  await db.schema.alterTable('client', (t) => {
    t.dropForeign('owner_id')
    t.dropColumns('owner_id', 'created_at', 'disabled_at')
  })
}
