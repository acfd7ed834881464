import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // An app that makes codes (RFC 6238). It waits until a first code has confirmed it; a removed one stays as long as it can
  // be had back.
  await db.schema.createTable('authenticator', (t) => {
    t.text('id').primary()
    t.text('account_id').notNullable().index().references('account.id').onDelete('cascade')
    t.text('name').notNullable()
    t.text('sealed').notNullable() // its secret
    t.bigInteger('created_at').notNullable()
    t.bigInteger('expires_at').index() // of one that waits
    t.bigInteger('confirmed_at')
    t.bigInteger('used_at')
    t.bigInteger('removed_at').index()
  })
  // What all factors of an account have in common.
  await db.schema.createTable('factor_state', (t) => {
    t.text('account_id').primary().references('account.id').onDelete('cascade')
    t.bigInteger('last_step').notNullable() // of the last code that was accepted: none before it is ever again
    t.bigInteger('codes_made_at')
    t.bigInteger('rehearsed_at')
  })
  await db.schema.createTable('recovery_code', (t) => {
    t.text('id').primary()
    t.text('account_id').notNullable().index().references('account.id').onDelete('cascade')
    t.text('sealed').notNullable() // its hash
    t.bigInteger('used_at')
  })
  // Whoever has given the right password, and has the second step before them.
  await db.schema.createTable('second_step', (t) => {
    t.text('question_hash').primary()
    t.text('account_id').notNullable().index().references('account.id').onDelete('cascade')
    t.text('browser_hash').notNullable()
    t.bigInteger('password_changed_at').notNullable() // as it was when the password was judged
    t.integer('failures').notNullable() // wrong passwords just before
    t.text('device_hash') // of the browser, if it has signed in to the account before
    t.boolean('remember').notNullable()
    t.bigInteger('expires_at').notNullable().index()
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['second_step', 'recovery_code', 'factor_state', 'authenticator'])
    await db.schema.dropTable(table)
}
