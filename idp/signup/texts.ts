import type { Texts } from '../../shared/i18n.ts'

interface SignupWords {
  readonly title: string
  readonly haveOne: string
  readonly signInHere: string
  readonly allRequired: string
  readonly civility: string
  readonly madame: string
  readonly monsieur: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly password: string
  readonly accept: string
  readonly terms: string
  readonly newTab: string
  readonly signUp: string
  readonly signIn: string
  readonly faults: {
    readonly title: string
    readonly civility: string
    readonly givenName: string
    readonly familyName: string
    readonly email: string
    readonly terms: string
    readonly throttled: (wait: string) => string
  }
  readonly sent: {
    readonly title: string
    readonly to: string
    readonly confirm: string
    readonly thenSignIn: string
    readonly nothing: string
    readonly again: string
    readonly wrong: string
    readonly correct: string
    readonly life: string
    readonly limits: string
    readonly resent: (seconds: string) => string
    readonly tooEarly: (wait: string) => string
    readonly availableIn: string
  }
  readonly address: {
    readonly title: string
    readonly text: string
    readonly email: string
    readonly save: string
    readonly back: string
  }
}

export const texts: Texts<SignupWords> = {
  fr: {
    title: 'BMW ID inscription',
    haveOne: 'Vous avez déjà un BMW ID\u00a0?',
    signInHere: 'Connectez-vous ici.',
    allRequired: 'Tous les champs sont obligatoires.',
    civility: 'Civilité',
    madame: 'Madame',
    monsieur: 'Monsieur',
    givenName: 'Prénom',
    familyName: 'Nom',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    accept: 'J’accepte les ',
    terms: 'Conditions Générales',
    newTab: 'Dans un nouvel onglet',
    signUp: 'S’inscrire',
    signIn: 'Connexion',
    faults: {
      title: 'L’inscription n’est pas encore complète.',
      civility: 'Indiquez votre civilité.',
      givenName: 'Indiquez votre prénom.',
      familyName: 'Indiquez votre nom.',
      email: 'Indiquez une adresse e-mail, par exemple nom@exemple.fr.',
      terms: 'Acceptez les Conditions Générales pour continuer.',
      throttled: (wait) => `Trop d’inscriptions viennent de votre réseau. Réessayez dans ${wait}.`,
    },
    sent: {
      title: 'Merci pour votre inscription.',
      to: 'Nous avons envoyé un e-mail à',
      confirm:
        'Confirmez votre inscription\u00a0: cliquez sur le lien d’activation dans l’e-mail que nous venons de vous envoyer.',
      thenSignIn: 'Connectez-vous avec votre BMW ID.',
      nothing: 'Rien reçu\u00a0? Regardez dans vos indésirables, ou\u00a0:',
      again: 'Envoyer l’e-mail à nouveau',
      wrong: 'L’adresse est fausse\u00a0?',
      correct: 'Corrigez-la.',
      life: 'Le lien est valable 24 heures.',
      limits: 'Une fois par minute, quatre fois par heure et huit fois par jour au plus.',
      resent: (seconds) => `E-mail envoyé. Vous pourrez recommencer dans ${seconds}.`,
      tooEarly: (wait) => `Cet e-mail est déjà parti. Vous pourrez recommencer dans ${wait}.`,
      availableIn: 'Disponible dans',
    },
    address: {
      title: 'Corrigez votre adresse.',
      text: 'Nous y enverrons un nouveau lien d’activation. L’ancien ne sera plus valable.',
      email: 'Adresse e-mail',
      save: 'Envoyer le lien',
      back: 'Annuler',
    },
  },
  en: {
    title: 'Create your BMW ID',
    haveOne: 'Already have a BMW ID?',
    signInHere: 'Sign in here.',
    allRequired: 'All fields are required.',
    civility: 'Title',
    madame: 'Ms',
    monsieur: 'Mr',
    givenName: 'First name',
    familyName: 'Last name',
    email: 'E-mail address',
    password: 'Password',
    accept: 'I accept the ',
    terms: 'Terms and Conditions',
    newTab: 'In a new tab',
    signUp: 'Sign up',
    signIn: 'Sign in',
    faults: {
      title: 'Your sign-up is not complete yet.',
      civility: 'Choose your title.',
      givenName: 'Enter your first name.',
      familyName: 'Enter your last name.',
      email: 'Enter an e-mail address, for example name@example.com.',
      terms: 'Accept the Terms and Conditions to go on.',
      throttled: (wait) => `Too many sign-ups come from your network. Try again in ${wait}.`,
    },
    sent: {
      title: 'Thank you for signing up.',
      to: 'We have sent an e-mail to',
      confirm: 'Confirm your sign-up: click the activation link in the e-mail that we have just sent you.',
      thenSignIn: 'Sign in with your BMW ID.',
      nothing: 'Nothing received? Look into your junk folder, or:',
      again: 'Send the e-mail again',
      wrong: 'Is the address wrong?',
      correct: 'Correct it.',
      life: 'The link is valid for 24 hours.',
      limits: 'Once a minute, four times an hour and eight times a day at most.',
      resent: (seconds) => `E-mail sent. You can do so again in ${seconds}.`,
      tooEarly: (wait) => `This e-mail is on its way. You can send it again in ${wait}.`,
      availableIn: 'Available in',
    },
    address: {
      title: 'Correct your address.',
      text: 'We will send a new activation link there. The old one will no longer work.',
      email: 'E-mail address',
      save: 'Send the link',
      back: 'Cancel',
    },
  },
}
