import type { Texts } from '../../shared/i18n.ts'

interface PasskeyWords {
  readonly list: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly add: string
    readonly full: string
    readonly created: (when: string) => string
    readonly used: (when: string) => string
    readonly never: string
    readonly synced: string
    readonly bound: string
    readonly second: string
    readonly rename: string
    readonly remove: string
    readonly of: (name: string) => string
  }
  readonly add: {
    readonly title: string
    readonly lead: string
    readonly steps: readonly string[]
    readonly act: string
    readonly without: string
    readonly full: string
    readonly ends: string
    readonly cancel: string
    readonly faults: string
  }
  readonly name: {
    readonly added: string
    readonly useful: string
    readonly titleAdded: string
    readonly title: string
    readonly label: string
    readonly hint: string
    readonly fault: string
    readonly faults: string
    readonly act: string
    readonly cancel: string
  }
  readonly removal: {
    readonly title: string
    readonly effect: string
    readonly device: string
    readonly last: string
    readonly undo: string
    readonly act: string
    readonly keep: string
  }
  readonly signIn: { readonly act: string }
  readonly faults: {
    readonly expired: string
    readonly refused: string
    readonly known: string
    readonly notMade: string
    readonly notUsed: string
    readonly deviceKnown: string
    readonly cannotMake: string
    readonly cannotUse: string
    readonly away: string
    readonly notAccepted: string
    readonly tooLate: string
    readonly passwordFirst: string
  }
}

