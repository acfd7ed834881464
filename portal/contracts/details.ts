import { unreachable } from '../../shared/errors.ts'
import { creditTotals, endsSoon, lldTotals, loaTotals, projectMileage, tally } from './figures.ts'
import {
  type ContractRow,
  type ContractRows,
  type InstalmentRow,
  OPEN,
  present,
  toDates,
  toName,
  toReading,
  toVehicle,
} from './rows.ts'
import type { ContractDetails } from './system.ts'

/** What the tables hold of one contract, with all that follows from it on `today`. */
export function toDetails(rows: ContractRows, today: string): ContractDetails {
  switch (rows.contract.type) {
    case 'credit':
      return { ...toBase(rows, today), type: 'credit', ...toCredit(rows) }
    case 'loa':
      return { ...toBase(rows, today), type: 'loa', ...toLoa(rows), mileage: toMileage(rows.contract) }
    case 'lld':
      return { ...toBase(rows, today), type: 'lld', ...toLld(rows), mileage: toMileage(rows.contract) }
    default:
      return unreachable(rows.contract.type)
  }
}

function toBase({ contract, parties, instalments, mandate }: ContractRows, today: string) {
  const lines = instalments.map((row) => ({ dueOn: row.due_on, totalCents: row.total_cents, status: row.status }))
  const next = lines.find((line) => OPEN.includes(line.status))
  return {
    number: contract.number,
    offer: contract.offer,
    status: contract.status,
    end: contract.end_reason && { reason: contract.end_reason, on: contract.ended_on ?? contract.ends_on },
    asOf: today,
    holder: toName(present(parties.find((party) => party.role === 'holder'))),
    coHolders: parties.filter((party) => party.role !== 'holder').map(toName),
    vehicle: toVehicle(contract),
    dates: toDates(contract),
    mandate,
    next: next ? { dueOn: next.dueOn, totalCents: next.totalCents } : null,
    ...tally(lines),
    endsSoon: contract.status === 'running' && endsSoon(contract.ends_on, today),
  }
}

function toCredit({ contract, instalments }: ContractRows) {
  const capitalCents = present(contract.capital_cents)
  const feeCents = present(contract.fee_cents)
  const monthlyCents = present(contract.monthly_cents)
  const schedule = instalments.map((row) => ({
    ...toLine(row),
    principalCents: row.principal_cents,
    interestCents: row.interest_cents,
    insuranceCents: row.insurance_cents,
    outstandingCents: present(row.outstanding_cents),
  }))
  const terms = {
    priceCents: contract.price_cents,
    capitalCents,
    downPaymentCents: present(contract.down_payment_cents),
    debitRateBp: present(contract.debit_rate_bp),
    taegBp: contract.taeg_bp,
    feeCents,
    monthlyCents,
    monthlyWithInsuranceCents: monthlyCents + contract.insurance_cents,
    ...creditTotals({ capitalCents, feeCents }, schedule),
  }
  return { terms, schedule }
}

function toLoa({ contract, instalments }: ContractRows) {
  const priceCents = present(contract.price_cents)
  const optionCents = present(contract.option_cents)
  const schedule = instalments.map((row) => ({
    ...toLine(row),
    rentCents: row.rent_cents,
    insuranceCents: row.insurance_cents,
  }))
  const terms = {
    priceCents,
    firstRentCents: present(contract.first_rent_cents),
    rentCents: present(contract.rent_cents),
    rentCount: contract.months,
    insuranceCents: contract.insurance_cents,
    optionCents,
    depositCents: present(contract.deposit_cents),
    ...loaTotals({ priceCents, optionCents }, schedule),
    taegBp: contract.signed_on < LOA_RATE_SINCE ? null : contract.taeg_bp,
  }
  return { terms, schedule }
}

/** Ordonnance 2025-880: a rental with option signed before this day has no TAEG, whatever a back office may send. */
const LOA_RATE_SINCE = '2026-11-20'

function toLld({ contract, services, instalments }: ContractRows) {
  const financialRentCents = present(contract.rent_cents)
  const schedule = instalments.map((row) => ({
    ...toLine(row),
    rentCents: row.rent_cents,
    servicesCents: row.services_cents,
  }))
  const terms = {
    financialRentCents,
    services: services.map((row) => ({ code: row.code, monthlyCents: row.monthly_cents })),
    monthlyCents: services.reduce((sum, row) => sum + row.monthly_cents, financialRentCents),
    rentCount: contract.months,
    depositCents: present(contract.deposit_cents),
    ...lldTotals(schedule),
  }
  return { terms, schedule }
}

const toLine = (row: InstalmentRow) => ({
  no: row.no,
  dueOn: row.due_on,
  totalCents: row.total_cents,
  status: row.status,
})

function toMileage(contract: ContractRow) {
  const allowedKm = present(contract.total_km)
  const extraKmMillieuros = present(contract.extra_km_millieuros)
  const { startsOn, endsOn } = toDates(contract)
  const projection = projectMileage(toReading(contract), { startsOn, endsOn, allowedKm, extraKmMillieuros })
  return { allowedKm, extraKmMillieuros, projection }
}
