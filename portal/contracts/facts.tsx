import { unreachable } from '../../shared/errors.ts'
import type { Fact } from '../../shared/html/parts.tsx'
import { formatDate, formatMoney, formatNumber, formatRate, type Lang } from '../../shared/i18n.ts'
import type { ContractDetails, CreditDetails, LldDetails, LoaDetails, Mileage, PartyName } from './system.ts'
import type { ContractWords } from './texts.ts'

/** A contract, and the language and words to show it in. */
export interface Shown<C = ContractDetails> {
  readonly lang: Lang
  readonly contract: C
  readonly t: ContractWords
}

/** Who, which, from when to when. */
export function contractFacts({ lang, contract, t }: Shown): Fact[] {
  const { dates } = contract
  return [
    { term: t.kind, value: t.type[contract.type] },
    ...(contract.offer ? [{ term: t.offer, value: contract.offer }] : []),
    { term: t.number, value: contract.number },
    { term: t.holder, value: nameOf(t, contract.holder) },
    ...contract.coHolders.map((party) => ({ term: t.coHolder[contract.type], value: nameOf(t, party) })),
    { term: t.signed, value: formatDate(lang, dates.signedOn) },
    ...(dates.deliveredOn ? [{ term: t.delivered, value: formatDate(lang, dates.deliveredOn) }] : []),
    { term: t.starts, value: formatDate(lang, dates.startsOn) },
    { term: t.ends, value: formatDate(lang, dates.endsOn) },
    { term: t.duration, value: t.months(dates.months) },
  ]
}

/** What was agreed in money, by the type of the contract. */
export function amountFacts({ lang, contract, t }: Shown): Fact[] {
  switch (contract.type) {
    case 'credit':
      return creditFacts({ lang, contract, t })
    case 'loa':
      return loaFacts({ lang, contract, t })
    case 'lld':
      return lldFacts({ lang, contract, t })
    default:
      return unreachable(contract)
  }
}

function creditFacts({ lang, contract: { terms }, t }: Shown<CreditDetails>): Fact[] {
  const insured = terms.totalInsuranceCents > 0
  return [
    { term: t.outstanding, value: formatMoney(lang, terms.outstandingCents) },
    ...money(lang, t.price, terms.priceCents),
    ...money(lang, t.downPayment, terms.downPaymentCents),
    { term: t.capital, value: formatMoney(lang, terms.capitalCents) },
    { term: t.debitRate, value: formatRate(lang, terms.debitRateBp) },
    ...taeg(lang, t, terms.taegBp),
    ...money(lang, t.fee, terms.feeCents),
    { term: insured ? t.monthlyWithout : t.monthly, value: formatMoney(lang, terms.monthlyCents) },
    ...money(lang, t.monthlyWith, insured ? terms.monthlyWithInsuranceCents : 0),
    { term: t.totalInterest, value: formatMoney(lang, terms.totalInterestCents) },
    { term: t.creditCost, value: formatMoney(lang, terms.creditCostCents) },
    { term: insured ? t.totalDueWithout : t.totalDue, value: formatMoney(lang, terms.totalDueCents) },
    ...money(lang, t.totalInsurance, terms.totalInsuranceCents),
  ]
}

function loaFacts({ lang, contract: { terms }, t }: Shown<LoaDetails>): Fact[] {
  return [
    { term: t.price, value: formatMoney(lang, terms.priceCents) },
    { term: t.firstRent, value: formatMoney(lang, terms.firstRentCents) },
    { term: t.followingRents, value: t.times(terms.rentCount - 1, formatMoney(lang, terms.rentCents)) },
    ...money(lang, t.insuranceMonthly, terms.insuranceCents),
    { term: t.option, value: formatMoney(lang, terms.optionCents) },
    ...money(lang, t.deposit, terms.depositCents),
    { term: t.totalRents, value: formatMoney(lang, terms.totalRentsCents) },
    { term: t.totalIfBought, value: formatMoney(lang, terms.totalIfBoughtCents) },
    { term: t.costIfBought, value: formatMoney(lang, terms.costIfBoughtCents) },
    ...taeg(lang, t, terms.taegBp),
  ]
}

