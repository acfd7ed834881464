import type { DemoLld, DemoLoa } from './demo-terms.ts'

/** The main demonstration; its holder has a second contract. */
export const morelLoa: DemoLoa = {
  number: 'S0123456789',
  type: 'loa',
  holder: 'morel',
  vehicle: { model: 'X4 xDrive20d M Sport', shape: 'suv', registration: 'ZZ-101-ZA', vin: 'WBADEMX4000000001' },
  signedOn: '2024-07-18',
  startsOn: '2024-09-12',
  months: 48,
  priceCents: 6_645_000,
  firstRentCents: 990_000,
  optionCents: 2_923_800,
  implicitRateBp: 615,
  depositCents: 0,
  insuranceCents: 0,
  kmPerYear: 15_000,
  extraKmMillieuros: 160,
  readingKm: 31_480,
  ibanLast4: '0115',
}

/** Started on 29 February, near its end, too many kilometres. */
export const garnierLld: DemoLld = {
  number: 'S0310098254',
  type: 'lld',
  offer: 'PassLease',
  holder: 'garnier',
  vehicle: { model: 'iX1 eDrive20', shape: 'electrique', registration: 'ZZ-103-ZA', vin: 'WBADEMX1000000003' },
  signedOn: '2023-12-14',
  startsOn: '2024-02-29',
  months: 36,
  extraFirstRentCents: 450_000,
  financialRentCents: 46_900,
  services: { maintenance_tyres: 5_900, assistance: 900, financial_loss: 1_400 },
  depositCents: 0,
  insuranceCents: 0,
  kmPerYear: 15_000,
  extraKmMillieuros: 140,
  readingKm: 43_950,
  ibanLast4: '0309',
}

/** A company: may not be added. */
export const delmasLld: DemoLld = {
  number: 'S0450021187',
  type: 'lld',
  holder: 'delmas',
  vehicle: { model: '520d', shape: 'berline', registration: 'ZZ-104-ZA', vin: 'WBADEM52000000004' },
  signedOn: '2025-01-28',
  startsOn: '2025-03-17',
  months: 36,
  extraFirstRentCents: 0,
  financialRentCents: 71_500,
  services: { maintenance_tyres: 7_800, assistance: 900 },
  depositCents: 71_500,
  insuranceCents: 0,
  kmPerYear: 25_000,
  extraKmMillieuros: 150,
  readingKm: 41_200,
  ibanLast4: '0406',
}

/** A landline only, and an odd number of months. */
export const castelLoa: DemoLoa = {
  number: 'S0533370042',
  type: 'loa',
  holder: 'castel',
  vehicle: { model: '118i', shape: 'compacte', registration: 'ZZ-105-ZA', vin: 'WBADEM11000000005' },
  signedOn: '2024-04-26',
  startsOn: '2024-06-03',
  months: 37,
  priceCents: 3_690_000,
  firstRentCents: 370_000,
  optionCents: 1_918_800,
  implicitRateBp: 640,
  depositCents: 120_000,
  insuranceCents: 0,
  kmPerYear: 10_000,
  extraKmMillieuros: 110,
  readingKm: 22_030,
  ibanLast4: '0503',
}

/** Another customer's, and already in his account; due on the 30th, and at the end of February. */
export const lefevreLoa: DemoLoa = {
  number: 'S0722204918',
  type: 'loa',
  holder: 'lefevre',
  vehicle: { model: 'i4 eDrive40', shape: 'electrique', registration: 'ZZ-107-ZA', vin: 'WBADEM14000000007' },
  signedOn: '2025-08-21',
  startsOn: '2025-10-30',
  months: 36,
  priceCents: 6_290_000,
  firstRentCents: 629_000,
  optionCents: 3_019_200,
  implicitRateBp: 560,
  depositCents: 0,
  insuranceCents: 3_150,
  kmPerYear: 20_000,
  extraKmMillieuros: 150,
  readingKm: 20_900,
  ibanLast4: '0794',
}

/** Signed under the new law, so with a TAEG; not delivered, so not to be added yet. */
export const morelNewLoa: DemoLoa = {
  number: 'S0915520067',
  type: 'loa',
  holder: 'morel',
  vehicle: { model: 'iX3 50 xDrive', shape: 'electrique' },
  delivered: false,
  signedOn: '2026-11-20',
  startsOn: '2026-12-15',
  months: 48,
  priceCents: 7_190_000,
  firstRentCents: 900_000,
  optionCents: 3_163_600,
  implicitRateBp: 590,
  depositCents: 0,
  insuranceCents: 0,
  kmPerYear: 15_000,
  extraKmMillieuros: 170,
  readingKm: 0,
  ibanLast4: '0988',
}
