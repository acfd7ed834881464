import test from 'ava'
import { normalizeContractNumber } from '../../portal/contracts/number.ts'

/** Spaces of all kinds look the same in a test's name. */
const visible = (typed: string) =>
  JSON.stringify(typed).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)

const accepted = [
  'S0123456789',
  's0123456789',
  ' S0123456789 ',
  'S 0123 456 789',
  'S-0123-456-789',
  'S.0123.456.789',
  'S\u00a00123\u202f456\u2009789',
  'S\u20130123\u2011456\u2212789',
  '\u200bS0123456789\u200e',
  'S0123456789\r\n',
  'Ｓ０１２３４５６７８９',
]

for (const typed of accepted) {
  test(`${visible(typed)} is the number S0123456789`, (t) => {
    t.deepEqual(normalizeContractNumber(typed), { kind: 'number', number: 'S0123456789' })
  })
}

for (const typed of ['0123456789', '0123 456 789', '01.23.45.67.89']) {
  test(`${visible(typed)} lacks its S, which is offered`, (t) => {
    t.deepEqual(normalizeContractNumber(typed), { kind: 'missingS', suggestion: 'S0123456789' })
  })
}

const malformed = [
  '',
  'S',
  'S012345678',
  'S01234567890',
  'SS0123456789',
  'X0123456789',
  'S0123456789A',
  'SO123456789',
  'S012345678٩',
  '5S0123456789',
  'S0123_456789',
  'Ѕ0123456789',
  "S0123456789'--",
]

for (const typed of malformed) {
  test(`${visible(typed)} is no contract number`, (t) => {
    t.deepEqual(normalizeContractNumber(typed), { kind: 'malformed' })
  })
}
