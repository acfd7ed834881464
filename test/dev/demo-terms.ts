import { addMonths } from '../../portal/contracts/dates.ts'
import { taegBp } from '../../portal/contracts/figures.ts'
import {
  creditMonthlyCents,
  creditSchedule,
  lldSchedule,
  loaRentCents,
  loaSchedule,
} from '../../portal/contracts/schedule.ts'
import type { BodyShape, EndReason, ServiceCode } from '../../portal/contracts/system.ts'
import { unreachable } from '../../shared/errors.ts'

export type DemoContract = DemoCredit | DemoLoa | DemoLld

interface Common {
  readonly number: string
  readonly holder: string
  readonly vehicle: DemoVehicle
  readonly signedOn: string
  readonly startsOn: string
  readonly months: number
  readonly insuranceCents: number
  readonly ibanLast4: string
}

export interface DemoCredit extends Common {
  readonly type: 'credit'
  readonly priceCents: number
  readonly capitalCents: number
  readonly debitRateBp: number
  readonly feeCents: number
  readonly coBorrower?: string
  readonly ended?: { readonly reason: EndReason; readonly on: string }
  readonly rejectedLine?: number
}

export interface DemoLoa extends Common, Rental {
  readonly type: 'loa'
  readonly priceCents: number
  readonly firstRentCents: number
  readonly optionCents: number
  readonly implicitRateBp: number
  readonly delivered?: false
}

export interface DemoLld extends Common, Rental {
  readonly type: 'lld'
  readonly offer?: string
  readonly extraFirstRentCents: number
  readonly financialRentCents: number
  readonly services: Partial<Record<ServiceCode, number>>
}

interface Rental {
  readonly depositCents: number
  readonly kmPerYear: number
  readonly extraKmMillieuros: number
  readonly readingKm: number
}

interface DemoVehicle {
  readonly model: string
  readonly shape: BodyShape
  readonly used?: true
  readonly registration?: string
  readonly vin?: string
}

/** The columns of a demo contract that follow from its formulas, and the lines of its schedule. */
export function demoTerms(contract: DemoContract) {
  switch (contract.type) {
    case 'credit':
      return creditTerms(contract)
    case 'loa':
      return loaTerms(contract)
    case 'lld':
      return lldTerms(contract)
    default:
      return unreachable(contract)
  }
}

function creditTerms(contract: DemoCredit) {
  const lines = creditSchedule(contract)
  const payments = lines.map((line) => ({ month: line.no, cents: line.principalCents + line.interestCents }))
  const columns = {
    price_cents: contract.priceCents,
    capital_cents: contract.capitalCents,
    down_payment_cents: contract.priceCents - contract.capitalCents,
    debit_rate_bp: contract.debitRateBp,
    fee_cents: contract.feeCents,
    monthly_cents: creditMonthlyCents(contract),
    taeg_bp: taegBp([{ month: 0, cents: contract.feeCents - contract.capitalCents }, ...payments]),
  }
  const instalments = lines.map((line) => ({
    ...common(line),
    principal_cents: line.principalCents,
    interest_cents: line.interestCents,
    insurance_cents: line.insuranceCents,
    outstanding_cents: line.outstandingCents,
  }))
  return { columns, instalments }
}

function loaTerms(contract: DemoLoa) {
  const rentCents = loaRentCents(contract)
  const lines = loaSchedule({ ...contract, rentCents })
  const columns = {
    price_cents: contract.priceCents,
    first_rent_cents: contract.firstRentCents,
    rent_cents: rentCents,
    option_cents: contract.optionCents,
    // the law that gives this rental a TAEG came into force that day, and running contracts stay under the old one
    taeg_bp: contract.signedOn >= '2026-11-20' ? loaTaegBp(contract, rentCents) : null,
    ...rental(contract),
  }
  const instalments = lines.map((line) => ({
    ...common(line),
    rent_cents: line.rentCents,
    insurance_cents: line.insuranceCents,
  }))
  return { columns, instalments }
}

function loaTaegBp(contract: DemoLoa, rentCents: number): number {
  const rents = Array.from({ length: contract.months - 1 }, (_, k) => ({ month: k + 1, cents: rentCents }))
  return taegBp([
    { month: 0, cents: contract.firstRentCents - contract.priceCents },
    ...rents,
    { month: contract.months, cents: contract.optionCents },
  ])
}

function lldTerms(contract: DemoLld) {
  const servicesCents = Object.values(contract.services).reduce((sum, cents) => sum + cents, 0)
  const lines = lldSchedule({ ...contract, servicesCents })
  const columns = {
    first_rent_cents: contract.financialRentCents + contract.extraFirstRentCents,
    rent_cents: contract.financialRentCents,
    ...rental(contract),
  }
  const instalments = lines.map((line) => ({
    ...common(line),
    rent_cents: line.rentCents,
    services_cents: line.servicesCents,
  }))
  return { columns, instalments }
}

const rental = (contract: DemoLoa | DemoLld) => ({
  deposit_cents: contract.depositCents,
  total_km: Math.floor((contract.kmPerYear * contract.months) / 12),
  extra_km_millieuros: contract.extraKmMillieuros,
})

const common = (line: { no: number; dueOn: string; totalCents: number }) => ({
  no: line.no,
  due_on: line.dueOn,
  total_cents: line.totalCents,
})

export const endsOn = (contract: DemoContract): string => addMonths(contract.startsOn, contract.months)
