import type { Texts } from '../../shared/i18n.ts'

/** What has just happened. */
export type Told = 'added' | 'removed' | 'full' | 'passkeyRenamed' | 'passkeyRemoved'

interface SecurityWords {
  readonly home: {
    readonly title: string
    readonly lead: string
    readonly told: Readonly<Record<Told, string>>
    readonly waiting: (app: string) => string
    readonly goOn: (app: string) => string
    readonly password: string
    readonly passwordText: string
    readonly passwordAct: string
    readonly apps: string
    readonly appsText: string
    readonly none: string
    readonly added: (when: string) => string
    readonly used: (when: string) => string
    readonly neverUsed: string
    readonly remove: string
    readonly of: (name: string) => string
    readonly add: string
    readonly codes: string
    readonly codesText: (left: number) => string
    readonly noCodes: string
    readonly codesAct: string
    readonly reset: (when: string) => string
    readonly back: string
  }
  readonly enrol: {
    readonly title: string
    readonly first: string
    readonly scan: string
    readonly picture: string
    readonly open: string
    readonly type: string
    readonly name: string
    readonly nameHint: string
    readonly nameDefault: string
    readonly code: string
    readonly codeHint: string
    readonly act: string
    readonly cancel: string
    readonly ends: string
    readonly proven: string
    readonly faults: {
      readonly title: string
      readonly name: string
      readonly code: string
      readonly wrong: string
      readonly used: string
      readonly expired: string
    }
  }
  readonly removal: {
    readonly title: (name: string) => string
    readonly text: string
    readonly last: string
    readonly undo: string
    readonly act: string
    readonly keep: string
  }
  readonly shown: {
    readonly title: string
    readonly once: string
    readonly text: string
    readonly file: string
    readonly fileHead: string
    readonly download: string
    readonly print: string
    readonly copy: string
    readonly copied: string
    readonly kept: string
  }
  readonly codes: {
    readonly title: string
    readonly lead: string
    readonly left: string
    readonly count: (left: number) => string
    readonly made: string
    readonly rehearsed: string
    readonly never: string
    readonly works: string
    readonly try: string
    readonly tryText: string
    readonly code: string
    readonly codeHint: string
    readonly tryAct: string
    readonly anew: string
    readonly anewText: string
    readonly anewAct: string
    readonly back: string
    readonly faults: {
      readonly title: string
      readonly code: string
      readonly wrong: string
      readonly throttled: (wait: string) => string
    }
  }
}

