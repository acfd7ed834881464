import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('account', (t) => {
    t.text('id').primary() // the `sub` of every token: random, never given to somebody else
    t.text('email').notNullable() // as typed; mail goes here
    t.text('email_key').notNullable().unique() // what two spellings of one address have in common
    t.text('civility').notNullable()
    t.text('given_name').notNullable()
    t.text('family_name').notNullable()
    t.text('password_hash').notNullable()
    t.text('lang').notNullable()
    t.text('terms_version').notNullable()
    t.bigInteger('terms_accepted_at').notNullable()
    t.bigInteger('created_at').notNullable()
    t.bigInteger('password_changed_at').notNullable()
    t.bigInteger('blocked_at')
  })
  // Not an account: nobody can sign in to it, and it is forgotten after a week.
  await db.schema.createTable('pending_signup', (t) => {
    t.text('id').primary()
    t.text('form_key').notNullable().unique() // one page, one signup: a second click changes nothing
    t.text('browser_hash').notNullable() // the browser that signed up
    t.text('email').notNullable()
    t.text('email_key').notNullable().index()
    t.text('civility').notNullable()
    t.text('given_name').notNullable()
    t.text('family_name').notNullable()
    t.text('password_hash') // erased on activation
    t.text('lang').notNullable()
    t.text('client_id') // the app one came from
    t.text('terms_version').notNullable()
    t.bigInteger('terms_accepted_at').notNullable()
    t.text('token_hash').notNullable().unique()
    t.integer('token_round').notNullable().defaultTo(1) // a new address or an expired link begins a new round
    t.bigInteger('link_expires_at').notNullable()
    t.bigInteger('activated_at')
    t.bigInteger('created_at').notNullable().index()
  })
  await db.schema.createTable('password_reset', (t) => {
    t.text('id').primary()
    t.text('account_id').notNullable().index().references('account.id').onDelete('cascade')
    t.text('token_hash').notNullable().unique()
    t.text('client_id')
    t.bigInteger('created_at').notNullable()
    t.bigInteger('expires_at').notNullable()
    t.bigInteger('used_at')
  })
  // Browsers from which somebody has signed in before: strangers' failures do not lock them out.
  await db.schema.createTable('known_device', (t) => {
    t.text('id_hash').notNullable()
    t.text('account_id').notNullable().references('account.id').onDelete('cascade')
    t.bigInteger('first_seen_at').notNullable()
    t.bigInteger('last_seen_at').notNullable()
    t.primary(['id_hash', 'account_id'])
  })
  await db.schema.createTable('login_throttle', (t) => {
    t.text('key').primary()
    t.integer('failures').notNullable()
    t.bigInteger('locked_until').notNullable()
    t.integer('tries_today').notNullable()
    t.bigInteger('day_ends_at').notNullable()
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['login_throttle', 'known_device', 'password_reset', 'pending_signup', 'account']) {
    await db.schema.dropTable(table)
  }
}
