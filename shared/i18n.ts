/** French first; English complete beside it. */
export type Lang = 'fr' | 'en'
export const LANGS: readonly Lang[] = ['fr', 'en']

/** The words of a feature, every language with the same shape: a missing key does not compile. */
export type Texts<T> = Readonly<Record<Lang, T>>

export const isLang = (value: unknown): value is Lang => value === 'fr' || value === 'en'

/** The first language we speak in a list of preferences, best first (`ui_locales`, or Accept-Language with its weights). */
export function preferredLanguage(header: string | undefined): Lang | undefined {
  const wishes = (header ?? '')
    .slice(0, 500)
    .split(/[\s,]+(?![^;]*=)/)
    .map((part) => {
      const [tag = '', ...parameters] = part.split(';')
      const weight = parameters.map((p) => /^\s*q=([\d.]+)\s*$/.exec(p)?.[1]).find(Boolean)
      return { lang: tag.trim().toLowerCase().split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter((wish) => wish.weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wishes.map((wish) => wish.lang).find(isLang)
}

const locale: Record<Lang, string> = { fr: 'fr-FR', en: 'en-GB' }
const PARIS = 'Europe/Paris'

/** Cents to "808,04 €" (with a non-breaking space) or "€808.04". */
export const formatMoney = (lang: Lang, cents: number): string =>
  new Intl.NumberFormat(locale[lang], { style: 'currency', currency: 'EUR' }).format(cents / 100)

export const formatNumber = (lang: Lang, value: number): string => new Intl.NumberFormat(locale[lang]).format(value)

/** Basis points (1/100 %) to "4,79 %". */
export const formatRate = (lang: Lang, basisPoints: number): string =>
  new Intl.NumberFormat(locale[lang], { style: 'percent', minimumFractionDigits: 2 }).format(basisPoints / 10_000)

/** A calendar date `2026-12-12` to "12 décembre 2026"; it belongs to no time zone. */
export const formatDate = (lang: Lang, isoDate: string): string =>
  day(lang, new Intl.DateTimeFormat(locale[lang], { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(isoDate)))

/** French says « 1er janvier », and « 2 janvier ». No line ends between a day and its month. */
const day = (lang: Lang, date: string): string =>
  (lang === 'fr' ? date.replace(/^1 /, '1er ') : date).replace(' ', '\u00a0')

/** An instant to its date and time in Paris: « 26 novembre 2026 à 16 h 54 ». */
export const formatInstant = (lang: Lang, at: number): string =>
  time(
    lang,
    day(
      lang,
      new Intl.DateTimeFormat(locale[lang], { dateStyle: 'long', timeStyle: 'short', timeZone: PARIS }).format(at),
    ),
  )

/** An instant to its time of day in Paris. */
export const formatTime = (lang: Lang, at: number): string =>
  time(lang, new Intl.DateTimeFormat(locale[lang], { timeStyle: 'short', timeZone: PARIS }).format(at))

/** As the opening hours are written. */
const time = (lang: Lang, text: string): string =>
  lang === 'fr' ? text.replace(/0?(\d+):(\d\d)/, '$1\u00a0h\u00a0$2') : text

/** Today's calendar date in Paris, `2026-11-22`. */
export const parisDate = (at: number): string =>
  new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: PARIS }).format(at)

/** Milliseconds to "8 min 12 s". */
export function formatCountdown(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000))
  const minutes = Math.floor(seconds / 60)
  return minutes > 0 ? `${minutes}\u00a0min ${seconds % 60}\u00a0s` : `${seconds}\u00a0s`
}

/** Milliseconds, rounded up, to "4 minutes", in words. */
export function formatMinutes(lang: Lang, milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000))
  return new Intl.NumberFormat(locale[lang], { style: 'unit', unit: 'minute', unitDisplay: 'long' }).format(minutes)
}

/** Milliseconds, rounded up, to "60 secondes", "35 minutes" or "20 heures", in words. */
export function formatWait(lang: Lang, milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000))
  const [value, unit] =
    seconds < 120 ? [seconds, 'second'] : seconds < 7200 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour']
  return new Intl.NumberFormat(locale[lang], { style: 'unit', unit, unitDisplay: 'long' }).format(Math.ceil(value))
}
