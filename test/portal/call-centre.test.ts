import test from 'ava'
import { h } from 'preact'
import { render } from 'preact-render-to-string'
import { CallCentre } from '../../portal/help/call-centre.tsx'
import { isPublicHoliday } from '../../portal/help/holidays.ts'
import { callCentreState } from '../../portal/help/opening-hours.ts'

const at = (iso: string): number => Date.parse(iso)

/** When, in Paris, and what the call centre then is: the instants carry the offset of that day. */
const table: readonly [name: string, now: string, state: 'open' | 'closed', until: string][] = [
  ['a Monday morning', '2026-11-23T10:00:00+01:00', 'open', '2026-11-23T18:30:00+01:00'],
  ['the first instant', '2026-11-23T08:30:00+01:00', 'open', '2026-11-23T18:30:00+01:00'],
  ['just before it', '2026-11-23T08:29:59.999+01:00', 'closed', '2026-11-23T08:30:00+01:00'],
  ['the last instant', '2026-11-23T18:29:59.999+01:00', 'open', '2026-11-23T18:30:00+01:00'],
  ['closing time', '2026-11-23T18:30:00+01:00', 'closed', '2026-11-24T08:30:00+01:00'],
  ['after midnight in Paris, before it in UTC', '2026-11-24T00:15:00+01:00', 'closed', '2026-11-24T08:30:00+01:00'],
  ['a Friday evening', '2026-11-27T19:00:00+01:00', 'closed', '2026-11-30T08:30:00+01:00'],
  ['a Saturday at noon', '2026-11-28T12:00:00+01:00', 'closed', '2026-11-30T08:30:00+01:00'],
  ['a Wednesday 14 July', '2027-07-14T11:00:00+02:00', 'closed', '2027-07-15T08:30:00+02:00'],
  ['the evening before 14 July', '2027-07-13T20:00:00+02:00', 'closed', '2027-07-15T08:30:00+02:00'],
  ['the Friday before Easter 2027', '2027-03-26T19:00:00+01:00', 'closed', '2027-03-30T08:30:00+02:00'],
  ['Easter Monday 2027', '2027-03-29T10:00:00+02:00', 'closed', '2027-03-30T08:30:00+02:00'],
  ['Ascension 2027', '2027-05-06T10:00:00+02:00', 'closed', '2027-05-07T08:30:00+02:00'],
  ['Whit Monday 2027', '2027-05-17T10:00:00+02:00', 'closed', '2027-05-18T08:30:00+02:00'],
  ['the last evening of 2026', '2026-12-31T19:00:00+01:00', 'closed', '2027-01-04T08:30:00+01:00'],
  ['Christmas, a Friday', '2026-12-25T10:00:00+01:00', 'closed', '2026-12-28T08:30:00+01:00'],
  ['the Friday before winter time', '2026-10-23T19:00:00+02:00', 'closed', '2026-10-26T08:30:00+01:00'],
  ['the night that lasts an hour longer', '2026-10-25T02:30:00+01:00', 'closed', '2026-10-26T08:30:00+01:00'],
  ['the Saturday before summer time 2026', '2026-03-28T12:00:00+01:00', 'closed', '2026-03-30T08:30:00+02:00'],
  ['a summer afternoon', '2027-07-01T18:29:00+02:00', 'open', '2027-07-01T18:30:00+02:00'],
]

for (const [name, now, state, until] of table) {
  test(`the call centre is ${state}: ${name}`, (t) => {
    const expected = state === 'open' ? { open: true, closesAt: at(until) } : { open: false, opensAt: at(until) }
    t.deepEqual(callCentreState(at(now)), expected as ReturnType<typeof callCentreState>)
  })
}

test('the moving holidays follow Easter, early and late', (t) => {
  // Easter Sunday: 23 March 2008, 24 April 2011, 31 March 2024, 16 April 2028, 25 April 2038
  for (const easterMonday of ['2008-03-24', '2011-04-25', '2024-04-01', '2028-04-17', '2038-04-26']) {
    t.true(isPublicHoliday(easterMonday), easterMonday)
  }
  t.true(isPublicHoliday('2024-05-09'), 'Ascension')
  t.true(isPublicHoliday('2024-05-20'), 'Whit Monday')
  t.false(isPublicHoliday('2024-03-29'), 'Good Friday is a working day')
  t.false(isPublicHoliday('2024-04-02'))
})

const words = (lang: 'fr' | 'en', now: string) =>
  render(h(CallCentre, { lang, now: at(now) }))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('\u00a0', ' ')

test('the block says today, tomorrow or the weekday', (t) => {
  t.regex(words('fr', '2026-11-23T10:00:00+01:00'), /09 69 32 20 39 .*Ouvert en ce moment\./)
  t.regex(words('fr', '2026-11-23T07:00:00+01:00'), /Fermé, ouvre aujourd’hui à 8 h 30\./)
  t.regex(words('fr', '2026-11-23T19:00:00+01:00'), /Fermé, ouvre demain à 8 h 30\./)
  t.regex(words('fr', '2026-11-27T19:00:00+01:00'), /Fermé, ouvre lundi à 8 h 30\./)
  t.regex(words('en', '2027-03-26T19:00:00+01:00'), /Closed, opens on Tuesday at 8\.30 am\./)
  // a Sunday of 25 hours: 24 hours after its first minutes it is still Sunday
  t.regex(words('fr', '2026-10-25T00:10:00+02:00'), /ouvre demain/)
})

test('the number can be dialled', (t) => {
  t.true(render(h(CallCentre, { lang: 'fr', now: 0 })).includes('href="tel:+33969322039"'))
})
