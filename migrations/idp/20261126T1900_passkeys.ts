import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // What an authenticator knows an account by (WebAuthn 3 §14.6.1): random, and nothing else is.
  await db.schema.createTable('passkey_user', (t) => {
    t.text('account_id').primary().references('account.id').onDelete('cascade')
    t.text('handle').notNullable().unique()
  })
  await db.schema.createTable('passkey', (t) => {
    t.text('id').primary() // ours, for addresses
    t.text('account_id').notNullable().index().references('account.id').onDelete('cascade')
    t.text('credential_id').notNullable().unique() // the authenticator's
    t.text('public_key').notNullable() // COSE, base64url; no secret
    t.bigInteger('sign_count').notNullable()
    t.text('transports').notNullable() // how a browser may reach it, comma-separated
    t.text('aaguid').notNullable() // the model of what keeps it, or zeros
    t.text('name').notNullable()
    t.integer('may_sync').notNullable()
    t.integer('is_synced').notNullable()
    t.bigInteger('created_at').notNullable()
    t.bigInteger('trusted_at').notNullable() // added, or used beside the password of then
    t.bigInteger('last_used_at')
    t.bigInteger('removed_at').index() // it stays as long as it can be had back
  })
  // What an authenticator has to sign, once: for one act, in one browser.
  await db.schema.createTable('passkey_challenge', (t) => {
    t.text('id').primary()
    t.text('bound_to').notNullable()
    t.bigInteger('expires_at').notNullable().index()
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['passkey_challenge', 'passkey', 'passkey_user']) await db.schema.dropTable(table)
}
