import type { Knex } from 'knex'

/** The finance company's side: holders, vehicles, contracts, schedules, mandates. Money in cents, rates in basis
 *  points, dates as text `2026-12-12`, telephones in E.164. */
export async function up(db: Knex): Promise<void> {
  await createHolder(db)
  await createVehicle(db)
  await createContract(db)
  await createParty(db)
  await createService(db)
  await createInstalment(db)
  await createMandate(db)
}

export async function down(db: Knex): Promise<void> {
  for (const table of [
    'mandate',
    'instalment',
    'contract_service',
    'contract_party',
    'contract',
    'vehicle',
    'holder',
  ]) {
    await db.schema.dropTable(table)
  }
}

const createHolder = (db: Knex) =>
  db.schema.createTable('holder', (t) => {
    t.text('id').primary()
    t.text('kind').notNullable().checkIn(['private', 'company'])
    t.text('civility').checkIn(['mr', 'ms'])
    t.text('first_name')
    t.text('last_name')
    t.text('company_name')
    // the number given at signature: the only one a code may be sent to
    t.text('mobile')
    t.bigInteger('mobile_changed_at')
    t.text('landline')
    t.check("(kind = 'company' and company_name is not null) or (kind = 'private' and last_name is not null)")
  })

const createVehicle = (db: Knex) =>
  db.schema.createTable('vehicle', (t) => {
    t.text('id').primary()
    t.text('make').notNullable()
    t.text('model').notNullable()
    t.text('shape').notNullable().checkIn(['suv', 'berline', 'touring', 'compacte', 'electrique'])
    t.text('condition').notNullable().checkIn(['new', 'used'])
    t.text('registration')
    t.text('vin').unique()
    t.integer('mileage_km')
    t.text('mileage_read_on')
    t.check('(mileage_km is null) = (mileage_read_on is null)')
  })

const createContract = (db: Knex) =>
  db.schema.createTable('contract', (t) => {
    t.text('number').primary()
    t.text('type').notNullable().checkIn(['credit', 'loa', 'lld'])
    t.text('offer')
    t.text('vehicle_id').notNullable().references('vehicle.id')
    t.text('signed_on').notNullable()
    t.text('delivered_on')
    t.text('starts_on').notNullable()
    t.text('ends_on').notNullable()
    t.integer('months').notNullable()
    t.text('status').notNullable().checkIn(['signed', 'running', 'ended', 'dispute'])
    t.text('end_reason').checkIn(END_REASONS)
    t.text('ended_on')
    addTerms(t)
    // a regular expression that both databases understand: nothing is left once the digits are gone
    t.check("length(number) = 11 and substr(number, 1, 1) = 'S' and ltrim(substr(number, 2), '0123456789') = ''")
    t.check("(status = 'ended') = (end_reason is not null)")
  })

const END_REASONS = [
  'paid_up',
  'option_exercised',
  'returned',
  'settled_early',
  'terminated',
  'withdrawn',
  'total_loss',
]

/** What was agreed, by type; whatever can be added up from the schedule is not stored. */
function addTerms(t: Knex.CreateTableBuilder): void {
  t.integer('price_cents')
  t.integer('insurance_cents').notNullable().defaultTo(0)
  // null for a rental with option signed before 2026-11-20, and for every long-term rental
  t.integer('taeg_bp')
  t.integer('capital_cents')
  t.integer('down_payment_cents')
  t.integer('debit_rate_bp')
  t.integer('fee_cents')
  t.integer('monthly_cents')
  t.integer('first_rent_cents')
  t.integer('rent_cents')
  t.integer('option_cents')
  t.integer('deposit_cents')
  t.integer('total_km')
  // thousandths of a euro: real prices per kilometre have three decimals
  t.integer('extra_km_millieuros')
  t.check(
    "type <> 'credit' or (capital_cents + down_payment_cents + debit_rate_bp + fee_cents + monthly_cents) is not null",
  )
  t.check(
    "type = 'credit' or (first_rent_cents + rent_cents + deposit_cents + total_km + extra_km_millieuros) is not null",
  )
  t.check("type <> 'loa' or (price_cents + option_cents) is not null")
}

const createParty = (db: Knex) =>
  db.schema.createTable('contract_party', (t) => {
    t.text('contract_number').notNullable().references('contract.number')
    t.text('holder_id').notNullable().references('holder.id').index()
    t.text('role').notNullable().checkIn(['holder', 'co_borrower', 'co_lessee', 'guarantor'])
    t.primary(['contract_number', 'holder_id'])
  })

const createService = (db: Knex) =>
  db.schema.createTable('contract_service', (t) => {
    t.text('contract_number').notNullable().references('contract.number')
    t.text('code').notNullable().checkIn(['maintenance_tyres', 'assistance', 'financial_loss'])
    t.integer('monthly_cents').notNullable()
    t.primary(['contract_number', 'code'])
  })

const createInstalment = (db: Knex) =>
  db.schema.createTable('instalment', (t) => {
    t.text('contract_number').notNullable().references('contract.number')
    t.integer('no').notNullable()
    t.text('due_on').notNullable()
    t.integer('total_cents').notNullable()
    t.integer('principal_cents').notNullable().defaultTo(0)
    t.integer('interest_cents').notNullable().defaultTo(0)
    t.integer('rent_cents').notNullable().defaultTo(0)
    t.integer('services_cents').notNullable().defaultTo(0)
    t.integer('insurance_cents').notNullable().defaultTo(0)
    t.integer('outstanding_cents')
    t.text('status').notNullable().checkIn(INSTALMENT_STATUSES)
    t.text('executed_on')
    t.primary(['contract_number', 'no'])
    t.check('total_cents = principal_cents + interest_cents + rent_cents + services_cents + insurance_cents')
  })

const INSTALMENT_STATUSES = ['due', 'presented', 'collected', 'rejected', 'settled', 'postponed', 'cancelled']

const createMandate = (db: Knex) =>
  db.schema.createTable('mandate', (t) => {
    // the unique mandate reference (RUM)
    t.text('reference').primary()
    t.text('contract_number').notNullable().references('contract.number').index()
    // never the account number itself
    t.text('iban_last4').notNullable()
    t.text('account_holder').notNullable()
    t.text('signed_on').notNullable()
    t.text('status').notNullable().checkIn(['active', 'pending', 'revoked'])
    t.check('length(iban_last4) = 4')
  })
