import type { Texts } from '../../shared/i18n.ts'

interface State {
  readonly title: string
  readonly text: string
}

interface ActivationWords {
  readonly signIn: string
  readonly email: string
  readonly emailFault: string
  readonly faults: string
  readonly confirm: State & { readonly act: string }
  readonly prove: State & {
    readonly password: string
    readonly show: string
    readonly hide: string
    readonly act: string
    readonly missing: string
    readonly wrong: string
    readonly throttled: (wait: string) => string
    readonly notMine: string
    readonly notMineAct: string
  }
  readonly done: State
  readonly already: State
  readonly taken: State & { readonly forgot: string }
  readonly expired: State & { readonly act: string }
  readonly unknown: State & { readonly act: string }
  readonly refused: State & { readonly signUp: string }
  readonly again: State & { readonly act: string; readonly noSignup: string; readonly signUpHere: string }
  readonly sent: State & { readonly nothing: string; readonly retry: string }
}

export const texts: Texts<ActivationWords> = {
  fr: {
    signIn: 'Connexion',
    email: 'Adresse e-mail',
    emailFault: 'Indiquez une adresse e-mail, par exemple nom@exemple.fr.',
    faults: 'Votre BMW ID n’est pas encore activé.',
    confirm: {
      title: 'Activer votre BMW ID',
      text: 'Confirmez que cette adresse e-mail est la vôtre.',
      act: 'Activer mon BMW ID',
    },
    prove: {
      title: 'Activer votre BMW ID',
      text: 'Une dernière vérification. Saisissez le mot de passe choisi à l’inscription.',
      password: 'Mot de passe',
      show: 'Afficher',
      hide: 'Masquer',
      act: 'Activer mon BMW ID',
      missing: 'Indiquez le mot de passe choisi à l’inscription.',
      wrong:
        'Ce n’est pas le mot de passe choisi à l’inscription. Réessayez, ou ouvrez le lien dans le navigateur de votre inscription.',
      throttled: (wait) =>
        `Trop d’essais. Réessayez dans ${wait}, ou ouvrez le lien dans le navigateur de votre inscription.`,
      notMine:
        'Ce n’est pas votre inscription, ou vous ne savez plus son mot de passe\u00a0? Effacez-la\u00a0: aucun compte ne sera créé, et vous pourrez vous inscrire à nouveau.',
      notMineAct: 'Je n’ai pas fait cette inscription',
    },
    done: {
      title: 'Votre BMW ID a été activé.',
      text: 'Votre adresse e-mail est confirmée. Connectez-vous maintenant avec votre BMW ID.',
    },
    already: { title: 'Votre BMW ID est déjà activé.', text: 'Vous pouvez vous connecter.' },
    taken: {
      title: 'Cette adresse a déjà un BMW ID.',
      text: 'Connectez-vous, ou choisissez un nouveau mot de passe.',
      forgot: 'Mot de passe oublié\u00a0?',
    },
    expired: {
      title: 'Ce lien n’est plus valable.',
      text: 'Les liens d’activation durent 24 heures.',
      act: 'Recevoir un nouveau lien',
    },
    unknown: {
      title: 'Ce lien n’est plus valable.',
      text: 'Il est peut-être incomplet, remplacé par un plus récent, ou son inscription est effacée. Ouvrez le lien du dernier e-mail reçu.',
      act: 'Recevoir un nouveau lien',
    },
    refused: {
      title: 'L’inscription est effacée.',
      text: 'Aucun compte n’a été créé avec votre adresse. Vous n’avez rien d’autre à faire.',
      signUp: 'Créer mon BMW ID',
    },
    again: {
      title: 'Recevez un nouveau lien d’activation.',
      text: 'Saisissez l’adresse e-mail de votre inscription.',
      act: 'Recevoir un nouveau lien',
      noSignup: 'Pas encore de BMW ID\u00a0?',
      signUpHere: 'Inscrivez-vous ici.',
    },
    sent: {
      title: 'Regardez votre boîte mail.',
      text: 'Si une inscription attend avec cette adresse, un lien d’activation est en route. Il est valable 24 heures.',
      nothing: 'Rien reçu au bout de deux minutes\u00a0? Regardez dans vos indésirables.',
      retry: 'Recommencer',
    },
  },
  en: {
    signIn: 'Sign in',
    email: 'E-mail address',
    emailFault: 'Enter an e-mail address, for example name@example.com.',
    faults: 'Your BMW ID is not activated yet.',
    confirm: {
      title: 'Activate your BMW ID',
      text: 'Confirm that this e-mail address is yours.',
      act: 'Activate my BMW ID',
    },
    prove: {
      title: 'Activate your BMW ID',
      text: 'One last check. Enter the password that you chose when you signed up.',
      password: 'Password',
      show: 'Show',
      hide: 'Hide',
      act: 'Activate my BMW ID',
      missing: 'Enter the password that you chose when you signed up.',
      wrong:
        'This is not the password chosen at sign-up. Try again, or open the link in the browser in which you signed up.',
      throttled: (wait) =>
        `Too many tries. Try again in ${wait}, or open the link in the browser in which you signed up.`,
      notMine:
        'Is this not your sign-up, or have you forgotten its password? Delete it: no account will be created, and you can sign up anew.',
      notMineAct: 'I did not sign up',
    },
    done: {
      title: 'Your BMW ID has been activated.',
      text: 'Your e-mail address is confirmed. Now sign in with your BMW ID.',
    },
    already: { title: 'Your BMW ID is already activated.', text: 'You can sign in.' },
    taken: {
      title: 'This address already has a BMW ID.',
      text: 'Sign in, or choose a new password.',
      forgot: 'Forgotten password?',
    },
    expired: {
      title: 'This link is no longer valid.',
      text: 'Activation links last 24 hours.',
      act: 'Get a new link',
    },
    unknown: {
      title: 'This link is no longer valid.',
      text: 'It may be incomplete or replaced by a newer one, or its sign-up was deleted. Open the link of the latest e-mail.',
      act: 'Get a new link',
    },
    refused: {
      title: 'The sign-up has been deleted.',
      text: 'No account was created with your address. There is nothing else to do.',
      signUp: 'Create my BMW ID',
    },
    again: {
      title: 'Get a new activation link.',
      text: 'Enter the e-mail address with which you signed up.',
      act: 'Get a new link',
      noSignup: 'No BMW ID yet?',
      signUpHere: 'Sign up here.',
    },
    sent: {
      title: 'Check your mailbox.',
      text: 'If a sign-up is waiting with this address, an activation link is on its way. It is valid for 24 hours.',
      nothing: 'Nothing received after two minutes? Look into your junk folder.',
      retry: 'Try again',
    },
  },
}
