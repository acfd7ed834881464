import { addMonths, type IsoDate } from './dates.ts'

/** One line of a loan's schedule. The premium of the insurance comes on top of the monthly payment. */
export interface CreditLine extends Line {
  readonly principalCents: number
  readonly interestCents: number
  readonly insuranceCents: number
  /** Capital left to pay back once this line is paid (CRD). */
  readonly outstandingCents: number
}

/** One line of a rental with option to buy (LOA). */
export interface LoaLine extends Line {
  readonly rentCents: number
  readonly insuranceCents: number
}

/** One line of a long-term rental (LLD): the first rent contains the initial payment. */
export interface LldLine extends Line {
  readonly rentCents: number
  readonly servicesCents: number
}

interface Line {
  readonly no: number
  readonly dueOn: IsoDate
  readonly totalCents: number
}

export interface Loan {
  readonly startsOn: IsoDate
  readonly months: number
  readonly capitalCents: number
  readonly debitRateBp: number
  readonly insuranceCents: number
}

export interface LoaRents {
  readonly startsOn: IsoDate
  readonly months: number
  readonly firstRentCents: number
  readonly rentCents: number
  readonly insuranceCents: number
}

export interface LldRents {
  readonly startsOn: IsoDate
  readonly months: number
  readonly extraFirstRentCents: number
  readonly financialRentCents: number
  readonly servicesCents: number
}

/** Paid in arrears: the first line falls due one month after the start. The last line takes the rounding. */
export function creditSchedule(loan: Loan): CreditLine[] {
  const monthlyCents = creditMonthlyCents(loan)
  const lines: CreditLine[] = []
  let outstandingCents = loan.capitalCents
  for (let no = 1; no <= loan.months; no += 1) {
    const interestCents = divideHalfUp(BigInt(outstandingCents) * BigInt(loan.debitRateBp), YEAR_IN_BP)
    const principalCents = no === loan.months ? outstandingCents : monthlyCents - interestCents
    outstandingCents -= principalCents
    const totalCents = principalCents + interestCents + loan.insuranceCents
    const dueOn = addMonths(loan.startsOn, no)
    lines.push({
      no,
      dueOn,
      totalCents,
      principalCents,
      interestCents,
      insuranceCents: loan.insuranceCents,
      outstandingCents,
    })
  }
  return lines
}

/** Paid in advance: the first rent falls due on delivery. */
export const loaSchedule = (rents: LoaRents): LoaLine[] =>
  count(rents.months).map((k) => {
    const rentCents = k === 0 ? rents.firstRentCents : rents.rentCents
    const { insuranceCents } = rents
    const dueOn = addMonths(rents.startsOn, k)
    return { no: k + 1, dueOn, totalCents: rentCents + insuranceCents, rentCents, insuranceCents }
  })

/** Paid in advance, as the rental with option. */
export const lldSchedule = (rents: LldRents): LldLine[] =>
  count(rents.months).map((k) => {
    const rentCents = rents.financialRentCents + (k === 0 ? rents.extraFirstRentCents : 0)
    const { servicesCents } = rents
    const dueOn = addMonths(rents.startsOn, k)
    return { no: k + 1, dueOn, totalCents: rentCents + servicesCents, rentCents, servicesCents }
  })

/** M = K·i / (1 − (1+i)^−n), i a twelfth of the debit rate, in exact fractions so that no half-cent is misjudged. */
export function creditMonthlyCents({
  capitalCents,
  debitRateBp,
  months,
}: Omit<Loan, 'startsOn' | 'insuranceCents'>): number {
  if (debitRateBp === 0) return divideHalfUp(BigInt(capitalCents), BigInt(months))
  const rate = BigInt(debitRateBp)
  const grown = (YEAR_IN_BP + rate) ** BigInt(months)
  return divideHalfUp(BigInt(capitalCents) * rate * grown, YEAR_IN_BP * (grown - YEAR_IN_BP ** BigInt(months)))
}

/** The rent L that solves P = L1 + L·Σ(1+i)^−k + V·(1+i)^−n, k from 1 to n−1: price P, first rent L1, option price V. */
export function loaRentCents(offer: {
  readonly priceCents: number
  readonly firstRentCents: number
  readonly optionCents: number
  readonly implicitRateBp: number
  readonly months: number
}): number {
  const grown = YEAR_IN_BP + BigInt(offer.implicitRateBp)
  const n = BigInt(offer.months)
  const financed =
    BigInt(offer.priceCents - offer.firstRentCents) * grown ** n - BigInt(offer.optionCents) * YEAR_IN_BP ** n
  const annuity = count(offer.months - 1).reduce(
    (sum, k) => sum + YEAR_IN_BP ** BigInt(k + 1) * grown ** (n - BigInt(k + 1)),
    0n,
  )
  return divideHalfUp(financed, annuity)
}

/** 100 % a year in basis points, times the twelve months that a yearly rate is spread over. */
const YEAR_IN_BP = 120_000n

/** For amounts that are not negative. */
const divideHalfUp = (dividend: bigint, divisor: bigint): number => Number((2n * dividend + divisor) / (2n * divisor))

const count = (length: number): number[] => Array.from({ length }, (_, k) => k)
