import type { Knex } from 'knex'

/** A signing key is published, signs, is retired and goes: each at an instant that every process can read. Those that
 *  are there sign since they were made. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('signing_key', (t) => {
    t.bigInteger('activate_at').notNullable().defaultTo(0)
    t.bigInteger('retire_at') // no successor yet
    t.bigInteger('gone_at') // leaves the key set; the private part is erased
    t.text('recorded').notNullable().defaultTo('signing') // the last state that the audit log knows of
  })
  await db('signing_key').update({ activate_at: db.ref('created_at') })
  await db.schema.alterTable('signing_key', (t) => {
    t.setNullable('sealed')
  })
}

export async function down(db: Knex): Promise<void> {
  await db('signing_key').whereNull('sealed').delete()
  await db.schema.alterTable('signing_key', (t) => {
    t.dropNullable('sealed')
  })
  await db.schema.alterTable('signing_key', (t) => {
    t.dropColumns('activate_at', 'retire_at', 'gone_at', 'recorded')
  })
}
