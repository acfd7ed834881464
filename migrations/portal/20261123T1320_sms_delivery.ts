import type { Knex } from 'knex'

/** What gateways tell of the text messages they took. No foreign key to the outbox: a receipt may be here first. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('sms_delivery', (t) => {
    t.text('gateway_id').primary()
    t.text('letter_id').index()
    t.text('state').notNullable().checkIn(['accepted', 'delivered', 'undelivered'])
    t.text('reason')
    t.bigInteger('at').notNullable().index()
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('sms_delivery')
}
