import type { Texts } from '../../shared/i18n.ts'

interface LoginWords {
  readonly title: string
  readonly noAccount: string
  readonly signupHere: string
  readonly email: string
  readonly password: string
  readonly show: string
  readonly hide: string
  readonly remember: string
  readonly forgot: string
  readonly signIn: string
  readonly signUp: string
  readonly faults: string
  readonly emailMissing: string
  readonly passwordMissing: string
  readonly refused: string
  readonly notActivated: string
  readonly newLink: string
  readonly again: string
  readonly throttled: (wait: string) => string
  readonly exhausted: string
  readonly orNewPassword: string
}

export const texts: Texts<LoginWords> = {
  fr: {
    title: 'Connectez-vous.',
    noAccount: 'Vous n’avez pas encore de BMW ID\u00a0?',
    signupHere: 'Inscrivez-vous ici.',
    email: 'BMW ID (adresse e-mail)',
    password: 'Mot de passe',
    show: 'Afficher',
    hide: 'Masquer',
    remember: 'Rester connecté sur cet appareil',
    forgot: 'Mot de passe oublié\u00a0?',
    signIn: 'Connexion',
    signUp: 'S’inscrire',
    faults: 'La connexion n’a pas abouti.',
    emailMissing: 'Indiquez votre adresse e-mail.',
    passwordMissing: 'Indiquez votre mot de passe.',
    refused:
      'L’adresse e-mail ou le mot de passe ne correspond pas. Vérifiez-les, ou choisissez un nouveau mot de passe.',
    notActivated: 'Inscription pas encore confirmée\u00a0?',
    newLink: 'Recevez un nouveau lien d’activation.',
    again: 'La confirmation a pris trop de temps, ou votre mot de passe a changé. Reprenons.',
    throttled: (wait) => `Trop d’essais. Réessayez dans ${wait}, ou choisissez un nouveau mot de passe.`,
    exhausted:
      'Trop de mots de passe faux ont été saisis pour cette adresse. Pour vous connecter sur cet appareil, choisissez un nouveau mot de passe.',
    orNewPassword: 'Choisir un nouveau mot de passe',
  },
  en: {
    title: 'Sign in.',
    noAccount: 'No BMW ID yet?',
    signupHere: 'Sign up here.',
    email: 'BMW ID (e-mail address)',
    password: 'Password',
    show: 'Show',
    hide: 'Hide',
    remember: 'Stay signed in on this device',
    forgot: 'Forgotten password?',
    signIn: 'Sign in',
    signUp: 'Sign up',
    faults: 'You are not signed in.',
    emailMissing: 'Enter your e-mail address.',
    passwordMissing: 'Enter your password.',
    refused: 'The e-mail address or the password does not match. Check them, or choose a new password.',
    notActivated: 'Not confirmed your sign-up yet?',
    newLink: 'Get a new activation link.',
    again: 'Confirming took too long, or your password has changed. Let us start again.',
    throttled: (wait) => `Too many tries. Try again in ${wait}, or choose a new password.`,
    exhausted:
      'Too many wrong passwords have been entered for this address. To sign in on this device, choose a new password.',
    orNewPassword: 'Choose a new password',
  },
}