export const texts: Texts<SecurityWords> = {
  fr: {
    home: {
      title: 'Connexion et sécurité.',
      lead: 'Avec une seconde étape, un mot de passe volé ne suffit plus pour entrer.',
      told: {
        added: 'L’application est ajoutée. Chaque connexion vous demandera un code.',
        removed:
          'L’application est retirée. L’e-mail que nous venons d’envoyer permet de la remettre pendant 72 heures.',
        full: 'Vous avez déjà trois applications. Retirez-en une pour en ajouter une autre.',
        passkeyRenamed: 'Le nom de la clé d’accès est enregistré.',
        passkeyRemoved:
          'La clé d’accès est supprimée. L’e-mail que nous venons d’envoyer permet de la remettre pendant 72 heures.',
      },
      waiting: (app) => `Votre seconde étape est prête. ${app} vous attend.`,
      goOn: (app) => `Continuer vers ${app}`,
      password: 'Mot de passe',
      passwordText: 'Choisissez-en un nouveau. Vous restez connecté ici.',
      passwordAct: 'Changer mon mot de passe',
      apps: 'Applications d’authentification',
      appsText: 'Une application sur votre téléphone affiche un code qui change toutes les 30 secondes.',
      none: 'Aucune application pour l’instant.',
      added: (when) => `Ajoutée le ${when}`,
      used: (when) => `Dernière utilisation le ${when}`,
      neverUsed: 'Pas encore utilisée',
      remove: 'Retirer',
      of: (name) => ` l’application «\u00a0${name}\u00a0»`,
      add: 'Ajouter une application',
      codes: 'Codes de secours',
      codesText: (left) =>
        left === 0
          ? 'Il ne vous reste aucun code. Créez-en de nouveaux maintenant.'
          : left === 1
            ? 'Il vous reste un code. Créez-en de nouveaux bientôt.'
            : `Il vous reste ${left} codes. Chacun remplace votre appareil une fois.`,
      noCodes: 'Vous les recevrez avec votre première clé d’accès ou application.',
      codesAct: 'Voir et vérifier mes codes',
      reset: (when) =>
        `À la suite d’un appel, vos moyens de confirmation seront retirés le ${when}. Pour l’empêcher, utilisez le lien de l’e-mail que vous avez reçu.`,
      back: 'Mon BMW ID',
    },
    enrol: {
      title: 'Ajouter une application.',
      first:
        'Il vous faut une application d’authentification, par exemple Google Authenticator, Microsoft Authenticator, Aegis ou celle de votre gestionnaire de mots de passe.',
      scan: 'Scannez cette image avec l’application.',
      picture: 'Code QR pour votre application d’authentification. La clé est aussi écrite à côté.',
      open: 'Ouvrir mon application sur cet appareil',
      type: 'Ou saisissez cette clé dans l’application\u00a0:',
      name: 'Nom de l’appareil',
      nameHint: 'Pour le reconnaître plus tard, par exemple «\u00a0Mon téléphone\u00a0».',
      nameDefault: 'Mon téléphone',
      code: 'Code affiché par l’application',
      codeHint: 'Six chiffres. Ils prouvent que l’application est prête.',
      act: 'Ajouter l’application',
      cancel: 'Annuler',
      ends: 'Avec la première application, vos autres connexions sont fermées.',
      proven: 'Vous avez de nouveau prouvé que c’est vous. Saisissez le code affiché maintenant.',
      faults: {
        title: 'L’application n’est pas encore ajoutée.',
        name: 'Donnez un nom à l’appareil, de 40 caractères au plus.',
        code: 'Un code a 6 chiffres, par exemple 012\u00a0345.',
        wrong: 'Ce code n’est pas le bon. Attendez le suivant et vérifiez que l’heure de votre appareil est juste.',
        used: 'Ce code a déjà servi. Attendez que l’application affiche le suivant.',
        expired: 'Cette clé a attendu trop longtemps. En voici une nouvelle\u00a0: scannez-la de nouveau.',
      },
    },
    removal: {
      title: (name) => `Retirer «\u00a0${name}\u00a0»\u00a0?`,
      text: 'Les codes de cette application ne seront plus acceptés.',
      last: 'C’est votre seul moyen de confirmation. Sans lui, votre mot de passe suffit pour se connecter.',
      undo: 'Nous vous envoyons un e-mail avec un lien pour la remettre, valable 72 heures.',
      act: 'Retirer l’application',
      keep: 'La garder',
    },
    shown: {
      title: 'Vos codes de secours.',
      once: 'Nous ne les montrerons plus. Conservez-les maintenant, ailleurs que sur votre téléphone.',
      text: 'Un code remplace votre appareil si vous l’avez perdu. Chacun sert une fois.',
      file: 'codes-de-secours-bmw-id.txt',
      fileHead: 'Codes de secours BMW ID. Chacun sert une fois.',
      download: 'Télécharger',
      print: 'Imprimer',
      copy: 'Copier',
      copied: 'Copié',
      kept: 'Je les ai conservés',
    },
    codes: {
      title: 'Codes de secours.',
      lead: 'Ils servent quand vous avez perdu votre appareil. Nous ne pouvons pas vous les montrer de nouveau, mais vous pouvez vérifier les vôtres.',
      left: 'Codes restants',
      count: (left) => `${left} sur 10`,
      made: 'Créés le',
      rehearsed: 'Dernière vérification',
      never: 'jamais',
      works: 'Ce code marche. Il n’a pas été utilisé\u00a0: gardez-le.',
      try: 'Vérifier un code',
      tryText: 'Saisissez un de vos codes, pour être sûr de les retrouver le jour venu. Il ne sera pas utilisé.',
      code: 'Code de secours',
      codeHint: 'Par exemple ABCD-2345-EFGH-6789.',
      tryAct: 'Vérifier',
      anew: 'Créer de nouveaux codes',
      anewText: 'Vos codes actuels ne fonctionneront plus.',
      anewAct: 'Créer dix nouveaux codes',
      back: 'Connexion et sécurité',
      faults: {
        title: 'Ce code n’a pas pu être vérifié.',
        code: 'Un code de secours a 16 lettres et chiffres.',
        wrong: 'Ce code ne marche pas\u00a0: il est mal recopié, déjà utilisé, ou d’une ancienne liste.',
        throttled: (wait) => `Trop d’essais. Réessayez dans ${wait}.`,
      },
    },
  },
  en: {
    home: {
      title: 'Sign-in and security.',
      lead: 'With a second step, a stolen password is not enough to get in.',
      told: {
        added: 'The app has been added. Each sign-in will ask you for a code.',
        removed: 'The app has been removed. The e-mail that we have just sent can put it back for 72 hours.',
        full: 'You have three apps already. Remove one to add another.',
        passkeyRenamed: 'The name of the passkey is saved.',
        passkeyRemoved: 'The passkey is removed. The e-mail that we have just sent can put it back for 72 hours.',
      },
      waiting: (app) => `Your second step is ready. ${app} is waiting for you.`,
      goOn: (app) => `Continue to ${app}`,
      password: 'Password',
      passwordText: 'Choose a new one. You stay signed in here.',
      passwordAct: 'Change my password',
      apps: 'Authenticator apps',
      appsText: 'An app on your phone shows a code that changes every 30 seconds.',
      none: 'No app yet.',
      added: (when) => `Added on ${when}`,
      used: (when) => `Last used on ${when}`,
      neverUsed: 'Not used yet',
      remove: 'Remove',
      of: (name) => ` the app “${name}”`,
      add: 'Add an app',
      codes: 'Recovery codes',
      codesText: (left) =>
        left === 0
          ? 'You have no codes left. Make new ones now.'
          : left === 1
            ? 'You have one code left. Make new ones soon.'
            : `You have ${left} codes left. Each takes the place of your device once.`,
      noCodes: 'You will get them with your first passkey or app.',
      codesAct: 'See and check my codes',
      reset: (when) =>
        `After a call, your ways of confirming will be removed on ${when}. To stop it, use the link of the e-mail that you got.`,
      back: 'My BMW ID',
    },
    enrol: {
      title: 'Add an app.',
      first:
        'You need an authenticator app, for example Google Authenticator, Microsoft Authenticator, Aegis or that of your password manager.',
      scan: 'Scan this picture with the app.',
      picture: 'QR code for your authenticator app. The key is also written beside it.',
      open: 'Open my app on this device',
      type: 'Or type this key into the app:',
      name: 'Name of the device',
      nameHint: 'To recognise it later, for example “My phone”.',
      nameDefault: 'My phone',
      code: 'Code shown by the app',
      codeHint: 'Six digits. They prove that the app is ready.',
      act: 'Add the app',
      cancel: 'Cancel',
      ends: 'With the first app, your other sessions end.',
      proven: 'You have proven again that it is you. Enter the code that is shown now.',
      faults: {
        title: 'The app has not been added yet.',
        name: 'Give the device a name of at most 40 characters.',
        code: 'A code has 6 digits, for example 012\u00a0345.',
        wrong: 'This is not the right code. Wait for the next one, and check that the time of your device is right.',
        used: 'This code has been used. Wait until the app shows the next one.',
        expired: 'This key has waited too long. Here is a new one: scan it again.',
      },
    },
    removal: {
      title: (name) => `Remove “${name}”?`,
      text: 'Codes of this app will no longer be accepted.',
      last: 'It is your only way of confirming. Without it your password is enough to sign in.',
      undo: 'We will send you an e-mail with a link that puts it back, valid for 72 hours.',
      act: 'Remove the app',
      keep: 'Keep it',
    },
    shown: {
      title: 'Your recovery codes.',
      once: 'We will not show them again. Keep them now, not on your phone.',
      text: 'A code takes the place of your device if you have lost it. Each works once.',
      file: 'bmw-id-recovery-codes.txt',
      fileHead: 'BMW ID recovery codes. Each works once.',
      download: 'Download',
      print: 'Print',
      copy: 'Copy',
      copied: 'Copied',
      kept: 'I have kept them',
    },
    codes: {
      title: 'Recovery codes.',
      lead: 'They are for when you have lost your device. We cannot show them to you again, but you can check yours.',
      left: 'Codes left',
      count: (left) => `${left} of 10`,
      made: 'Made on',
      rehearsed: 'Last checked',
      never: 'never',
      works: 'This code works. It has not been used: keep it.',
      try: 'Check a code',
      tryText: 'Enter one of your codes, to be sure to find them when you need them. It will not be used.',
      code: 'Recovery code',
      codeHint: 'For example ABCD-2345-EFGH-6789.',
      tryAct: 'Check',
      anew: 'Make new codes',
      anewText: 'Your present codes will stop working.',
      anewAct: 'Make ten new codes',
      back: 'Sign-in and security',
      faults: {
        title: 'This code could not be checked.',
        code: 'A recovery code has 16 letters and digits.',
        wrong: 'This code does not work: it is miscopied, used, or of an old list.',
        throttled: (wait) => `Too many tries. Try again in ${wait}.`,
      },
    },
  },
}
