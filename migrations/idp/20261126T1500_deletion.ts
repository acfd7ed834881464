import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('account', (t) => {
    t.bigInteger('delete_at').index() // nobody asked for its end
    t.bigInteger('deletion_reminded_at')
  })
  // An account that goes takes its devices with it: found by the account, not by a look at all of them.
  await db.schema.alterTable('known_device', (t) => {
    t.index('account_id')
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.alterTable('known_device', (t) => {
    t.dropIndex('account_id')
  })
  await db.schema.alterTable('account', (t) => {
    t.dropIndex('delete_at')
    t.dropColumns('delete_at', 'deletion_reminded_at')
  })
}
