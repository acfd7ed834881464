import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { TestFn } from 'ava'
import type { Knex } from 'knex'
import { createSqlContractSystem } from '../../portal/contracts/sql-system.ts'
import type { ContractDetails } from '../../portal/contracts/system.ts'
import { createSecrets } from '../../shared/crypto/secrets.ts'
import { fromRoot } from '../../shared/root.ts'
import { demoContracts } from '../dev/demo-contracts.ts'
import { seedContracts } from '../dev/seed-contracts.ts'
import { AS_OF, creditFigures, rentalFigures } from './demo-figures.ts'

const secrets = createSecrets([randomBytes(32)])

/** The contract system's promises, on whatever migrated, empty database `open` gives. */
export function contractSystemSuite(test: TestFn, open: () => Promise<Knex>): void {
  let db: Knex
  test.before(async () => {
    db = await open()
    await seedContracts({ db, secrets }, AS_OF)
  })
  test.after.always(() => db.destroy())

  const details = async (number: string): Promise<ContractDetails> => {
    const found = await createSqlContractSystem({ db, secrets }).details(number, AS_OF)
    if (!found) throw new Error(`no contract ${number}`)
    return found
  }

  for (const [number, expected] of Object.entries(creditFigures)) {
    test(`credit ${number} comes to the cent`, async (t) => {
      const { terms, dates, paid, left, unpaidCents, next, schedule } = await details(number)
      t.deepEqual(
        {
          terms,
          endsOn: dates.endsOn,
          paid: paid.count,
          left: left.count,
          unpaidCents,
          next,
          last: schedule.at(-1)?.totalCents,
        },
        expected,
      )
    })
  }

  for (const [number, expected] of Object.entries(rentalFigures)) {
    test(`rental ${number} comes to the cent`, async (t) => {
      const contract = await details(number)
      if (contract.type === 'credit') throw new Error('not a rental')
      const { terms, mileage, dates, paid, left, next } = contract
      t.deepEqual({ terms, mileage, endsOn: dates.endsOn, paid, left, next } as unknown, expected)
    })
  }

  test('every line of every schedule is the one worked out beforehand', async (t) => {
    const expected = readFileSync(fromRoot('test/portal/demo-schedules.csv'), 'utf8').trim().split('\n').slice(1)
    const lines: Record<string, string | number | null>[] = await db('instalment')
      .orderBy(['contract_number', 'no'])
      .select(COLUMNS)
    t.is(lines.length, 457)
    t.deepEqual(
      lines.map((line) => COLUMNS.map((column) => line[column] ?? '').join(',')),
      expected.sort(byNumberAndLine),
    )
  })

  test('the same day seeded again changes nothing', async (t) => {
    const before = await everything(db)
    t.deepEqual(await seedContracts({ db, secrets }, AS_OF), { loaded: 0 })
    t.deepEqual(await everything(db), before)
  })

  test('a rejected line is unpaid, and the ones around it are not', async (t) => {
    const { schedule, unpaidCents } = await details('S1000468821')
    t.deepEqual(
      schedule.slice(14, 17).map((line) => line.status),
      ['collected', 'rejected', 'due'],
    )
    t.is(unpaidCents, 30_208)
  })

  test('what decides about adding a contract', async (t) => {
    const system = createSqlContractSystem({ db, secrets })
    const facts = await Promise.all(demoContracts.map(({ number }) => system.findForAttachment(number)))
    t.deepEqual(
      facts.map((f) => f && [f.number, f.holderKind, f.mobile, f.status, f.delivered, f.phoneChangedAt]),
      ATTACHMENT,
    )
    t.is(await system.findForAttachment('S9999999999'), undefined)
  })

  test('the summaries keep the order asked and leave out what is unknown', async (t) => {
    const system = createSqlContractSystem({ db, secrets })
    t.deepEqual(await system.summaries([]), [])
    t.deepEqual(await system.summaries(['S1000468821', 'S9999999999', 'S0617755209', 'S0123456789']), SUMMARIES)
  })

  test('an unknown contract has no details', async (t) => {
    t.is(await createSqlContractSystem({ db, secrets }).details('S9999999999', AS_OF), undefined)
  })

  test('both borrowers are named', async (t) => {
    const { holder, coHolders } = await details('S0809963314')
    t.deepEqual(holder, { kind: 'private', civility: 'ms', firstName: 'Élodie', lastName: 'Payet' })
    t.deepEqual(coHolders, [{ kind: 'private', civility: 'mr', firstName: 'Thomas', lastName: 'Payet' }])
  })

  test('six months before its end a contract ends soon', async (t) => {
    t.true((await details('S0310098254')).endsSoon)
    t.false((await details('S0533370042')).endsSoon)
    t.false((await details('S0617755209')).endsSoon, 'it has ended')
  })

  for (const number of ['S012345678', 'S01234567890', 's0123456789', 'X0123456789', 'S01234o6789']) {
    test(`the table refuses ${number} as a number`, async (t) => {
      const [contract] = await db('contract').where({ number: 'S0123456789' })
      await t.throwsAsync(
        db.transaction((tx) => tx('contract').insert({ ...contract, number })),
        { message: /check/i },
      )
    })
  }
}

const COLUMNS = [
  'contract_number',
  'no',
  'due_on',
  'total_cents',
  'principal_cents',
  'interest_cents',
  'rent_cents',
  'services_cents',
  'insurance_cents',
  'outstanding_cents',
]

const byNumberAndLine = (a: string, b: string): number =>
  a.slice(0, 11) === b.slice(0, 11) ? Number(a.split(',')[1]) - Number(b.split(',')[1]) : a < b ? -1 : 1

const TABLES = ['holder', 'vehicle', 'contract', 'contract_party', 'contract_service', 'instalment', 'mandate']

const everything = (db: Knex): Promise<unknown[]> =>
  Promise.all(TABLES.map(async (table) => [table, (await db(table)).map((row) => JSON.stringify(row)).sort()]))

const ATTACHMENT = [
  ['S0123456789', 'private', '+33639980101', 'running', true, null],
  ['S0204417736', 'private', '+33639980101', 'running', true, null],
  ['S0310098254', 'private', '+33639980103', 'running', true, null],
  ['S0450021187', 'company', '+33639980104', 'running', true, null],
  ['S0533370042', 'private', null, 'running', true, null],
  ['S0617755209', 'private', '+33639980106', 'ended', true, null],
  ['S0722204918', 'private', '+33639980107', 'running', true, null],
  ['S0809963314', 'private', '+262692000108', 'running', true, null],
  ['S0915520067', 'private', '+33639980101', 'signed', false, null],
  ['S1000468821', 'private', '+33639980103', 'running', true, null],
]

const SUMMARIES = [
  {
    number: 'S1000468821',
    type: 'credit',
    model: 'BMW 116d',
    shape: 'compacte',
    status: 'running',
    next: { dueOn: '2026-12-08', totalCents: 30_208 },
    unpaid: true,
  },
  {
    number: 'S0617755209',
    type: 'credit',
    model: 'BMW X1 sDrive18i',
    shape: 'suv',
    status: 'ended',
    next: null,
    unpaid: false,
  },
  {
    number: 'S0123456789',
    type: 'loa',
    model: 'BMW X4 xDrive20d M Sport',
    shape: 'suv',
    status: 'running',
    next: { dueOn: '2026-12-12', totalCents: 80_804 },
    unpaid: false,
  },
]
