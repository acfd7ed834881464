import test from 'ava'
import { hashToken, randomCode, randomReference, randomToken, sameBytes } from '../../shared/crypto/tokens.ts'

const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)

test('a token has 256 bits and never comes twice', (t) => {
  const tokens = many(1000, randomToken)
  t.true(tokens.every((token) => /^[\w-]{43}$/.test(token)))
  t.is(new Set(tokens).size, 1000)
})

test('of a token only its hash can be found again', (t) => {
  t.is(hashToken('abc'), 'ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0') // FIPS 180-2, B.1
  t.not(hashToken('abc'), hashToken('abd'))
})

test('a code has six digits, leading zeros too, each as likely as the others [R61]', (t) => {
  const codes = many(20_000, randomCode)
  t.true(codes.every((code) => /^\d{6}$/.test(code)))
  for (let place = 0; place < 6; place += 1) {
    const counts = many(10, () => 0)
    for (const code of codes) counts[Number(code[place])] = (counts[Number(code[place])] ?? 0) + 1
    const chiSquared = counts.reduce((sum, count) => sum + (count - 2000) ** 2 / 2000, 0)
    t.true(chiSquared < 40, `place ${place}: ${counts.join()}`) // 9 degrees of freedom: once in 130 000 runs by chance
  }
})

test('a reference can be read out on the phone', (t) => {
  t.true(many(500, randomReference).every((reference) => /^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{2}$/.test(reference)))
})

test('bytes are the same only if all are', (t) => {
  t.true(sameBytes(Buffer.from('code'), Buffer.from('code')))
  t.false(sameBytes(Buffer.from('code'), Buffer.from('cods')))
  t.false(sameBytes(Buffer.from('code'), Buffer.from('cod')))
  t.false(sameBytes(Buffer.from(''), Buffer.from('code')))
})
