import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // Which customer may see which contract. A contract is in one customer area at a time.
  await db.schema.createTable('contract_link', (t) => {
    t.text('contract_number').primary()
    t.text('customer_id').notNullable().index().references('customer.id').onDelete('cascade')
    t.bigInteger('attached_at').notNullable()
  })
  // A code that was sent, or is on its way. Neither the code nor the telephone number is here.
  await db.schema.createTable('sms_challenge', (t) => {
    t.text('id').primary()
    t.text('customer_id').notNullable().references('customer.id').onDelete('cascade')
    t.text('contract_number').notNullable()
    t.text('once').notNullable() // the form's key: sent twice, it has one effect
    t.text('code_mac').notNullable()
    t.text('masked_mobile').notNullable()
    t.boolean('resent').notNullable()
    t.integer('tries').notNullable().defaultTo(0)
    t.bigInteger('sent_at').notNullable().index()
    t.bigInteger('expires_at').notNullable()
    t.bigInteger('closed_at')
    t.text('closed_as').checkIn(['replaced', 'cancelled', 'consumed', 'blocked', 'unblocked'])
    t.unique(['customer_id', 'contract_number', 'once'])
  })
  await db.schema.alterTable('sms_challenge', (t) => {
    t.unique(['customer_id'], { indexName: 'sms_challenge_open', predicate: db.whereNull('closed_at') })
  })
  // Wrong codes of one customer for one contract, over all challenges.
  await db.schema.createTable('attach_pair', (t) => {
    t.text('customer_id').notNullable().references('customer.id').onDelete('cascade')
    t.text('contract_number').notNullable()
    t.integer('tries').notNullable().defaultTo(0)
    t.bigInteger('blocked_at')
    t.primary(['customer_id', 'contract_number'])
  })
}

export async function down(db: Knex): Promise<void> {
  for (const table of ['attach_pair', 'sms_challenge', 'contract_link']) await db.schema.dropTable(table)
}
