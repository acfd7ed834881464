import type { Lang } from '../../shared/i18n.ts'

/** Where two languages differ in their keys, the kind of a value, or an id: `.sections.2.title: string, undefined`. */
export function differences(fr: unknown, en: unknown, at = ''): string[] {
  if (typeof fr !== typeof en) return [`${at}: ${typeof fr}, ${typeof en}`]
  if (at.endsWith('.id') && fr !== en) return [`${at}: ${String(fr)}, ${String(en)}`]
  if (!isWords(fr) || !isWords(en)) return []
  const keys = new Set([...Object.keys(fr), ...Object.keys(en)])
  return [...keys].flatMap((key) => differences(fr[key], en[key], `${at}.${key}`))
}

/** Every sentence in texts. Functions are called with sample values; those that cannot take them are left out. */
export function* sentences(texts: unknown): Generator<string> {
  if (typeof texts === 'string') yield texts
  else if (typeof texts === 'function') for (const result of samples(texts)) yield* sentences(result)
  else if (isWords(texts)) for (const value of Object.values(texts)) yield* sentences(value)
}

/** What is wrong with a sentence on a page. */
export function faultsIn(sentence: string, lang: Lang): string[] {
  const rules = lang === 'fr' ? { ...everywhere, ...french } : everywhere
  return Object.entries(rules).flatMap(([fault, pattern]) => (pattern.test(sentence) ? [`${fault}: ${sentence}`] : []))
}

const everywhere: Readonly<Record<string, RegExp>> = {
  'straight quote': /['"]/,
  placeholder: /\{\w*\}|%[sd]\b/,
  dots: /\.\.\./,
  leftover: /\b(?:TODO|FIXME|XXX)\b|lorem ipsum/i,
}

// inside an address or a time (https://…?a=b, tel:+33…, 8:30) something follows at once
const french: Readonly<Record<string, RegExp>> = {
  space: /(?:^|[^\u00a0\u202f])(?:[:;!?](?![\w/+])|»)/,
  guillemet: /«(?![\u00a0\u202f])/,
}

const SAMPLES = [2, 'Morel', '2026-11-23']

function samples(words: unknown): unknown[] {
  const call = words as (...values: unknown[]) => unknown
  return SAMPLES.flatMap((value) => {
    try {
      return [call(value, value, value, value)]
    } catch {
      return []
    }
  })
}

/** Objects and lists of words, not what preact makes of them. */
const isWords = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !('props' in value && 'type' in value)
