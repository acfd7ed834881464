import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // An operator has decided that the factors of an account go, a day from then, unless their owner stops it.
  await db.schema.createTable('factor_reset', (t) => {
    t.text('account_id').primary().references('account.id').onDelete('cascade')
    t.bigInteger('asked_at').notNullable()
    t.bigInteger('due_at').notNullable().index()
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('factor_reset')
}
