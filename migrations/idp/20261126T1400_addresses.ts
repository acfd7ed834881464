import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // An address that somebody wants and has not proven yet, or that waits to hold: one for each account.
  await db.schema.createTable('address_change', (t) => {
    t.text('id').primary()
    t.text('account_id').notNullable().unique().references('account.id').onDelete('cascade')
    t.text('email').notNullable()
    t.text('email_key').notNullable()
    t.boolean('mailbox_lost').notNullable() // nobody reads mail at the former address any more
    t.boolean('strong').notNullable() // asked for with two factors
    t.text('token_hash').notNullable().unique() // of the link to the new address
    t.text('cancel_hash').notNullable().unique() // of the link to the former one
    t.bigInteger('created_at').notNullable()
    t.bigInteger('expires_at').notNullable().index() // of the link
    t.bigInteger('holds_at').index() // proven; holds from then on
  })
  // Addresses that were left a short while ago: nobody else gets one, so that it can be taken back.
  await db.schema.createTable('former_address', (t) => {
    t.text('address_hash').primary()
    t.text('account_id').notNullable().index().references('account.id').onDelete('cascade')
    t.bigInteger('reserved_until').notNullable().index()
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('former_address')
  await db.schema.dropTable('address_change')
}
