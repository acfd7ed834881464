import type { Texts } from '../../shared/i18n.ts'

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
}

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
  },
}
