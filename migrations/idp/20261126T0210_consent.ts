import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // What somebody lets an app of other people see and do. It only grows until it is withdrawn as a whole.
  await db.schema.createTable('consent', (t) => {
    t.text('account_id').notNullable().references('account.id').onDelete('cascade')
    t.text('client_id').notNullable().references('client.id').onDelete('cascade').index()
    t.text('scopes').notNullable() // space-separated
    t.text('claims').notNullable() // space-separated
    t.text('apis').notNullable() // JSON: scopes by resource indicator
    t.bigInteger('given_at').notNullable()
    t.bigInteger('changed_at').notNullable()
    t.bigInteger('used_at').notNullable()
    t.primary(['account_id', 'client_id'])
  })
  // By which name the apps of one sector know somebody (OpenID Connect Core §8.1).
  await db.schema.createTable('pairwise_subject', (t) => {
    t.text('account_id').notNullable().references('account.id').onDelete('cascade')
    t.text('sector').notNullable()
    t.text('sub').notNullable().unique()
    t.primary(['account_id', 'sector'])
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['pairwise_subject', 'consent']) await db.schema.dropTable(table)
}
