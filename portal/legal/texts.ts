import type { Texts } from '../../shared/i18n.ts'
import type { LegalDocument } from '../../shared/legal/document.tsx'
import { notice } from './notice.ts'
import { privacy } from './privacy.ts'

/** The finance company's legal pages: it answers for the contract, BMW ID for the identity. */
export const texts: Texts<{ readonly notice: LegalDocument; readonly privacy: LegalDocument }> = {
  fr: { notice: notice.fr, privacy: privacy.fr },
  en: { notice: notice.en, privacy: privacy.en },
}
