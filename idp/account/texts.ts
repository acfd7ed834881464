import type { Texts } from '../../shared/i18n.ts'

interface AccountWords {
  readonly home: {
    readonly title: string
    readonly lead: string
    readonly who: string
    readonly name: string
    readonly email: string
    readonly confirmed: string
    readonly language: string
    readonly languages: Readonly<Record<'fr' | 'en', string>>
    readonly edit: string
    readonly portal: (app: string) => string
    readonly portalText: string
    readonly connected: string
    readonly connectedText: (count: number) => string
    readonly profile: string
    readonly security: string
    readonly securityText: (isOn: boolean) => string
    readonly sessions: string
    readonly sessionsText: string
    readonly activity: string
    readonly activityText: string
    readonly data: string
    readonly dataText: string
    readonly apps: string
    readonly appsText: string
    readonly signOut: string
    readonly everywhere: string
  }
  readonly connected: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly noneHint: string
    readonly sees: string
    readonly since: string
    readonly changed: string
    readonly used: string
    readonly withdraw: string
    readonly of: (app: string) => string
    readonly effect: string
    readonly withdrawn: (app: string) => string
    readonly ours: string
    readonly back: string
  }
}

export const texts: Texts<AccountWords> = {
  fr: {
    home: {
      title: 'Mon BMW ID.',
      lead: 'Un seul identifiant pour toutes les applications qui le proposent.',
      who: 'Qui vous êtes',
      name: 'Nom',
      email: 'Adresse e-mail',
      confirmed: 'confirmée',
      language: 'Langue de vos e-mails',
      languages: { fr: 'français', en: 'anglais' },
      edit: 'Modifier',
      portal: (app) => `Ouvrir ${app}`,
      portalText: 'Votre contrat, vos échéances et vos documents.',
      connected: 'Applications connectées',
      connectedText: (count) =>
        count === 0
          ? 'Aucune application d’un autre éditeur ne voit votre BMW ID.'
          : count === 1
            ? 'Une application d’un autre éditeur voit une partie de votre BMW ID.'
            : `${count} applications d’autres éditeurs voient une partie de votre BMW ID.`,
      profile: 'Mon profil',
      security: 'Connexion et sécurité',
      securityText: (isOn) =>
        isOn
          ? 'La confirmation en deux étapes est activée.'
          : 'Protégez votre BMW ID par une seconde étape, en plus du mot de passe.',
      sessions: 'Sessions et appareils',
      sessionsText: 'Là où vous êtes connecté, et ce que vous pouvez y fermer.',
      activity: 'Activité',
      activityText: 'Ce qui s’est passé, et ce que vous ne reconnaissez pas.',
      data: 'Mes données',
      dataText: 'Ce que nous conservons. En recevoir une copie, ou tout supprimer.',
      apps: 'Espace développeur',
      appsText: 'Les applications que vous avez enregistrées.',
      signOut: 'Se déconnecter',
      everywhere: 'Me déconnecter partout',
    },
    connected: {
      title: 'Applications connectées.',
      lead: 'Ces applications n’appartiennent pas à BMW. Vous leur avez permis de voir une partie de votre BMW ID.',
      none: 'Aucune application ne voit votre BMW ID.',
      noneHint: 'Dès que vous en autorisez une, elle apparaît ici, et vous pouvez lui retirer son accès.',
      sees: 'Ce qu’elle peut voir',
      since: 'Autorisée le',
      changed: 'Élargie le',
      used: 'Dernière connexion',
      withdraw: 'Retirer l’accès',
      of: (app) => ` de ${app}`,
      effect:
        'Retirer l’accès déconnecte l’application aussitôt\u00a0: elle ne peut plus rien lire. Ce qu’elle a déjà reçu, elle seule peut l’effacer\u00a0; demandez-le-lui.',
      withdrawn: (app) => `${app} n’a plus accès à votre BMW ID.`,
      ours: 'Les applications de BMW, comme MyBMW Financial Services, n’apparaissent pas ici\u00a0: elles font partie du service que vous utilisez avec votre BMW ID, et leur accès ne se retire pas séparément.',
      back: 'Mon BMW ID',
    },
  },
  en: {
    home: {
      title: 'My BMW ID.',
      lead: 'One ID for every app that offers it.',
      who: 'Who you are',
      name: 'Name',
      email: 'E-mail address',
      confirmed: 'confirmed',
      language: 'Language of your e-mails',
      languages: { fr: 'French', en: 'English' },
      edit: 'Change',
      portal: (app) => `Open ${app}`,
      portalText: 'Your contract, your payments and your documents.',
      connected: 'Connected apps',
      connectedText: (count) =>
        count === 0
          ? 'No app of another publisher sees your BMW ID.'
          : count === 1
            ? 'One app of another publisher sees a part of your BMW ID.'
            : `${count} apps of other publishers see a part of your BMW ID.`,
      profile: 'My profile',
      security: 'Sign-in and security',
      securityText: (isOn) =>
        isOn ? 'The second step is switched on.' : 'Protect your BMW ID by a second step beside the password.',
      sessions: 'Sessions and devices',
      sessionsText: 'Where you are signed in, and what you can end there.',
      activity: 'Activity',
      activityText: 'What happened, and what you do not recognise.',
      data: 'My data',
      dataText: 'What we keep. Receive a copy of it, or delete everything.',
      apps: 'Developer area',
      appsText: 'The apps that you have registered.',
      signOut: 'Sign out',
      everywhere: 'Sign out everywhere',
    },
    connected: {
      title: 'Connected apps.',
      lead: 'These apps do not belong to BMW. You have allowed them to see a part of your BMW ID.',
      none: 'No app sees your BMW ID.',
      noneHint: 'As soon as you allow one, it appears here, and you can withdraw its access.',
      sees: 'What it can see',
      since: 'Allowed on',
      changed: 'Extended on',
      used: 'Last used',
      withdraw: 'Withdraw access',
      of: (app) => ` of ${app}`,
      effect:
        'Withdrawing access signs the app out at once: it can read nothing more. What it has received already, only it can erase; ask it to.',
      withdrawn: (app) => `${app} no longer has access to your BMW ID.`,
      ours: 'Apps by BMW, such as MyBMW Financial Services, are not listed here: they are part of the service that you use with your BMW ID, and their access cannot be withdrawn on its own.',
      back: 'My BMW ID',
    },
  },
}