export const texts: Texts<PasskeyWords> = {
  fr: {
    list: {
      title: 'Clés d’accès',
      lead: 'Connectez-vous sans mot de passe, avec votre empreinte, votre visage ou le code de votre appareil. Un faux site ne peut pas vous prendre une clé d’accès.',
      none: 'Aucune clé d’accès pour l’instant.',
      add: 'Ajouter une clé d’accès',
      full: 'Vous avez dix clés d’accès, c’est le maximum. Pour en ajouter une, supprimez-en une autre.',
      created: (when) => `Ajoutée le ${when}`,
      used: (when) => `Dernière utilisation le ${when}`,
      never: 'Pas encore utilisée',
      synced: 'synchronisée entre vos appareils',
      bound: 'sur un seul appareil',
      second:
        'Votre clé d’accès n’est que sur un appareil. Ajoutez-en une autre ailleurs\u00a0: si vous le perdez, vous pourrez encore vous connecter.',
      rename: 'Renommer',
      remove: 'Supprimer',
      of: (name) => ` la clé d’accès «\u00a0${name}\u00a0»`,
    },
    add: {
      title: 'Ajouter une clé d’accès.',
      lead: 'La prochaine fois, vous vous connecterez sans mot de passe.',
      steps: [
        'Appuyez sur le bouton.',
        'Votre appareil vous demande votre empreinte, votre visage ou son code. Rien de cela ne nous est envoyé.',
        'Donnez un nom à la clé d’accès. C’est prêt.',
      ],
      act: 'Créer la clé d’accès',
      without:
        'Votre navigateur ne peut pas créer de clé d’accès. Mettez-le à jour, autorisez JavaScript, ou essayez sur un autre appareil. Votre mot de passe reste valable.',
      full: 'Vous avez dix clés d’accès, c’est le maximum. Supprimez-en une d’abord.',
      ends: 'Avec le premier moyen de confirmation, vos autres connexions sont fermées, et vous recevez des codes de secours.',
      cancel: 'Annuler',
      faults: 'La clé d’accès n’est pas ajoutée.',
    },
    name: {
      added: 'Votre clé d’accès est prête.',
      useful: 'Vous pouvez vous connecter avec elle dès maintenant.',
      titleAdded: 'Donnez-lui un nom.',
      title: 'Renommer la clé d’accès.',
      label: 'Nom de la clé d’accès',
      hint: 'Pour la reconnaître, par exemple «\u00a0Mon téléphone\u00a0».',
      fault: 'Donnez un nom de 1 à 40 caractères.',
      faults: 'Le nom n’est pas enregistré.',
      act: 'Enregistrer',
      cancel: 'Annuler',
    },
    removal: {
      title: 'Supprimer cette clé d’accès\u00a0?',
      effect: 'Vous ne pourrez plus vous connecter avec elle. Votre mot de passe reste valable.',
      device: 'Votre appareil peut encore la proposer\u00a0: supprimez-la aussi dans ses réglages.',
      last: 'C’est votre seul moyen de confirmation. Sans elle, votre mot de passe suffit pour vous connecter.',
      undo: 'Nous vous envoyons un e-mail avec un lien pour la remettre, valable 72 heures.',
      act: 'Supprimer la clé d’accès',
      keep: 'La garder',
    },
    signIn: { act: 'Se connecter avec une clé d’accès' },
    faults: {
      expired: 'Trop de temps a passé, ou cette page a déjà servi. Recommencez\u00a0: la page est de nouveau prête.',
      refused: 'Nous n’avons pas pu vérifier la clé d’accès. Recommencez, ou essayez avec un autre appareil.',
      known: 'Cette clé d’accès est déjà dans votre liste.',
      notMade: 'Aucune clé d’accès n’a été créée. Recommencez quand vous voulez.',
      notUsed: 'Aucune clé d’accès n’a été utilisée. Recommencez, ou prenez un autre moyen.',
      deviceKnown: 'Cet appareil a déjà une clé d’accès pour votre BMW ID.',
      cannotMake:
        'Cet appareil ne peut pas créer de clé d’accès. Activez le verrouillage de son écran, ou prenez un autre appareil.',
      cannotUse: 'Cet appareil ne peut pas utiliser de clé d’accès ici. Prenez un autre moyen.',
      away: 'Nous n’avons pas pu préparer la demande. Vérifiez votre connexion à Internet, et réessayez dans un instant.',
      notAccepted:
        'Cette clé d’accès ne permet pas de se connecter\u00a0: elle a peut-être été supprimée. Essayez-en une autre, ou saisissez votre mot de passe.',
      tooLate: 'Trop de temps a passé. Appuyez de nouveau sur «\u00a0Se connecter avec une clé d’accès\u00a0».',
      passwordFirst:
        'Votre mot de passe a changé. Connectez-vous une fois avec lui, puis confirmez avec cette clé d’accès\u00a0: ensuite, elle suffit de nouveau.',
    },
  },
  en: {
    list: {
      title: 'Passkeys',
      lead: 'Sign in without a password, with your fingerprint, your face or the code of your device. A false site cannot take a passkey from you.',
      none: 'No passkey yet.',
      add: 'Add a passkey',
      full: 'You have ten passkeys, which is the most. To add one, remove another.',
      created: (when) => `Added on ${when}`,
      used: (when) => `Last used on ${when}`,
      never: 'Not used yet',
      synced: 'synced across your devices',
      bound: 'on one device only',
      second:
        'Your passkey is on one device only. Add another elsewhere: should you lose the device, you can still sign in.',
      rename: 'Rename',
      remove: 'Remove',
      of: (name) => ` the passkey “${name}”`,
    },
    add: {
      title: 'Add a passkey.',
      lead: 'Next time you will sign in without a password.',
      steps: [
        'Press the button.',
        'Your device asks for your fingerprint, your face or its code. None of it is sent to us.',
        'Give the passkey a name. That is all.',
      ],
      act: 'Create the passkey',
      without:
        'Your browser cannot create a passkey. Update it, allow JavaScript, or try on another device. Your password stays valid.',
      full: 'You have ten passkeys, which is the most. Remove one first.',
      ends: 'With the first way of confirming your other sessions end, and you get recovery codes.',
      cancel: 'Cancel',
      faults: 'The passkey is not added.',
    },
    name: {
      added: 'Your passkey is ready.',
      useful: 'You can sign in with it from now on.',
      titleAdded: 'Give it a name.',
      title: 'Rename the passkey.',
      label: 'Name of the passkey',
      hint: 'To recognise it, for example “My phone”.',
      fault: 'Give a name of 1 to 40 characters.',
      faults: 'The name is not saved.',
      act: 'Save',
      cancel: 'Cancel',
    },
    removal: {
      title: 'Remove this passkey?',
      effect: 'You will no longer be able to sign in with it. Your password stays valid.',
      device: 'Your device may still offer it: remove it in its settings too.',
      last: 'It is your only way of confirming. Without it your password is enough to sign in.',
      undo: 'We will send you an e-mail with a link that puts it back, valid for 72 hours.',
      act: 'Remove the passkey',
      keep: 'Keep it',
    },
    signIn: { act: 'Sign in with a passkey' },
    faults: {
      expired: 'Too much time has passed, or this page was used before. Start again: the page is ready once more.',
      refused: 'We could not verify the passkey. Start again, or try with another device.',
      known: 'This passkey is in your list already.',
      notMade: 'No passkey was created. Start again whenever you like.',
      notUsed: 'No passkey was used. Try again, or take another way.',
      deviceKnown: 'This device has a passkey for your BMW ID already.',
      cannotMake: 'This device cannot create a passkey. Turn on its screen lock, or use another device.',
      cannotUse: 'This device cannot use a passkey here. Take another way.',
      away: 'We could not prepare the request. Check your internet connection, and try again in a moment.',
      notAccepted: 'This passkey does not sign in: it may have been removed. Try another one, or enter your password.',
      tooLate: 'Too much time has passed. Press “Sign in with a passkey” again.',
      passwordFirst:
        'Your password has changed. Sign in with it once, then confirm with this passkey: from then on it is enough again.',
    },
  },
}
