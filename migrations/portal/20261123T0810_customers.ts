import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // Who has signed in here: known by issuer and subject, never by address.
  await db.schema.createTable('customer', (t) => {
    t.text('id').primary()
    t.text('issuer').notNullable()
    t.text('subject').notNullable()
    t.text('email').notNullable().index()
    t.text('civility').notNullable()
    t.text('given_name').notNullable()
    t.text('family_name').notNullable()
    t.text('lang').notNullable()
    t.bigInteger('created_at').notNullable()
    t.bigInteger('attach_blocked_at') // three wrong codes: no contract can be added until somebody lifts it
    t.unique(['issuer', 'subject'])
  })
  await db.schema.createTable('login_attempt', (t) => {
    t.text('state_hash').primary()
    t.text('browser_hash').notNullable().index()
    t.text('sealed').notNullable()
    t.bigInteger('created_at').notNullable()
    t.bigInteger('expires_at').notNullable().index()
  })
  await db.schema.createTable('session', (t) => {
    t.text('id_hash').primary()
    t.text('customer_id').notNullable().index().references('customer.id').onDelete('cascade')
    t.text('sid').index()
    t.text('sealed_id_token').notNullable()
    t.bigInteger('authenticated_at').notNullable()
    t.bigInteger('created_at').notNullable()
    t.bigInteger('seen_at').notNullable()
  })
  await db.schema.createTable('used_logout_token', (t) => {
    t.text('jti_hash').primary()
    t.bigInteger('expires_at').notNullable().index()
  })
  await db.schema.createTable('client_key', (t) => {
    t.text('kid').primary()
    t.text('slot').notNullable().unique()
    t.text('sealed').notNullable()
    t.bigInteger('created_at').notNullable()
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['client_key', 'used_logout_token', 'session', 'login_attempt', 'customer']) {
    await db.schema.dropTable(table)
  }
}
