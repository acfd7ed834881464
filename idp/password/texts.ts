import type { Texts } from '../../shared/i18n.ts'

interface PasswordWords {
  readonly signIn: string
  readonly forgot: {
    readonly title: string
    readonly text: string
    readonly email: string
    readonly act: string
    readonly faults: string
    readonly emailFault: string
  }
  readonly sent: {
    readonly title: string
    readonly text: string
    readonly nothing: string
    readonly retry: string
    readonly noAccount: string
    readonly signUpHere: string
  }
  readonly choose: {
    readonly title: string
    readonly forWhom: string
    readonly password: string
    readonly ends: string
    readonly act: string
    readonly faults: string
  }
  readonly change: {
    readonly title: string
    readonly ends: string
    readonly current: string
    readonly password: string
    readonly act: string
    readonly back: string
    readonly forgotten: string
    readonly currentMissing: string
    readonly wrong: string
    readonly same: string
    readonly overtaken: string
    readonly throttled: (wait: string) => string
    readonly exhausted: string
    readonly done: string
    readonly ended: string
    readonly undo: string
    readonly home: string
  }
  /** beside every field in which a password is chosen; « # » is a number of characters */
  readonly strength: {
    readonly hint: string
    readonly show: string
    readonly hide: string
    readonly one: string
    readonly more: string
    readonly digits: string
    readonly enough: string
    readonly good: string
    readonly best: string
    readonly question: string
    readonly refused: readonly string[]
  }
  readonly spent: { readonly title: string; readonly text: string; readonly act: string }
  readonly done: { readonly title: string; readonly text: string }
}

