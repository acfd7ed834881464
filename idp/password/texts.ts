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
    readonly hint: string
    readonly show: string
    readonly hide: string
    readonly ends: string
    readonly act: string
    readonly faults: string
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
      hint: '12 caractères au moins. Une phrase se retient mieux qu’un mot.',
      show: 'Afficher',
      hide: 'Masquer',
      ends: 'Vous serez déconnecté de tous vos appareils.',
      act: 'Enregistrer',
      faults: 'Le mot de passe n’est pas encore changé.',
    },
    spent: {
      title: 'Ce lien n’est plus valable.',
      text: 'Un lien dure 30 minutes et ne sert qu’une fois\u00a0; seul le plus récent fonctionne.',
      act: 'Recevoir un nouveau lien',
    },
    done: {
      title: 'Votre mot de passe est changé.',
      text: 'Vous avez été déconnecté de tous vos appareils. Connectez-vous avec votre nouveau mot de passe.',
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
      hint: 'At least 12 characters. A phrase is easier to remember than a word.',
      show: 'Show',
      hide: 'Hide',
      ends: 'You will be signed out on all your devices.',
      act: 'Save',
      faults: 'Your password has not been changed yet.',
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
