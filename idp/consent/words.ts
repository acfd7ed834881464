import type { Lang } from '../../shared/i18n.ts'
import type { Account } from '../account/service.ts'
import { type Permission, type Told, tellClaims } from '../engine/service.ts'
import { texts } from './texts.ts'

/** One line of what an app may see or do. */
export interface Datum extends Told {
  readonly hint?: string
}

/** What scopes of an API mean, a line each, in words that its owner gave. */
export type TellApi = (indicator: string, scopes: readonly string[], lang: Lang) => readonly string[]

/** A permission in plain words, each datum with its value as the app will see it. */
export function tell(
  { scopes, claims, apis }: Permission,
  account: Account,
  { lang, tellApi = bare }: { lang: Lang; tellApi?: TellApi },
): Datum[] {
  const t = texts[lang]
  return [
    ...tellClaims({ scopes, claims }, account, lang),
    ...Object.entries(apis).flatMap(([api, names]) => tellApi(api, names, lang).map((words) => ({ words }))),
    ...(scopes.includes('offline_access') ? [{ words: t.offline, hint: t.offlineHint }] : []),
  ]
}

/** For an API that nobody has put into words. */
const bare: TellApi = (indicator, scopes, lang) => [texts[lang].api(indicator, scopes.join(', '))]
