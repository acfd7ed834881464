import type { Texts } from '../../shared/i18n.ts'

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

/** « Firefox sur Windows », from a User-Agent header. */
export function describeBrowser(lang: 'fr' | 'en', agent: string | undefined): string {
  const find = (among: typeof browsers): string | undefined =>
    among.find(([pattern]) => pattern.test((agent ?? '').slice(0, 500)))?.[1]
  const [browser, system] = [find(browsers), find(systems)]
  if (browser && system) return words[lang].on(browser, system)
  return browser ?? (system ? words[lang].someOn(system) : words[lang].some)
}
