import type { Knex } from 'knex'

/** Who holds a contract, and the account it is paid from, leave their columns: they lie in `sealed`, under the portal's
 *  secret. A migration knows no secrets, so what is there already moves to `unsealed` as it is; the portal seals it when
 *  it starts (portal/contracts/sealed.ts). SQLite cannot drop a check: the tables are made anew. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('holder_sealed', sealedHolder)
  await db.raw(`
    insert into holder_sealed (id, kind, mobile_changed_at, unsealed)
    select id, kind, mobile_changed_at, ${json(db, HOLDER)} from holder`)
  await db.schema.createTable('mandate_sealed', sealedMandate)
  await db.raw(`
    insert into mandate_sealed (reference, contract_number, signed_on, status, unsealed)
    select reference, contract_number, signed_on, status, ${json(db, ACCOUNT)} from mandate`)
  await replaceTables(db, 'sealed')
}

/** Nothing of what is sealed can be given back without the secret, so there must be nothing. */
export async function down(db: Knex): Promise<void> {
  if ((await db('holder').first('id')) ?? (await db('mandate').first('reference'))) {
    throw new Error('What is sealed cannot be opened by a migration: restore a backup from before it.')
  }
  await db.schema.createTable('holder_clear', clearHolder)
  await db.schema.createTable('mandate_clear', clearMandate)
  await replaceTables(db, 'clear')
}

const HOLDER = {
  civility: 'civility',
  firstName: 'first_name',
  lastName: 'last_name',
  companyName: 'company_name',
  mobile: 'mobile',
  landline: 'landline',
}
const ACCOUNT = { ibanLast4: 'iban_last4', accountHolder: 'account_holder' }

function json(db: Knex, columns: Readonly<Record<string, string>>): string {
  const make = db.client.config.client === 'pg' ? 'json_build_object' : 'json_object'
  const members = Object.entries(columns).map(([name, column]) => `'${name}', ${column}`)
  return `cast(${make}(${members.join(', ')}) as text)`
}

/** The parties are copied too: in SQLite a table that others refer to cannot go. */
async function replaceTables(db: Knex, by: 'sealed' | 'clear'): Promise<void> {
  await db.schema.createTable(`contract_party_${by}`, (t) => {
    t.text('contract_number').notNullable().references('contract.number')
    t.text('holder_id').notNullable().references(`holder_${by}.id`)
    t.text('role').notNullable().checkIn(['holder', 'co_borrower', 'co_lessee', 'guarantor'])
    t.primary(['contract_number', 'holder_id'])
  })
  await db.raw(`
    insert into contract_party_${by} (contract_number, holder_id, role)
    select contract_number, holder_id, role from contract_party`)
  for (const name of ['contract_party', 'holder', 'mandate']) {
    await db.schema.dropTable(name)
    await db.schema.renameTable(`${name}_${by}`, name)
  }
  await db.schema.alterTable('contract_party', (t) => t.index('holder_id'))
  await db.schema.alterTable('mandate', (t) => t.index('contract_number'))
}

function sealedHolder(t: Knex.CreateTableBuilder): void {
  t.text('id').primary()
  t.text('kind').notNullable().checkIn(['private', 'company'])
  // the mobile number is among what is sealed
  t.bigInteger('mobile_changed_at')
  addSealed(t)
}

function sealedMandate(t: Knex.CreateTableBuilder): void {
  addMandate(t)
  addSealed(t)
}

function addSealed(t: Knex.CreateTableBuilder): void {
  t.text('unsealed')
  t.text('sealed')
  t.check('(unsealed is null) <> (sealed is null)')
}

function addMandate(t: Knex.CreateTableBuilder): void {
  t.text('reference').primary()
  t.text('contract_number').notNullable().references('contract.number')
  t.text('signed_on').notNullable()
  t.text('status').notNullable().checkIn(['active', 'pending', 'revoked'])
}

function clearHolder(t: Knex.CreateTableBuilder): void {
  t.text('id').primary()
  t.text('kind').notNullable().checkIn(['private', 'company'])
  t.text('civility').checkIn(['mr', 'ms'])
  t.text('first_name')
  t.text('last_name')
  t.text('company_name')
  t.text('mobile')
  t.bigInteger('mobile_changed_at')
  t.text('landline')
  t.check("(kind = 'company' and company_name is not null) or (kind = 'private' and last_name is not null)")
}

function clearMandate(t: Knex.CreateTableBuilder): void {
  addMandate(t)
  t.text('iban_last4').notNullable()
  t.text('account_holder').notNullable()
  t.check('length(iban_last4) = 4')
}
