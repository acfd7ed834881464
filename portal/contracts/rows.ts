import type { HolderDetails } from './sealed.ts'
import type {
  BodyShape,
  ContractDates,
  ContractStatus,
  ContractType,
  EndReason,
  InstalmentStatus,
  Mandate,
  PartyName,
  ServiceCode,
  Vehicle,
} from './system.ts'

/** A contract joined with its vehicle, as the tables hold it. */
export interface ContractRow {
  number: string
  type: ContractType
  offer: string | null
  make: string
  model: string
  shape: BodyShape
  condition: 'new' | 'used'
  registration: string | null
  vin: string | null
  mileage_km: number | null
  mileage_read_on: string | null
  signed_on: string
  delivered_on: string | null
  starts_on: string
  ends_on: string
  months: number
  status: ContractStatus
  end_reason: EndReason | null
  ended_on: string | null
  price_cents: number | null
  insurance_cents: number
  taeg_bp: number | null
  capital_cents: number | null
  down_payment_cents: number | null
  debit_rate_bp: number | null
  fee_cents: number | null
  monthly_cents: number | null
  first_rent_cents: number | null
  rent_cents: number | null
  option_cents: number | null
  deposit_cents: number | null
  total_km: number | null
  extra_km_millieuros: number | null
}

/** Somebody's part in a contract, opened. */
export interface PartyRow extends Pick<HolderDetails, 'civility' | 'firstName' | 'lastName' | 'companyName'> {
  role: 'holder' | 'co_borrower' | 'co_lessee'
  kind: 'private' | 'company'
}

export interface InstalmentRow {
  no: number
  due_on: string
  total_cents: number
  principal_cents: number
  interest_cents: number
  rent_cents: number
  services_cents: number
  insurance_cents: number
  outstanding_cents: number | null
  status: InstalmentStatus
}

export interface ContractRows {
  readonly contract: ContractRow
  readonly parties: readonly PartyRow[]
  readonly services: readonly { code: ServiceCode; monthly_cents: number }[]
  readonly instalments: readonly InstalmentRow[]
  readonly mandate: Mandate | null
}

/** Instalments that will still be debited. */
export const OPEN: readonly InstalmentStatus[] = ['due', 'presented']

export const modelName = ({ make, model }: Pick<ContractRow, 'make' | 'model'>): string => `${make} ${model}`

export const toVehicle = (row: ContractRow): Vehicle => ({
  model: modelName(row),
  shape: row.shape,
  condition: row.condition,
  registration: row.registration,
  vin: row.vin,
  reading: toReading(row),
})

export const toReading = ({ mileage_km: km, mileage_read_on: on }: ContractRow) =>
  km === null || on === null ? null : { km, on }

export const toDates = (row: ContractRow): ContractDates => ({
  signedOn: row.signed_on,
  deliveredOn: row.delivered_on,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
  months: row.months,
})

export const toName = (row: PartyRow): PartyName =>
  row.kind === 'company'
    ? { kind: 'company', name: present(row.companyName) }
    : {
        kind: 'private',
        civility: present(row.civility),
        firstName: present(row.firstName),
        lastName: present(row.lastName),
      }

/** The tables promise these by their checks; without one the contract cannot be shown. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('a contract lacks what its type needs')
  return value
}
