import type { Texts } from '../../shared/i18n.ts'

interface SessionWords {
  readonly everywhere: { readonly title: string; readonly text: string; readonly act: string; readonly stay: string }
  readonly ended: { readonly title: string; readonly text: string; readonly act: string }
  readonly list: {
    readonly title: string
    readonly lead: string
    readonly told: Readonly<Record<Told, string>>
    readonly open: string
    readonly here: string
    readonly since: (when: string) => string
    readonly seen: (when: string) => string
    readonly network: (network: string) => string
    readonly apps: (names: string) => string
    readonly end: string
    readonly leave: string
    readonly of: (browser: string) => string
    readonly others: string
    readonly known: string
    readonly knownText: string
    readonly first: (when: string) => string
    readonly last: (when: string) => string
    readonly forget: string
    readonly notYou: string
    readonly password: string
    readonly back: string
  }
}

export type Told = 'ended' | 'others' | 'forgotten'

export const texts: Texts<SessionWords> = {
  fr: {
    list: {
      title: 'Sessions et appareils.',
      lead: 'Là où votre BMW ID est ouvert en ce moment.',
      told: {
        ended: 'Cette session est fermée, et ses applications en sont informées.',
        others: 'Toutes les autres sessions sont fermées, et leurs applications en sont informées.',
        forgotten: 'Ce navigateur n’est plus reconnu.',
      },
      open: 'Sessions ouvertes',
      here: 'cet appareil',
      since: (when) => `Ouverte le ${when}`,
      seen: (when) => `Dernière activité le ${when}`,
      network: (network) => `Réseau ${network}`,
      apps: (names) => `Ouvert dans ${names}`,
      end: 'Fermer cette session',
      leave: 'Me déconnecter ici',
      of: (browser) => ` (${browser})`,
      others: 'Fermer toutes les autres',
      known: 'Navigateurs reconnus',
      knownText:
        'Vous vous êtes déjà connecté avec eux. Si quelqu’un d’autre essaie des mots de passe, eux n’ont pas à attendre.',
      first: (when) => `Première connexion le ${when}`,
      last: (when) => `Dernière connexion le ${when}`,
      forget: 'Oublier ce navigateur',
      notYou: 'Vous ne reconnaissez pas une session\u00a0? Fermez-la, puis changez votre mot de passe.',
      password: 'Changer mon mot de passe',
      back: 'Mon BMW ID',
    },
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
    list: {
      title: 'Sessions and devices.',
      lead: 'Where your BMW ID is open right now.',
      told: {
        ended: 'That session has ended, and its apps are being told.',
        others: 'All other sessions have ended, and their apps are being told.',
        forgotten: 'That browser is no longer known.',
      },
      open: 'Open sessions',
      here: 'this device',
      since: (when) => `Opened on ${when}`,
      seen: (when) => `Last used on ${when}`,
      network: (network) => `Network ${network}`,
      apps: (names) => `Open in ${names}`,
      end: 'End this session',
      leave: 'Sign out here',
      of: (browser) => ` (${browser})`,
      others: 'End all the others',
      known: 'Known browsers',
      knownText: 'You have signed in with them before. While somebody else tries passwords, these need not wait.',
      first: (when) => `First sign-in on ${when}`,
      last: (when) => `Last sign-in on ${when}`,
      forget: 'Forget this browser',
      notYou: 'Is there a session that you do not recognise? End it, then change your password.',
      password: 'Change my password',
      back: 'My BMW ID',
    },
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
