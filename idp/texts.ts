import type { Texts } from '../shared/i18n.ts'

/** The words around every page of the provider. */
interface FrameWords {
  readonly product: string
  readonly skip: string
  readonly towards: (app: string) => string
  readonly language: string
  readonly legal: string
  readonly terms: string
  readonly notice: string
  readonly privacy: string
  readonly places: string
  readonly account: string
  readonly apps: string
  readonly signOut: string
}

export const texts: Texts<FrameWords> = {
  fr: {
    product: 'BMW ID',
    skip: 'Aller au contenu',
    towards: (app) => `pour continuer vers ${app}`,
    language: 'Langue',
    legal: 'Informations légales',
    terms: 'Conditions Générales',
    notice: 'Mentions légales',
    privacy: 'Protection des données',
    places: 'Votre BMW ID',
    account: 'Mon BMW ID',
    apps: 'Mes applications',
    signOut: 'Déconnexion',
  },
  en: {
    product: 'BMW ID',
    skip: 'Skip to content',
    towards: (app) => `to continue to ${app}`,
    language: 'Language',
    legal: 'Legal information',
    terms: 'Terms and conditions',
    notice: 'Legal notice',
    privacy: 'Data protection',
    places: 'Your BMW ID',
    account: 'My BMW ID',
    apps: 'My apps',
    signOut: 'Sign out',
  },
}
