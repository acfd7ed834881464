import test from 'ava'
import { foreignName, mixesAlphabets } from '../../shared/foreign-name.ts'

test('a name is shown without what is not seen in it', (t) => {
  t.is(foreignName('  Wi\u200Bki\u202E\n des\u00A0\u00A0Alpes\u2066 '), 'Wiki des Alpes')
  t.is(foreignName('ＢＭＷ ｉｄ'), 'BMW id', 'in ordinary letters')
  t.is(foreignName(`Z${'\u0301'.repeat(50)}`).length <= 3, true)
  t.is(foreignName('\u202E\u200B'), '')
  t.is([...foreignName('é'.repeat(500))].length, 61)
})

test('a name from right to left stays among itself', (t) => {
  t.is(foreignName('ויקי'), '\u2068ויקי\u2069')
})

test('letters of several alphabets in one name are noticed', (t) => {
  t.true(mixesAlphabets('Wіkі'))
  t.true(mixesAlphabets('ΒMW ID'))
  for (const name of ['Wiki des Alpes', 'Вики', 'Βίκι', 'ويكي', '維基 Wiki', '123']) t.false(mixesAlphabets(name), name)
})
