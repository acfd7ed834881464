import type { Texts } from '../../shared/i18n.ts'

interface HomeWords {
  readonly title: string
  readonly text: string
  readonly open: (app: string) => string
  readonly signup: string
  readonly back: string
  readonly reference: (reference: string) => string
}

export const texts: Texts<HomeWords> = {
  fr: {
    title: 'Un seul identifiant pour tous vos services.',
    text: 'Avec votre BMW ID, vous vous connectez une fois à toutes les applications qui le proposent.',
    open: (app) => `Ouvrir ${app}`,
    signup: 'Créer un BMW ID',
    back: 'Revenir au début',
    reference: (reference) => `Référence\u00a0: ${reference}`,
  },
  en: {
    title: 'One ID for all your services.',
    text: 'With your BMW ID you sign in once to every app that offers it.',
    open: (app) => `Open ${app}`,
    signup: 'Create a BMW ID',
    back: 'Back to the start',
    reference: (reference) => `Reference: ${reference}`,
  },
}
