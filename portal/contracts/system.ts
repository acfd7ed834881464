import type { IsoDate } from './dates.ts'
import type { CreditLine, LldLine, LoaLine } from './schedule.ts'

/** What the portal asks of the finance company's back office. It only reads: nothing here changes a contract.
 *  Numbers are normalised (`S` and ten digits); an unknown number is `undefined` or left out. */
export interface ContractSystem {
  /** What decides whether a contract may be added, and where the code goes. */
  findForAttachment(number: string): Promise<AttachmentFacts | undefined>
  /** What the cards on the home page show, in the order asked. */
  summaries(numbers: readonly string[]): Promise<ContractSummary[]>
  /** Everything the contract's page shows, as known on `today`. */
  details(number: string, today: IsoDate): Promise<ContractDetails | undefined>
}

export interface AttachmentFacts {
  readonly number: string
  readonly holderKind: 'private' | 'company'
  /** E.164, given at signature; not checked to be a mobile number (see `canReceiveSms`). */
  readonly mobile: string | null
  readonly status: ContractStatus
  readonly delivered: boolean
  /** When the mobile number was last changed: for some days after it, no code may go there. */
  readonly phoneChangedAt: number | null
}

export interface ContractSummary {
  readonly number: string
  readonly type: ContractType
  /** Make and model, "BMW X4 xDrive20d M Sport". */
  readonly model: string
  readonly shape: BodyShape
  readonly status: ContractStatus
  readonly next: NextInstalment | null
  /** A direct debit was rejected and is not settled yet. */
  readonly unpaid: boolean
}

export type ContractDetails = CreditDetails | LoaDetails | LldDetails

export interface CreditDetails extends ContractBase {
  readonly type: 'credit'
  readonly terms: CreditTerms
  readonly schedule: readonly (CreditLine & Progress)[]
}

export interface LoaDetails extends ContractBase {
  readonly type: 'loa'
  readonly terms: LoaTerms
  readonly mileage: Mileage
  readonly schedule: readonly (LoaLine & Progress)[]
}

export interface LldDetails extends ContractBase {
  readonly type: 'lld'
  readonly terms: LldTerms
  readonly mileage: Mileage
  readonly schedule: readonly (LldLine & Progress)[]
}

interface ContractBase {
  readonly number: string
  /** The offer's name, "PassLease". */
  readonly offer: string | null
  readonly status: ContractStatus
  readonly end: { readonly reason: EndReason; readonly on: IsoDate } | null
  /** The day these figures are true of. */
  readonly asOf: IsoDate
  readonly holder: PartyName
  readonly coHolders: readonly PartyName[]
  readonly vehicle: Vehicle
  readonly dates: ContractDates
  readonly mandate: Mandate | null
  readonly next: NextInstalment | null
  readonly paid: Tally
  /** What is left to pay, rejected instalments included. */
  readonly left: Tally
  readonly unpaidCents: number
  /** Running, and six months or less to its end. */
  readonly endsSoon: boolean
}

interface CreditTerms {
  readonly priceCents: number | null
  readonly capitalCents: number
  readonly downPaymentCents: number
  readonly debitRateBp: number
  readonly taegBp: number | null
  readonly feeCents: number
  readonly monthlyCents: number
  readonly monthlyWithInsuranceCents: number
  readonly totalInterestCents: number
  /** Interest and fee: what the loan costs. */
  readonly creditCostCents: number
  /** Capital, interest and fee, without the insurance. */
  readonly totalDueCents: number
  readonly totalInsuranceCents: number
  /** Capital not yet paid back (CRD). */
  readonly outstandingCents: number
}

interface LoaTerms {
  readonly priceCents: number
  readonly firstRentCents: number
  readonly rentCents: number
  readonly rentCount: number
  /** The insurance in each payment, on top of the rent. */
  readonly insuranceCents: number
  readonly optionCents: number
  readonly depositCents: number
  readonly totalRentsCents: number
  readonly totalIfBoughtCents: number
  /** Rents and option price, less the price of the car. */
  readonly costIfBoughtCents: number
  /** Null for contracts signed before 20 November 2026 (ordonnance 2025-880): then none may be shown. */
  readonly taegBp: number | null
}

interface LldTerms {
  readonly financialRentCents: number
  readonly services: readonly { readonly code: ServiceCode; readonly monthlyCents: number }[]
  /** Financial rent and services. */
  readonly monthlyCents: number
  /** The first payment, services included. */
  readonly firstPaymentCents: number
  readonly rentCount: number
  readonly depositCents: number
  readonly totalRentsCents: number
}

export interface Mileage {
  readonly allowedKm: number
  readonly extraKmMillieuros: number
  /** What the last reading leads to at the contract's end; null without a reading after the start. */
  readonly projection: { readonly km: number; readonly excessKm: number; readonly excessCents: number } | null
}

export interface Vehicle {
  readonly model: string
  readonly shape: BodyShape
  readonly condition: 'new' | 'used'
  readonly registration: string | null
  readonly vin: string | null
  readonly reading: { readonly km: number; readonly on: IsoDate } | null
}

export interface ContractDates {
  readonly signedOn: IsoDate
  readonly deliveredOn: IsoDate | null
  readonly startsOn: IsoDate
  readonly endsOn: IsoDate
  readonly months: number
}

export interface Mandate {
  /** The unique mandate reference (RUM). */
  readonly reference: string
  readonly ibanLast4: string
}

export type PartyName =
  | { readonly kind: 'private'; readonly civility: 'mr' | 'ms'; readonly firstName: string; readonly lastName: string }
  | { readonly kind: 'company'; readonly name: string }

export interface Progress {
  readonly status: InstalmentStatus
}

export interface NextInstalment {
  readonly dueOn: IsoDate
  readonly totalCents: number
}

export interface Tally {
  readonly count: number
  readonly totalCents: number
}

export type ContractType = 'credit' | 'loa' | 'lld'
export type ContractStatus = 'signed' | 'running' | 'ended' | 'dispute'
export type EndReason =
  | 'paid_up'
  | 'option_exercised'
  | 'returned'
  | 'settled_early'
  | 'terminated'
  | 'withdrawn'
  | 'total_loss'
export type InstalmentStatus = 'due' | 'presented' | 'collected' | 'rejected' | 'settled' | 'postponed' | 'cancelled'
export type BodyShape = 'suv' | 'berline' | 'touring' | 'compacte' | 'electrique'
export type ServiceCode = 'maintenance_tyres' | 'assistance' | 'financial_loss'
