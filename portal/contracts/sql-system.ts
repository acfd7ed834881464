import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { toDetails } from './details.ts'
import { type ContractRow, type InstalmentRow, modelName, OPEN, type PartyRow } from './rows.ts'
import { openAccount, openHolder } from './sealed.ts'
import type { AttachmentFacts, ContractSummary, ContractSystem, Mandate, NextInstalment } from './system.ts'

/** The contract system on our own tables. */
export const createSqlContractSystem = (keys: Keys): ContractSystem => ({
  findForAttachment: (number) => findForAttachment(keys, number),
  summaries: (numbers) => summaries(keys.db, numbers),
  details: (number, today) => details(keys, number, today),
})

interface Keys {
  readonly db: Knex
  readonly secrets: Secrets
}

async function findForAttachment({ db, secrets }: Keys, number: string): Promise<AttachmentFacts | undefined> {
  const row = await db('contract')
    .join('contract_party', 'contract_party.contract_number', 'contract.number')
    .join('holder', 'holder.id', 'contract_party.holder_id')
    .where({ 'contract.number': number, 'contract_party.role': 'holder' })
    .first<AttachmentRow | undefined>(
      'contract.status',
      'contract.delivered_on',
      'holder.id',
      'holder.kind',
      'holder.sealed',
      'holder.mobile_changed_at',
    )
  if (!row) return undefined
  return {
    number,
    holderKind: row.kind,
    mobile: openHolder(secrets, row).mobile,
    status: row.status,
    delivered: row.delivered_on !== null,
    phoneChangedAt: row.mobile_changed_at,
  }
}

interface AttachmentRow {
  status: AttachmentFacts['status']
  delivered_on: string | null
  id: string
  kind: AttachmentFacts['holderKind']
  sealed: string
  mobile_changed_at: number | null
}

async function summaries(db: Knex, numbers: readonly string[]): Promise<ContractSummary[]> {
  const [contracts, next, unpaid] = await Promise.all([
    findContracts(db, numbers),
    findNext(db, numbers),
    findUnpaid(db, numbers),
  ])
  const byNumber = new Map(contracts.map((row) => [row.number, row]))
  return numbers.flatMap((number) => {
    const row = byNumber.get(number)
    if (!row) return []
    const { type, shape, status } = row
    return [
      {
        number,
        type,
        model: modelName(row),
        shape,
        status,
        next: next.get(number) ?? null,
        unpaid: unpaid.has(number),
      },
    ]
  })
}

async function details({ db, secrets }: Keys, number: string, today: string) {
  const [contracts, parties, services, instalments, mandate] = await Promise.all([
    findContracts(db, [number]),
    findParties({ db, secrets }, number),
    db('contract_service')
      .where({ contract_number: number })
      .orderBy('monthly_cents', 'desc')
      .select('code', 'monthly_cents'),
    db('instalment').where({ contract_number: number }).orderBy('no').select<InstalmentRow[]>(INSTALMENT),
    findMandate({ db, secrets }, number),
  ])
  const [contract] = contracts
  return contract && toDetails({ contract, parties, services, instalments, mandate }, today)
}

const INSTALMENT = [
  'no',
  'due_on',
  'total_cents',
  'principal_cents',
  'interest_cents',
  'rent_cents',
  'services_cents',
  'insurance_cents',
  'outstanding_cents',
  'status',
]

const findContracts = (db: Knex, numbers: readonly string[]): Promise<ContractRow[]> =>
  db('contract')
    .join('vehicle', 'vehicle.id', 'contract.vehicle_id')
    .whereIn('number', numbers)
    .select('vehicle.*', 'contract.*')

async function findParties({ db, secrets }: Keys, number: string): Promise<PartyRow[]> {
  const rows = await db('contract_party')
    .join('holder', 'holder.id', 'contract_party.holder_id')
    .where({ contract_number: number })
    // a guarantor has no part in the contract's page
    .whereIn('role', ['holder', 'co_borrower', 'co_lessee'])
    .orderBy('holder_id')
    .select<(Pick<PartyRow, 'role' | 'kind'> & { id: string; sealed: string })[]>('role', 'kind', 'id', 'sealed')
  return rows.map((row) => ({ ...openHolder(secrets, row), role: row.role, kind: row.kind }))
}

async function findMandate({ db, secrets }: Keys, number: string): Promise<Mandate | null> {
  const row = await db('mandate')
    .where({ contract_number: number, status: 'active' })
    .first<{ reference: string; sealed: string } | undefined>('reference', 'sealed')
  return row ? { reference: row.reference, ibanLast4: openAccount(secrets, row).ibanLast4 } : null
}

async function findNext(db: Knex, numbers: readonly string[]): Promise<Map<string, NextInstalment>> {
  const first = db('instalment')
    .whereIn('contract_number', numbers)
    .whereIn('status', OPEN)
    .groupBy('contract_number')
    .select('contract_number', db.raw('min(no)'))
  const rows: { contract_number: string; due_on: string; total_cents: number }[] = await db('instalment')
    .whereIn(['contract_number', 'no'], first)
    .select('contract_number', 'due_on', 'total_cents')
  return new Map(rows.map((row) => [row.contract_number, { dueOn: row.due_on, totalCents: row.total_cents }]))
}

const findUnpaid = async (db: Knex, numbers: readonly string[]): Promise<Set<string>> =>
  new Set(
    await db('instalment')
      .whereIn('contract_number', numbers)
      .where({ status: 'rejected' })
      .distinct()
      .pluck<string[]>('contract_number'),
  )
