import type { Lang } from '../../shared/i18n.ts'
import type { Customer } from './service.ts'

/** « Monsieur Morel »; `Mr Morel` in English. */
export function addressOf({ civility, familyName }: Pick<Customer, 'civility' | 'familyName'>, lang: Lang): string {
  const title = { fr: { madame: 'Madame', monsieur: 'Monsieur' }, en: { madame: 'Ms', monsieur: 'Mr' } }[lang][civility]
  return `${title} ${familyName}`
}
