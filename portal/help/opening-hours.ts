import { parisDate } from '../../shared/i18n.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time.ts'
import { isPublicHoliday } from './holidays.ts'

/** What the clocks of Paris show, from midnight on. */
const OPENS = 8 * HOUR + 30 * MINUTE
const CLOSES = 18 * HOUR + 30 * MINUTE

export type CallCentreState =
  | { readonly open: true; readonly closesAt: number }
  | { readonly open: false; readonly opensAt: number }

/** Whether the Centre d’Interaction Clients answers now, and until or from when: Monday to Friday but public holidays. */
export function callCentreState(now: number): CallCentreState {
  const today = parisDate(now)
  const closesAt = parisInstant(today, CLOSES)
  if (!isWorkingDay(today) || now >= closesAt) {
    return { open: false, opensAt: parisInstant(nextWorkingDay(today), OPENS) }
  }
  const opensAt = parisInstant(today, OPENS)
  return now < opensAt ? { open: false, opensAt } : { open: true, closesAt }
}

/** The calendar day after, whatever the clocks do that night. */
export const dayAfter = (date: string): string => new Date(Date.parse(date) + DAY).toISOString().slice(0, 10)

function nextWorkingDay(date: string): string {
  const next = dayAfter(date)
  return isWorkingDay(next) ? next : nextWorkingDay(next)
}

function isWorkingDay(date: string): boolean {
  const weekday = new Date(date).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !isPublicHoliday(date)
}

/** When the clocks of Paris show a time on a date. Only for times of day: the clocks change at 01:00 UTC. */
function parisInstant(date: string, sinceMidnight: number): number {
  const shown = Date.parse(date) + sinceMidnight
  return shown - parisOffset(shown)
}

const parisClock = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'short',
  timeStyle: 'medium',
  timeZone: 'Europe/Paris',
})

const parisOffset = (at: number): number => Date.parse(`${parisClock.format(at).replace(' ', 'T')}Z`) - at
