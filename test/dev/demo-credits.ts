import type { DemoCredit } from './demo-terms.ts'

/** With insurance. */
export const morelCredit: DemoCredit = {
  number: 'S0204417736',
  type: 'credit',
  holder: 'morel',
  vehicle: { model: '320d Touring', shape: 'touring', used: true, registration: 'ZZ-102-ZA', vin: 'WBADEM3T000000002' },
  signedOn: '2023-04-20',
  startsOn: '2023-05-05',
  months: 60,
  priceCents: 3_500_000,
  capitalCents: 2_850_000,
  debitRateBp: 479,
  feeCents: 0,
  insuranceCents: 2_280,
  ibanLast4: '0212',
}

/** Paid up and ended. */
export const benaliCredit: DemoCredit = {
  number: 'S0617755209',
  type: 'credit',
  holder: 'benali',
  vehicle: { model: 'X1 sDrive18i', shape: 'suv', registration: 'ZZ-106-ZA', vin: 'WBADEMX1000000006' },
  signedOn: '2022-05-31',
  startsOn: '2022-06-15',
  months: 48,
  priceCents: 3_300_000,
  capitalCents: 2_200_000,
  debitRateBp: 295,
  feeCents: 0,
  insuranceCents: 0,
  ended: { reason: 'paid_up', on: '2026-06-15' },
  ibanLast4: '0697',
}

/** Two borrowers, overseas mobile numbers, a fee that counts in the TAEG. */
export const payetCredit: DemoCredit = {
  number: 'S0809963314',
  type: 'credit',
  holder: 'payet',
  coBorrower: 'payet-thomas',
  vehicle: { model: '218i Active Tourer', shape: 'compacte', registration: 'ZZ-108-ZA', vin: 'WBADEM21000000008' },
  signedOn: '2026-01-12',
  startsOn: '2026-01-31',
  months: 72,
  priceCents: 3_120_000,
  capitalCents: 3_120_000,
  debitRateBp: 555,
  feeCents: 15_000,
  insuranceCents: 0,
  ibanLast4: '0891',
}

/** A rejected debit. */
export const garnierCredit: DemoCredit = {
  number: 'S1000468821',
  type: 'credit',
  holder: 'garnier',
  vehicle: { model: '116d', shape: 'compacte', used: true, registration: 'ZZ-110-ZA', vin: 'WBADEM1D000000010' },
  signedOn: '2025-06-19',
  startsOn: '2025-07-08',
  months: 36,
  priceCents: 1_090_000,
  capitalCents: 990_000,
  debitRateBp: 620,
  feeCents: 0,
  insuranceCents: 0,
  rejectedLine: 16,
  ibanLast4: '1085',
}
