import type { Knex } from 'knex'
import { welcome } from '../../portal/account/service.ts'
import { sealAccount, sealHolder } from '../../portal/contracts/sealed.ts'
import { insertLink } from '../../portal/verification/store.ts'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { inTransaction } from '../../shared/database/open.ts'
import { demoContracts, demoHolders, READ_ON } from './demo-contracts.ts'
import { type DemoContract, demoTerms, endsOn } from './demo-terms.ts'

/** Loads the demo contracts that are missing and collects the instalments that have fallen due up to `today`, as the
 *  back office would. Nothing else of what is there is touched; the same day twice changes nothing. */
export const seedContracts = ({ db, secrets }: Keys, today: string): Promise<{ loaded: number }> =>
  inTransaction(db, async (tx) => {
    await tx('holder').insert(holderRows(secrets)).onConflict('id').ignore()
    let loaded = 0
    for (const contract of demoContracts) if (await load({ db: tx, secrets }, contract)) loaded += 1
    await collect(tx, today)
    return { loaded }
  })

/** One of the contracts is in its owner's customer area already, so that somebody else can be refused it. */
export async function attachToItsOwner(tx: Knex): Promise<void> {
  const owner = {
    issuer: 'https://id.demo.example',
    subject: '5e1f0c53-6a44-4d0c-9a3e-2f1f5b0a7c11',
    email: 'marc.lefevre@example.test',
    civility: 'monsieur',
    givenName: 'Marc',
    familyName: 'Lefèvre',
    lang: 'fr',
  } as const
  const at = Date.UTC(2025, 10, 3)
  await insertLink(tx, { customerId: await welcome(tx, owner, at), number: 'S0722204918' }, at)
}

interface Keys {
  readonly db: Knex
  readonly secrets: Secrets
}

async function load({ db: tx, secrets }: Keys, contract: DemoContract): Promise<boolean> {
  await tx('vehicle').insert(vehicleRow(contract)).onConflict('id').ignore()
  const { columns, instalments } = demoTerms(contract)
  const inserted = await tx('contract')
    .insert({ ...contractRow(contract), ...columns })
    .onConflict('number')
    .ignore()
    .returning('number')
  if (inserted.length === 0) return false
  const contract_number = contract.number
  const services = contract.type === 'lld' ? Object.entries(contract.services) : []
  await tx('contract_party').insert(partyRows(contract))
  await tx('instalment').insert(instalments.map((line) => ({ contract_number, ...line, status: 'due' })))
  for (const [code, monthly_cents] of services) {
    await tx('contract_service').insert({ contract_number, code, monthly_cents })
  }
  await tx('mandate').insert(mandateRow(secrets, contract))
  return true
}

async function collect(tx: Knex, today: string): Promise<void> {
  const fallenDue = (numbers: string[]) =>
    tx('instalment').whereIn('contract_number', numbers).where('status', 'due').where('due_on', '<=', today)
  for (const contract of demoContracts) {
    if (contract.type !== 'credit' || contract.rejectedLine === undefined) continue
    await fallenDue([contract.number]).where({ no: contract.rejectedLine }).update({ status: 'rejected' })
  }
  const delivered = demoContracts.filter(isDelivered).map((contract) => contract.number)
  await fallenDue(delivered).update({ status: 'collected', executed_on: tx.ref('due_on') })
}

const holderRows = (secrets: Secrets) =>
  Object.entries(demoHolders).map(([id, holder]) => ({
    id,
    kind: 'company' in holder ? 'company' : 'private',
    sealed: sealHolder(secrets, id, {
      civility: 'company' in holder ? null : holder.civility,
      firstName: 'company' in holder ? null : holder.firstName,
      lastName: 'company' in holder ? null : holder.lastName,
      companyName: 'company' in holder ? holder.company : null,
      mobile: holder.mobile,
      landline: holder.landline ?? null,
    }),
  }))

/** A demo car has its contract's number as its key. */
const vehicleRow = (contract: DemoContract) => ({
  id: contract.number,
  make: 'BMW',
  model: contract.vehicle.model,
  shape: contract.vehicle.shape,
  condition: contract.vehicle.used ? 'used' : 'new',
  registration: contract.vehicle.registration ?? null,
  vin: contract.vehicle.vin ?? null,
  ...(contract.type !== 'credit' && isDelivered(contract)
    ? { mileage_km: contract.readingKm, mileage_read_on: READ_ON }
    : {}),
})

const contractRow = (contract: DemoContract) => ({
  number: contract.number,
  type: contract.type,
  offer: contract.type === 'lld' ? (contract.offer ?? null) : null,
  vehicle_id: contract.number,
  signed_on: contract.signedOn,
  delivered_on: isDelivered(contract) ? contract.startsOn : null,
  starts_on: contract.startsOn,
  ends_on: endsOn(contract),
  months: contract.months,
  insurance_cents: contract.insuranceCents,
  ...statusOf(contract),
})

function statusOf(contract: DemoContract) {
  if (contract.type === 'credit' && contract.ended) {
    return { status: 'ended', end_reason: contract.ended.reason, ended_on: contract.ended.on }
  }
  return { status: isDelivered(contract) ? 'running' : 'signed' }
}

const isDelivered = (contract: DemoContract): boolean => !(contract.type === 'loa' && contract.delivered === false)

const partyRows = ({ number, ...contract }: DemoContract) => [
  { contract_number: number, holder_id: contract.holder, role: 'holder' },
  ...('coBorrower' in contract
    ? [{ contract_number: number, holder_id: contract.coBorrower, role: 'co_borrower' }]
    : []),
]

function mandateRow(secrets: Secrets, contract: DemoContract) {
  const reference = `BMWF${contract.number.slice(1)}01`
  return {
    reference,
    contract_number: contract.number,
    sealed: sealAccount(secrets, reference, {
      ibanLast4: contract.ibanLast4,
      accountHolder: accountHolder(contract.holder),
    }),
    signed_on: contract.signedOn,
    status: 'active',
  }
}

function accountHolder(id: string): string {
  const holder = demoHolders[id]
  if (!holder) throw new Error(`no demo holder ${id}`)
  return 'company' in holder ? holder.company : `${holder.firstName} ${holder.lastName}`
}
