/** A calendar date without a time zone, `2026-12-12`. Two of them compare as text. */
export type IsoDate = string

/** The same day of the month, or the month's last day where that day does not exist. Always add to the original date:
 *  31 January plus one month plus one month would be 28 March. */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = parse(date)
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))).toISOString().slice(0, 10)
}

export function daysBetween(from: IsoDate, to: IsoDate): number {
  const midnight = (date: IsoDate) => Date.parse(`${date}T00:00:00Z`)
  return Math.round((midnight(to) - midnight(from)) / 86_400_000)
}

function parse(date: IsoDate): { year: number; month: number; day: number } {
  const [year, month, day] = date.split('-').map(Number)
  if (!year || !month || !day) throw new Error(`not a date: ${date}`)
  return { year, month, day }
}