export const texts: Texts<PasswordWords> = {
  fr: {
    signIn: 'Connexion',
    forgot: {
      title: 'Mot de passe oublié\u00a0?',
      text: 'Saisissez votre adresse e-mail. Si un BMW ID existe, vous recevrez un lien valable 30 minutes.',
      email: 'Adresse e-mail',
      act: 'Recevoir un lien',
      faults: 'Il manque votre adresse.',
      emailFault: 'Indiquez une adresse e-mail, par exemple nom@exemple.fr.',
    },
    sent: {
      title: 'Regardez votre boîte mail.',
      text: 'Si un BMW ID existe avec cette adresse, un lien est en route. Il est valable 30 minutes.',
      nothing: 'Rien reçu au bout de deux minutes\u00a0? Regardez dans vos indésirables.',
      retry: 'Recommencer',
      noAccount: 'Pas encore de BMW ID\u00a0?',
      signUpHere: 'Inscrivez-vous ici.',
    },
    choose: {
      title: 'Choisissez un nouveau mot de passe.',
      forWhom: 'Pour le BMW ID',
      password: 'Nouveau mot de passe',
      ends: 'Tous vos appareils seront déconnectés.',
      act: 'Enregistrer',
      faults: 'Le mot de passe n’est pas encore changé.',
    },
    change: {
      title: 'Changer de mot de passe.',
      ends: 'Vous restez connecté ici\u00a0; toutes vos autres connexions seront fermées.',
      current: 'Mot de passe actuel',
      password: 'Nouveau mot de passe',
      act: 'Enregistrer',
      back: 'Annuler',
      forgotten: 'Mot de passe actuel oublié\u00a0?',
      currentMissing: 'Indiquez votre mot de passe actuel.',
      wrong: 'Ce n’est pas votre mot de passe actuel. Vérifiez-le.',
      same: 'C’est déjà votre mot de passe. Choisissez-en un autre.',
      overtaken:
        'Votre mot de passe vient d’être changé ailleurs. Si ce n’était pas vous, choisissez-en un nouveau par «\u00a0mot de passe oublié\u00a0».',
      throttled: (wait) => `Trop d’essais. Réessayez dans ${wait}.`,
      exhausted: 'Trop d’essais. Choisissez un nouveau mot de passe par «\u00a0mot de passe oublié\u00a0».',
      done: 'Votre mot de passe est changé.',
      ended: 'Vous restez connecté ici. Toutes vos autres connexions sont fermées.',
      undo: 'Nous vous avons écrit\u00a0: pendant 72\u00a0heures, un lien dans cet e-mail permet d’annuler ce changement.',
      home: 'Mon BMW ID',
    },
    strength: {
      hint: '12 caractères au moins. Une phrase se retient mieux qu’un mot.',
      show: 'Afficher',
      hide: 'Masquer',
      one: 'Encore 1 caractère.',
      more: 'Encore # caractères.',
      digits: 'Avec des chiffres seulement, il en faut 16 au moins.',
      enough: 'Assez long. Plus long, il serait encore plus sûr.',
      good: 'Bonne longueur.',
      best: 'Très bonne longueur.',
      question: 'Quels mots de passe sont refusés\u00a0?',
      refused: [
        'Moins de 12 caractères, ou moins de 16 s’il n’y a que des chiffres.',
        'Les plus courants\u00a0: ce sont les premiers que d’autres essaieraient.',
        'Les suites trop simples, comme un même signe répété ou les touches voisines du clavier.',
        'Ceux qui reprennent surtout votre nom, votre adresse ou notre marque.',
      ],
    },
    spent: {
      title: 'Ce lien n’est plus valable.',
      text: 'Un lien dure 30 minutes et ne sert qu’une fois\u00a0; seul le plus récent fonctionne.',
      act: 'Recevoir un nouveau lien',
    },
    done: {
      title: 'Votre mot de passe est changé.',
      text: 'Tous vos appareils ont été déconnectés. Connectez-vous avec votre nouveau mot de passe.',
    },
  },
  en: {
    signIn: 'Sign in',
    forgot: {
      title: 'Forgotten password?',
      text: 'Enter your e-mail address. If there is a BMW ID, you will receive a link that is valid for 30 minutes.',
      email: 'E-mail address',
      act: 'Get a link',
      faults: 'Your address is missing.',
      emailFault: 'Enter an e-mail address, for example name@example.com.',
    },
    sent: {
      title: 'Check your mailbox.',
      text: 'If there is a BMW ID with this address, a link is on its way. It is valid for 30 minutes.',
      nothing: 'Nothing received after two minutes? Look into your junk folder.',
      retry: 'Try again',
      noAccount: 'No BMW ID yet?',
      signUpHere: 'Sign up here.',
    },
    choose: {
      title: 'Choose a new password.',
      forWhom: 'For the BMW ID',
      password: 'New password',
      ends: 'You will be signed out on all your devices.',
      act: 'Save',
      faults: 'Your password has not been changed yet.',
    },
    change: {
      title: 'Change your password.',
      ends: 'You stay signed in here; all your other sessions will end.',
      current: 'Present password',
      password: 'New password',
      act: 'Save',
      back: 'Cancel',
      forgotten: 'Forgotten your present password?',
      currentMissing: 'Enter your present password.',
      wrong: 'This is not your present password. Check it.',
      same: 'This is your password already. Choose another one.',
      overtaken:
        'Your password has just been changed elsewhere. If it was not you, choose a new one with “forgotten password”.',
      throttled: (wait) => `Too many tries. Try again in ${wait}.`,
      exhausted: 'Too many tries. Choose a new password with “forgotten password”.',
      done: 'Your password has been changed.',
      ended: 'You stay signed in here. All your other sessions have ended.',
      undo: 'We have written to you: for 72 hours, a link in that e-mail can undo this change.',
      home: 'My BMW ID',
    },
    strength: {
      hint: 'At least 12 characters. A phrase is easier to remember than a word.',
      show: 'Show',
      hide: 'Hide',
      one: '1 more character.',
      more: '# more characters.',
      digits: 'With digits only it takes at least 16.',
      enough: 'Long enough. Longer would be safer still.',
      good: 'Good length.',
      best: 'Very good length.',
      question: 'Which passwords are refused?',
      refused: [
        'Fewer than 12 characters, or fewer than 16 if there are only digits.',
        'The most common ones: others would try them first.',
        'Sequences that are too simple, such as one sign repeated or neighbouring keys.',
        'Those that are mostly your name, your address or our brand.',
      ],
    },
    spent: {
      title: 'This link is no longer valid.',
      text: 'A link lasts 30 minutes and works once; only the latest one works.',
      act: 'Get a new link',
    },
    done: {
      title: 'Your password has been changed.',
      text: 'You have been signed out on all your devices. Sign in with your new password.',
    },
  },
}
