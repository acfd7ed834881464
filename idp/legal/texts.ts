import type { Lang, Texts } from '../../shared/i18n.ts'
import type { LegalDocument } from '../../shared/legal/document.tsx'
import { notice } from './notice.ts'
import { privacy } from './privacy.ts'
import { publisher } from './publisher.ts'
import { english as englishTerms } from './terms-en.ts'
import { french as frenchTerms } from './terms-fr.ts'

/** Where a person reads what people write to us. */
export const contact = (lang: Lang): string => publisher[lang].email

export { holdings } from './holdings.ts'
export { termsVersion } from './terms-version.ts'

/** BMW ID's legal pages. */
export const texts: Texts<{
  readonly terms: LegalDocument
  readonly notice: LegalDocument
  readonly privacy: LegalDocument
}> = {
  fr: { terms: frenchTerms, notice: notice.fr, privacy: privacy.fr },
  en: { terms: englishTerms, notice: notice.en, privacy: privacy.en },
}
