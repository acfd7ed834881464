import { DAY } from '../../shared/time.ts'

/** Days off on the same date every year (Code du travail, art. L3133-1). */
const FIXED = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25']

/** Easter Monday, Ascension and Whit Monday, in days after Easter Sunday. */
const AFTER_EASTER = [1, 39, 50]

/** Whether a calendar date (`2027-03-29`) is a public holiday in mainland France. */
export function isPublicHoliday(date: string): boolean {
  if (FIXED.includes(date.slice('2027-'.length))) return true
  const daysAfterEaster = (Date.parse(date) - easterSunday(Number(date.slice(0, 4)))) / DAY
  return AFTER_EASTER.includes(daysAfterEaster)
}

/** Midnight UTC of Easter Sunday, by the Gregorian computus of Meeus (Astronomical Algorithms, ch. 8). */
function easterSunday(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - Math.floor(b / 4) - d + 15) % 30
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const daysAfterMarch1 = h + l - 7 * m + 21
  return Date.UTC(year, 2, 1 + daysAfterMarch1)
}
