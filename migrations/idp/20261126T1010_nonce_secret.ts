import type { Knex } from 'knex'

export async function up(db: Knex): Promise<void> {
  // What the nonces of DPoP are made of (RFC 9449 §8): kept, because all processes must make the same, also while the
  // secrets that keys are derived from are being replaced.
  await db.schema.createTable('nonce_secret', (t) => {
    t.text('name').primary()
    t.text('sealed').notNullable()
  })
}

export async function down(db: Knex): Promise<void> {
  await db.schema.dropTable('nonce_secret')
}
