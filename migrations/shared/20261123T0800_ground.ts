import type { Knex } from 'knex'

/** What both products keep in a database of their own: budgets, the outbox, the audit log. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('budget', (t) => {
    t.text('key').primary()
    t.integer('used').notNullable()
    t.bigInteger('ends_at').notNullable().index()
  })
  await db.schema.createTable('outbox', (t) => {
    t.text('id').primary()
    t.text('kind').notNullable()
    t.text('reference').index()
    t.text('sealed')
    t.text('state').notNullable()
    t.integer('attempts').notNullable().defaultTo(0)
    t.bigInteger('next_at').notNullable()
    t.bigInteger('lease_until')
    t.bigInteger('give_up_at').notNullable()
    t.text('last_error')
    t.text('delivery_id')
    t.bigInteger('created_at').notNullable()
    t.bigInteger('done_at')
    t.index(['state', 'next_at'])
  })
  await db.schema.createTable('audit_event', (t) => {
    t.increments('no')
    t.bigInteger('at').notNullable().index()
    t.text('action').notNullable()
    t.text('subject').index()
    t.text('actor').notNullable()
    t.text('ip')
    t.text('request_id')
    t.text('details').notNullable()
  })
  await db.schema.createTable('secret_fingerprint', (t) => {
    t.integer('no').primary()
    t.text('fingerprint').notNullable()
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['secret_fingerprint', 'audit_event', 'outbox', 'budget']) await db.schema.dropTable(table)
}
