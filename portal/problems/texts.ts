import type { Texts } from '../../shared/i18n.ts'

interface ProblemWords {
  readonly back: string
  readonly reference: (reference: string) => string
}

export const texts: Texts<ProblemWords> = {
  fr: { back: 'Revenir à l’accueil', reference: (reference) => `Référence\u00a0: ${reference}` },
  en: { back: 'Back to home', reference: (reference) => `Reference: ${reference}` },
}
