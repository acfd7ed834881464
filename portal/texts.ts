import type { Texts } from '../shared/i18n.ts'

/** The words around every page of the portal. */
interface FrameWords {
  readonly product: string
  readonly skip: string
  readonly navigation: string
  readonly home: string
  readonly account: string
  readonly help: string
  readonly login: string
  readonly logout: string
  readonly welcome: (person: string) => string
  readonly language: string
  readonly legal: string
  readonly notice: string
  readonly privacy: string
}

export const texts: Texts<FrameWords> = {
  fr: {
    product: 'MyBMW Financial Services',
    skip: 'Aller au contenu',
    navigation: 'Navigation principale',
    home: 'Accueil',
    account: 'Mon compte',
    help: 'Aide',
    login: 'Connexion',
    logout: 'Déconnexion',
    welcome: (person) => `Bienvenue, ${person}`,
    language: 'Langue',
    legal: 'Informations légales',
    notice: 'Mentions légales',
    privacy: 'Protection des données',
  },
  en: {
    product: 'MyBMW Financial Services',
    skip: 'Skip to content',
    navigation: 'Main navigation',
    home: 'Home',
    account: 'My account',
    help: 'Help',
    login: 'Sign in',
    logout: 'Sign out',
    welcome: (person) => `Welcome, ${person}`,
    language: 'Language',
    legal: 'Legal information',
    notice: 'Legal notice',
    privacy: 'Data protection',
  },
}
