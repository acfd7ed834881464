import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // What was before a change of an account, for whoever holds the link that was mailed about it.
  await db.schema.createTable('undo_link', (t) => {
    t.text('id').primary()
    t.text('account_id').notNullable().index().references('account.id').onDelete('cascade')
    t.text('kind').notNullable()
    t.text('token_hash').notNullable().unique()
    t.text('sealed').notNullable() // what was before, and where the link was mailed
    t.bigInteger('created_at').notNullable()
    t.bigInteger('expires_at').notNullable().index()
    t.bigInteger('used_at')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('undo_link')
}
