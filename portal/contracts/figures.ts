import { addMonths, daysBetween, type IsoDate } from './dates.ts'
import type { CreditLine, LldLine, LoaLine } from './schedule.ts'
import type { InstalmentStatus, Mileage, Progress, Tally } from './system.ts'

const PAID: readonly InstalmentStatus[] = ['collected', 'settled']

export const isPaid = ({ status }: Progress): boolean => PAID.includes(status)

/** How many instalments are paid and how many are left, and what they come to. */
export function tally(lines: readonly (Progress & { readonly totalCents: number })[]): {
  paid: Tally
  left: Tally
  unpaidCents: number
} {
  const paid = lines.filter(isPaid)
  const left = lines.filter((line) => !isPaid(line) && line.status !== 'cancelled')
  const rejected = lines.filter((line) => line.status === 'rejected')
  const total = (some: typeof lines) => sum(some, (line) => line.totalCents)
  return {
    paid: { count: paid.length, totalCents: total(paid) },
    left: { count: left.length, totalCents: total(left) },
    unpaidCents: total(rejected),
  }
}

/** Interest, cost and total of a loan, and the capital that the paid lines have left. */
export function creditTotals(
  { capitalCents, feeCents }: { readonly capitalCents: number; readonly feeCents: number },
  lines: readonly (CreditLine & Progress)[],
) {
  const totalInterestCents = sum(lines, (line) => line.interestCents)
  const creditCostCents = totalInterestCents + feeCents
  return {
    totalInterestCents,
    creditCostCents,
    totalDueCents: capitalCents + creditCostCents,
    totalInsuranceCents: sum(lines, (line) => line.insuranceCents),
    outstandingCents: capitalCents - sum(lines.filter(isPaid), (line) => line.principalCents),
  }
}

/** All rents of a rental with option, and what the car costs if it is bought. The insurance is not part of it. */
export function loaTotals(
  { priceCents, optionCents }: { readonly priceCents: number; readonly optionCents: number },
  lines: readonly LoaLine[],
) {
  const totalRentsCents = sum(lines, (line) => line.rentCents)
  const totalIfBoughtCents = totalRentsCents + optionCents
  return { totalRentsCents, totalIfBoughtCents, costIfBoughtCents: totalIfBoughtCents - priceCents }
}

/** The first payment and all payments of a long-term rental, services included. */
export function lldTotals(lines: readonly LldLine[]) {
  return { firstPaymentCents: lines[0]?.totalCents ?? 0, totalRentsCents: sum(lines, (line) => line.totalCents) }
}

/** The reading, carried on evenly to the contract's last day: km read × total days / elapsed days. Fewer kilometres
 *  than allowed are no excess; what becomes of them is for the contract to say. */
export function projectMileage(reading: Reading, contract: Allowance): Mileage['projection'] {
  if (!reading) return null
  const elapsed = daysBetween(contract.startsOn, reading.on)
  if (elapsed <= 0) return null
  const km = Math.round((reading.km * daysBetween(contract.startsOn, contract.endsOn)) / elapsed)
  const excessKm = Math.max(0, km - contract.allowedKm)
  return { km, excessKm, excessCents: Math.round((excessKm * contract.extraKmMillieuros) / 10) }
}

type Reading = { readonly km: number; readonly on: IsoDate } | null

interface Allowance {
  readonly startsOn: IsoDate
  readonly endsOn: IsoDate
  readonly allowedKm: number
  readonly extraKmMillieuros: number
}

/** Six months or less to go: when the letter with the choices at the end is sent. */
export const endsSoon = (endsOn: IsoDate, today: IsoDate): boolean => today <= endsOn && endsOn <= addMonths(today, 6)

/** A payment of the lender (negative) or of the customer (positive), so many months after the first payment out. */
export interface Flow {
  readonly month: number
  readonly cents: number
}

/** The yearly effective rate (TAEG) in basis points: the X of Σ flows·(1+X)^−t = 0, t in years, a month being a twelfth
 *  (Code de la consommation, annex to R314-3). Found by halving; 100 % is far above the usury ceiling. */
export function taegBp(flows: readonly Flow[]): number {
  const worth = (rate: number) => sum(flows, ({ month, cents }) => cents * (1 + rate) ** (-month / 12))
  if (Math.abs(worth(0)) < 1) return 0
  let [low, high] = [0, 1]
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (worth(middle) > 0) low = middle
    else high = middle
  }
  return Math.round(low * 10_000)
}

const sum = <T>(items: readonly T[], amount: (item: T) => number): number =>
  items.reduce((total, item) => total + amount(item), 0)
