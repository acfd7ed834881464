import type { Lang, Texts } from '../../shared/i18n.ts'

interface EngineWords {
  readonly failed: {
    readonly title: string
    readonly text: string
    readonly reference: (reference: string) => string
    readonly again: string
  }
  readonly expired: { readonly title: string; readonly text: string; readonly again: (app: string) => string }
  readonly logout: { readonly title: string; readonly text: string; readonly act: string; readonly stay: string }
  readonly loggedOut: { readonly title: string; readonly text: string }
  readonly onward: { readonly title: string; readonly text: string; readonly act: string }
  /** each claim as what it tells of the person who reads it */
  readonly claims: Readonly<Record<ClaimName, string>>
  readonly civilities: Readonly<Record<'madame' | 'monsieur', string>>
  readonly languages: Readonly<Record<Lang, string>>
}

type ClaimName =
  | 'name'
  | 'given_name'
  | 'family_name'
  | 'civility'
  | 'locale'
  | 'email'
  | 'email_verified'
  | 'sub'
  | 'auth_time'
  | 'amr'
  | 'acr'

export const texts: Texts<EngineWords> = {
  fr: {
    failed: {
      title: 'La connexion n’a pas pu commencer.',
      text: 'L’application vous a envoyé ici avec une demande que nous ne pouvons pas suivre. Retournez à l’application et recommencez.',
      reference: (reference) => `Référence\u00a0: ${reference}`,
      again: 'Recommencer',
    },
    expired: {
      title: 'Cette page a expiré.',
      text: 'Elle a servi, ou elle est restée ouverte trop longtemps. Reprenons.',
      again: (app) => `Reprendre avec ${app}`,
    },
    logout: {
      title: 'Vous déconnecter de votre BMW ID\u00a0?',
      text: 'Vous quitterez votre BMW ID et toutes les applications ouvertes avec lui sur cet appareil.',
      act: 'Se déconnecter',
      stay: 'Rester connecté',
    },
    loggedOut: { title: 'Vous êtes déconnecté.', text: 'Vous avez quitté votre BMW ID sur cet appareil.' },
    onward: { title: 'Un instant.', text: 'Nous vous reconduisons à l’application.', act: 'Continuer' },
    claims: {
      name: 'Votre nom',
      given_name: 'Votre prénom',
      family_name: 'Votre nom de famille',
      civility: 'Votre civilité',
      locale: 'Votre langue',
      email: 'Votre adresse e-mail confirmée',
      email_verified: 'Le fait que votre adresse e-mail est confirmée',
      sub: 'Un identifiant qui vous désigne auprès d’elle seule',
      auth_time: 'L’heure et le moyen de votre connexion',
      amr: 'Le moyen de votre connexion',
      acr: 'Le niveau de sûreté de votre connexion',
    },
    civilities: { madame: 'Madame', monsieur: 'Monsieur' },
    languages: { fr: 'français', en: 'anglais' },
  },
  en: {
    failed: {
      title: 'Sign-in could not begin.',
      text: 'The app sent you here with a request that we cannot follow. Go back to the app and start again.',
      reference: (reference) => `Reference: ${reference}`,
      again: 'Start again',
    },
    expired: {
      title: 'This page has expired.',
      text: 'It was used, or it stayed open too long. Let us start again.',
      again: (app) => `Start again with ${app}`,
    },
    logout: {
      title: 'Sign out of your BMW ID?',
      text: 'You will leave your BMW ID and every app opened with it on this device.',
      act: 'Sign out',
      stay: 'Stay signed in',
    },
    loggedOut: { title: 'You are signed out.', text: 'You have left your BMW ID on this device.' },
    onward: { title: 'One moment.', text: 'We are taking you back to the app.', act: 'Continue' },
    claims: {
      name: 'Your name',
      given_name: 'Your first name',
      family_name: 'Your surname',
      civility: 'Your title',
      locale: 'Your language',
      email: 'Your confirmed e-mail address',
      email_verified: 'The fact that your e-mail address is confirmed',
      sub: 'An identifier by which it alone knows you',
      auth_time: 'When and how you signed in',
      amr: 'How you signed in',
      acr: 'How surely you signed in',
    },
    civilities: { madame: 'Ms', monsieur: 'Mr' },
    languages: { fr: 'French', en: 'English' },
  },
}
