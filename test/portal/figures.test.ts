import test from 'ava'
import { addMonths, daysBetween } from '../../portal/contracts/dates.ts'
import { endsSoon, projectMileage, taegBp, tally } from '../../portal/contracts/figures.ts'
import { creditMonthlyCents, creditSchedule } from '../../portal/contracts/schedule.ts'

const from = (date: string, ...months: number[]) => months.map((n) => addMonths(date, n))

test('due dates come from the original date and stop at the end of the month', (t) => {
  t.deepEqual(from('2026-01-31', 0, 1, 2, 3, 13), [
    '2026-01-31',
    '2026-02-28',
    '2026-03-31',
    '2026-04-30',
    '2027-02-28',
  ])
  t.deepEqual(from('2024-02-29', 1, 12, 24, 36, 48), [
    '2024-03-29',
    '2025-02-28',
    '2026-02-28',
    '2027-02-28',
    '2028-02-29',
  ])
  t.deepEqual(from('2025-10-30', 3, 4, 28), ['2026-01-30', '2026-02-28', '2028-02-29'])
  t.is(addMonths('2026-11-22', -12), '2025-11-22')
})

test('days are counted through the change of the clocks', (t) => {
  t.is(daysBetween('2026-03-28', '2026-03-30'), 2)
  t.is(daysBetween('2024-02-29', '2027-02-28'), 1095)
})

const firstInterest = (capitalCents: number) =>
  creditSchedule({ startsOn: '2026-01-01', months: 2, capitalCents, debitRateBp: 600, insuranceCents: 0 })[0]
    ?.interestCents

test('half a cent is rounded up', (t) => {
  // 6 % of 1,000.50 € for a month is 5.0025 €; 6 % of 1,001.00 € is 5.005 €
  t.is(firstInterest(100_050), 500)
  t.is(firstInterest(100_100), 501)
})

test('a loan always ends at nothing, and its capital is paid back whole', (t) => {
  for (const months of [1, 2, 12, 84, 120]) {
    for (const debitRateBp of [0, 1, 590, 2_300]) {
      const lines = creditSchedule({
        startsOn: '2026-01-31',
        months,
        capitalCents: 1_234_567,
        debitRateBp,
        insuranceCents: 990,
      })
      t.is(lines.at(-1)?.outstandingCents, 0)
      t.is(
        lines.reduce((sum, line) => sum + line.principalCents, 0),
        1_234_567,
      )
      t.true(lines.every((line) => line.totalCents === line.principalCents + line.interestCents + 990))
    }
  }
})

test('a loan without interest is divided evenly', (t) => {
  t.is(creditMonthlyCents({ capitalCents: 1_000_000, debitRateBp: 0, months: 12 }), 83_333)
})

test('the TAEG without fees is the compound monthly rate', (t) => {
  const payments = creditSchedule({
    startsOn: '2026-01-01',
    months: 60,
    capitalCents: 2_850_000,
    debitRateBp: 479,
    insuranceCents: 0,
  })
  const flows = payments.map((line) => ({ month: line.no, cents: line.totalCents }))
  t.is(taegBp([{ month: 0, cents: -2_850_000 }, ...flows]), Math.round(((1 + 0.0479 / 12) ** 12 - 1) * 10_000))
  t.is(
    taegBp([
      { month: 0, cents: -100 },
      { month: 12, cents: 100 },
    ]),
    0,
  )
})

test('mileage is carried on evenly, and less than allowed costs nothing', (t) => {
  const contract = { startsOn: '2026-01-01', endsOn: '2027-01-01', allowedKm: 10_000, extraKmMillieuros: 85 }
  t.deepEqual(projectMileage({ km: 7_300, on: '2026-03-15' }, contract), {
    km: 36_500,
    excessKm: 26_500,
    excessCents: 225_250,
  })
  t.deepEqual(projectMileage({ km: 100, on: '2026-03-15' }, contract), { km: 500, excessKm: 0, excessCents: 0 })
  t.is(projectMileage(null, contract), null)
  t.is(projectMileage({ km: 10, on: '2026-01-01' }, contract), null, 'nothing can be said on the first day')
})

const lineOf = (status: Parameters<typeof tally>[0][number]['status']) => ({ status, totalCents: 100 })

test('what is paid and what is left', (t) => {
  const lines = (['collected', 'settled', 'rejected', 'presented', 'due', 'postponed', 'cancelled'] as const).map(
    lineOf,
  )
  t.deepEqual(tally(lines), {
    paid: { count: 2, totalCents: 200 },
    left: { count: 4, totalCents: 400 },
    unpaidCents: 100,
  })
})

test('the end is near for six months', (t) => {
  t.true(endsSoon('2027-05-22', '2026-11-22'))
  t.false(endsSoon('2027-05-23', '2026-11-22'))
  t.true(endsSoon('2026-11-22', '2026-11-22'))
  t.false(endsSoon('2026-11-21', '2026-11-22'))
})
