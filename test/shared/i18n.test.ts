import test from 'ava'
import * as i18n from '../../shared/i18n.ts'

test('the first language we speak is taken, by the weight it was given', (t) => {
  const cases: Readonly<Record<string, i18n.Lang | undefined>> = {
    'fr-FR,fr;q=0.9': 'fr',
    'en-GB,en;q=0.9,fr;q=0.8': 'en',
    'de-DE,de;q=0.9,en;q=0.5,fr;q=0.7': 'fr',
    'en;q=0.1, fr;q=0.2': 'fr',
    'en;q=0, fr;q=0.1': 'fr',
    'EN-us': 'en',
    'en fr': 'en',
    'de es': undefined,
    '*': undefined,
    'fr;q=nonsense': 'fr',
    '': undefined,
  }
  for (const [header, lang] of Object.entries(cases)) t.is(i18n.preferredLanguage(header), lang, header)
  t.is(i18n.preferredLanguage(undefined), undefined)
})

test('a header made to be slow is not', (t) => {
  const began = performance.now()
  i18n.preferredLanguage(`${' ,;='.repeat(50_000)}fr`)
  i18n.preferredLanguage(`${' '.repeat(100_000)}x`)
  t.true(performance.now() - began < 50)
})

test('money, numbers, rates and dates are written as one writes them there', (t) => {
  t.is(i18n.formatMoney('fr', 80_804), '808,04\u00a0€')
  t.is(i18n.formatMoney('fr', 6_645_000), '66\u202f450,00\u00a0€')
  t.is(i18n.formatMoney('en', 6_645_000), '€66,450.00')
  t.is(i18n.formatMoney('fr', -5), '-0,05\u00a0€')
  t.is(i18n.formatNumber('fr', 31_480), '31\u202f480')
  t.is(i18n.formatRate('fr', 479), '4,79\u00a0%')
  t.is(i18n.formatRate('en', 479), '4.79%')
  t.is(i18n.formatDate('fr', '2026-12-12'), '12\u00a0décembre 2026')
  t.is(i18n.formatDate('en', '2026-12-01'), '1\u00a0December 2026')
})

test('it is the day it is in Paris', (t) => {
  t.is(i18n.parisDate(Date.parse('2026-11-22T22:59:59Z')), '2026-11-22')
  t.is(i18n.parisDate(Date.parse('2026-11-22T23:00:00Z')), '2026-11-23')
  t.is(i18n.parisDate(Date.parse('2026-07-14T22:00:00Z')), '2026-07-15')
  t.regex(i18n.formatInstant('fr', Date.parse('2026-11-22T11:05:00Z')), /22\u00a0novembre 2026.*12\u00a0h\u00a005/)
})

test('waiting is told in what is left, never in less', (t) => {
  t.is(i18n.formatCountdown(492_000), '8\u00a0min 12\u00a0s')
  t.is(i18n.formatCountdown(59_001), '1\u00a0min 0\u00a0s')
  t.is(i18n.formatCountdown(-5), '0\u00a0s')
  t.is(i18n.formatMinutes('fr', 60_001).replace(/\s/, ' '), '2 minutes')
  t.is(i18n.formatMinutes('fr', 1).replace(/\s/, ' '), '1 minute')
  t.is(i18n.formatMinutes('en', 60_000), '1 minute')
})
