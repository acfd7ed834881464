import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('client_logo', (t) => {
    t.text('client_id').primary().references('client.id').onDelete('cascade')
    t.text('hash').notNullable().index() // of the picture, and its address
    t.binary('png').notNullable()
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('client_logo')
}
