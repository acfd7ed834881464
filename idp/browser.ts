import type { Lang, Texts } from '../shared/i18n.ts'

// What a browser calls itself, in our own few words: nothing of the header itself is ever repeated.

/** First match wins: most browsers also claim to be others. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\b(OPR|Opera)\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.* Safari\//, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'Mac'],
  [/\bCrOS\b/, 'Chromebook'],
  [/\bLinux\b/, 'Linux'],
]

interface Words {
  readonly on: (browser: string, system: string) => string
  readonly some: string
  readonly someOn: (system: string) => string
}

const words: Texts<Words> = {
  fr: {
    on: (browser, system) => `${browser} sur ${system}`,
    some: 'un navigateur inconnu',
    someOn: (system) => `un navigateur sur ${system}`,
  },
  en: {
    on: (browser, system) => `${browser} on ${system}`,
    some: 'an unknown browser',
    someOn: (system) => `a browser on ${system}`,
  },
}

/** What is kept of a User-Agent header: two of our own words, or none. */
export interface KnownBrowser {
  readonly browser: string | null
  readonly system: string | null
}

export function recognise(agent: string | undefined): KnownBrowser {
  const find = (among: typeof browsers): string | null =>
    among.find(([pattern]) => pattern.test((agent ?? '').slice(0, 500)))?.[1] ?? null
  return { browser: find(browsers), system: find(systems) }
}

/** « Firefox sur Windows ». */
export function sayBrowser(lang: Lang, { browser, system }: KnownBrowser): string {
  if (browser !== null && system !== null) return words[lang].on(browser, system)
  return browser ?? (system !== null ? words[lang].someOn(system) : words[lang].some)
}

/** ... from the header itself. */
export const describeBrowser = (lang: Lang, agent: string | undefined): string => sayBrowser(lang, recognise(agent))

/** Enough of a network address to tell one's own from another's, and no more. */
export const maskAddress = (ip: string): string =>
  ip.includes(':') ? `${ip.split(':').slice(0, 2).join(':')}:…` : `${ip.split('.').slice(0, 2).join('.')}.x.x`
