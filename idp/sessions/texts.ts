import type { Texts } from '../../shared/i18n.ts'

interface SessionWords {
  readonly everywhere: { readonly title: string; readonly text: string; readonly act: string; readonly stay: string }
  readonly ended: { readonly title: string; readonly text: string; readonly act: string }
}

export const texts: Texts<SessionWords> = {
  fr: {
    everywhere: {
      title: 'Vous déconnecter partout\u00a0?',
      text: 'Toutes vos connexions seront fermées\u00a0: sur cet appareil, sur les autres, et dans chaque application ouverte avec votre BMW ID.',
      act: 'Me déconnecter partout',
      stay: 'Annuler',
    },
    ended: {
      title: 'Vous êtes déconnecté partout.',
      text: 'Toutes vos connexions sont fermées. Les applications en sont informées à l’instant. Vous ne reconnaissez pas une connexion\u00a0? Choisissez aussi un nouveau mot de passe.',
      act: 'Choisir un nouveau mot de passe',
    },
  },
  en: {
    everywhere: {
      title: 'Sign out everywhere?',
      text: 'Everything will be signed out: this device, the others, and every app that you opened with your BMW ID.',
      act: 'Sign out everywhere',
      stay: 'Cancel',
    },
    ended: {
      title: 'You are signed out everywhere.',
      text: 'Every session has ended, and the apps are being told. Was there one that you did not recognise? Choose a new password too.',
      act: 'Choose a new password',
    },
  },
}