function lldFacts({ lang, contract: { terms }, t }: Shown<LldDetails>): Fact[] {
  const services = terms.services.map(({ code, monthlyCents }) => (
    <li key={code}>{t.labelled(t.service[code], formatMoney(lang, monthlyCents))}</li>
  ))
  return [
    { term: t.firstRent, value: formatMoney(lang, terms.firstPaymentCents) },
    { term: t.followingRents, value: t.times(terms.rentCount - 1, formatMoney(lang, terms.monthlyCents)) },
    { term: t.financialRent, value: formatMoney(lang, terms.financialRentCents) },
    ...(services.length > 0 ? [{ term: t.services, value: <ul class="facts__list">{services}</ul> }] : []),
    ...money(lang, t.deposit, terms.depositCents),
    { term: t.totalRents, value: formatMoney(lang, terms.totalRentsCents) },
  ]
}

export function vehicleFacts({ lang, contract, t }: Shown): Fact[] {
  const { model, condition, registration, vin } = contract.vehicle
  return [
    { term: t.model, value: model },
    { term: t.condition, value: t.conditions[condition] },
    ...(registration ? [{ term: t.registration, value: registration }] : []),
    ...(vin ? [{ term: t.vin, value: vin }] : []),
    // where kilometres count they have a group of their own
    ...(contract.type === 'credit' ? readingFacts({ lang, contract, t }) : []),
  ]
}

export function mileageFacts({ lang, contract, t }: Shown<LoaDetails | LldDetails>): Fact[] {
  const { allowedKm, extraKmMillieuros, projection } = contract.mileage
  const facts = [
    { term: t.allowed, value: km(lang, t, allowedKm) },
    { term: t.extraKm, value: kmPrice(lang, extraKmMillieuros) },
    ...readingFacts({ lang, contract, t }),
  ]
  if (!projection) return facts
  const end = formatDate(lang, contract.dates.endsOn)
  return [
    ...facts,
    { term: t.projected(end), value: km(lang, t, projection.km) },
    { term: t.excess, value: excess(lang, t, projection) },
  ]
}

export function paymentFacts({ lang, contract, t }: Shown): Fact[] {
  const { paid, left, unpaidCents, mandate } = contract
  return [
    { term: t.paid, value: t.countAndSum(paid.count, formatMoney(lang, paid.totalCents)) },
    { term: t.left, value: t.countAndSum(left.count, formatMoney(lang, left.totalCents)) },
    ...money(lang, t.unpaid, unpaidCents),
    ...(mandate
      ? [
          { term: t.account, value: t.accountEnding(mandate.ibanLast4) },
          { term: t.mandate, value: mandate.reference },
        ]
      : []),
  ]
}

function readingFacts({ lang, contract, t }: Shown): Fact[] {
  const { reading } = contract.vehicle
  return reading ? [{ term: t.reading, value: t.readOn(km(lang, t, reading.km), formatDate(lang, reading.on)) }] : []
}

const excess = (lang: Lang, t: ContractWords, projection: NonNullable<Mileage['projection']>): string =>
  projection.excessKm === 0
    ? t.noExcess
    : t.excessCost(km(lang, t, projection.excessKm), formatMoney(lang, projection.excessCents))

/** Nothing where there is no such amount: a line of "0,00 €" tells nobody anything. */
const money = (lang: Lang, term: string, cents: number | null): Fact[] =>
  cents ? [{ term, value: formatMoney(lang, cents) }] : []

const taeg = (lang: Lang, t: ContractWords, basisPoints: number | null): Fact[] =>
  basisPoints === null ? [] : [{ term: t.taeg, value: formatRate(lang, basisPoints) }]

const km = (lang: Lang, t: ContractWords, count: number): string => t.km(formatNumber(lang, count))

/** Thousandths of a euro to "0,16 €" or "0,085 €": a kilometre may cost parts of a cent. */
const kmPrice = (lang: Lang, millieuros: number): string =>
  new Intl.NumberFormat(lang === 'fr' ? 'fr-FR' : 'en-GB', {
    style: 'currency',
    currency: 'EUR',
    maximumFractionDigits: 3,
  }).format(millieuros / 1000)

const nameOf = (t: ContractWords, party: PartyName): string =>
  party.kind === 'company' ? party.name : `${t.civility[party.civility]}\u00a0${party.firstName} ${party.lastName}`
