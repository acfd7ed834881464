import { formatInstant, parisDate } from '../../../shared/i18n.ts'

const inParis = { timeZone: 'Europe/Paris' } as const
const time = new Intl.DateTimeFormat('fr-FR', { ...inParis, hour: '2-digit', minute: '2-digit' })
const day = new Intl.DateTimeFormat('fr-FR', { ...inParis, day: 'numeric', month: 'short' })

/** « 14:32 » today, « 21 nov. » before. */
export function formatWhen(iso: string, now: number): string {
  const at = Date.parse(iso)
  return parisDate(at) === parisDate(now) ? time.format(at) : day.format(at)
}

/** « 22 novembre 2026 à 14:32 ». */
export const formatReceived = (iso: string): string => formatInstant('fr', Date.parse(iso))

/** « +33 6 12 34 56 01 » as the French write it; other countries' numbers as they are. */
export const formatPhone = (number: string): string =>
  number.replace(/^\+33(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '+33 $1 $2 $3 $4 $5').replaceAll(' ', '\u00a0')
