import { LANGS, type Lang } from '../../shared/i18n.ts'
import type { Field } from './settings.ts'
import { type FaultWords, faultTexts } from './texts.ts'

/** What is wrong with one field, in every language. */
export interface Fault {
  readonly field: Field
  readonly say: Readonly<Record<Lang, string>>
}

export const fault = (field: Field, say: (words: FaultWords) => string): Fault => ({
  field,
  say: Object.fromEntries(LANGS.map((lang) => [lang, say(faultTexts[lang])])) as Record<Lang, string>,
})
