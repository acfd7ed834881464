import type { Knex } from 'knex'
import type { Lang } from '../../shared/i18n.ts'
import type { Account } from '../account/service.ts'
import { wordsOfApiScopes } from '../apis/service.ts'
import { type Permission, type Told, tellClaims } from '../engine/service.ts'
import { texts } from './texts.ts'

/** One line of what an app may see or do. */
export interface Datum extends Told {
  readonly hint?: string
}

/** A permission in plain words, each datum with its value as the app will see it. */
export async function tell(
  db: Knex,
  { scopes, claims, apis }: Permission,
  { account, lang }: { account: Account; lang: Lang },
): Promise<Datum[]> {
  const t = texts[lang]
  const told = await Promise.all(Object.entries(apis).map(([api, names]) => tellApi(db, { api, names, lang })))
  return [
    ...tellClaims({ scopes, claims }, account, lang),
    ...told.flat(),
    ...(scopes.includes('offline_access') ? [{ words: t.offline, hint: t.offlineHint }] : []),
  ]
}

/** What scopes of an API let an app do, in the words of whoever runs it; by their names if it is gone meanwhile. */
async function tellApi(
  db: Knex,
  { api, names, lang }: { api: string; names: readonly string[]; lang: Lang },
): Promise<Datum[]> {
  const words = await wordsOfApiScopes(db, api, names, lang)
  if (!words || words.scopes.length === 0) return [{ words: texts[lang].api(api, names.join(', ')) }]
  return words.scopes.map((scope) => ({ words: scope.words, hint: words.api }))
}
