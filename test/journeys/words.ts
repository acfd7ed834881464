import type { Texts } from '../../shared/i18n.ts'

/** What a person reads and looks for on the way. Written out here, so that a changed label does not change its test. */
export interface Words {
  readonly headings: {
    readonly landing: string
    readonly signIn: string
    readonly signUp: string
    readonly sent: string
    readonly confirm: string
    readonly activated: string
    readonly home: string
    readonly add: string
    readonly code: string
    readonly contract: string
    readonly account: string
    readonly help: string
    readonly leave: string
    readonly left: string
    readonly expired: string
    readonly blocked: string
  }
  readonly signIn: string
  readonly signUp: string
  readonly signUpHere: string
  readonly monsieur: string
  readonly givenName: string
  readonly familyName: string
  readonly email: string
  readonly password: string
  readonly accept: string
  readonly activate: string
  readonly bmwId: string
  readonly number: string
  readonly addThis: string
  readonly addNew: string
  readonly code: string
  readonly goOn: string
  readonly seeContract: string
  readonly home: string
  readonly account: string
  readonly help: string
  readonly signOut: string
  readonly leave: string
  readonly again: string
  readonly mail: string
  readonly greeting: string
  readonly noContract: string
  readonly nextPayment: RegExp
}

export const words: Texts<Words> = {
  fr: {
    headings: {
      landing: 'Votre espace client MyBMW Financial Services.',
      signIn: 'Connectez-vous.',
      signUp: 'BMW ID inscription',
      sent: 'Merci pour votre inscription.',
      confirm: 'Activer votre BMW ID',
      activated: 'Votre BMW ID a été activé.',
      home: 'MyBMW Financial Services.',
      add: 'Ajouter un nouveau contrat.',
      code: 'Renseignez le code SMS.',
      contract: 'Mon contrat.',
      account: 'Mon compte.',
      help: 'Aide.',
      leave: 'Vous déconnecter de votre BMW ID ?',
      left: 'Vous êtes déconnecté.',
      expired: 'Cette page a expiré.',
      blocked: 'L’ajout de contrats est bloqué.',
    },
    signIn: 'Connexion',
    signUp: 'S’inscrire',
    signUpHere: 'Inscrivez-vous ici.',
    monsieur: 'Monsieur',
    givenName: 'Prénom',
    familyName: 'Nom',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    accept: 'J’accepte les Conditions Générales',
    activate: 'Activer mon BMW ID',
    bmwId: 'BMW ID (adresse e-mail)',
    number: 'N° de contrat',
    addThis: 'Ajouter ce contrat',
    addNew: 'Ajouter un nouveau contrat',
    code: 'Code SMS',
    goOn: 'Continuer',
    seeContract: 'Voir mon contrat',
    home: 'Accueil',
    account: 'Mon compte',
    help: 'Aide',
    signOut: 'Déconnexion',
    leave: 'Se déconnecter',
    again: 'Envoyer l’e-mail à nouveau',
    mail: 'Activez votre BMW ID',
    greeting: 'Bienvenue, Monsieur Morel',
    noContract: 'Vous n’avez pas encore ajouté de contrat.',
    nextPayment: /Prochaine échéance : 808,04 € le \d{1,2}(er)? \S+ \d{4}/,
  },
  en: {
    headings: {
      landing: 'Your MyBMW Financial Services account.',
      signIn: 'Sign in.',
      signUp: 'Create your BMW ID',
      sent: 'Thank you for signing up.',
      confirm: 'Activate your BMW ID',
      activated: 'Your BMW ID has been activated.',
      home: 'MyBMW Financial Services.',
      add: 'Add a new contract.',
      code: 'Enter the SMS code.',
      contract: 'My contract.',
      account: 'My account.',
      help: 'Help.',
      leave: 'Sign out of your BMW ID?',
      left: 'You are signed out.',
      expired: 'This page has expired.',
      blocked: 'Adding contracts is blocked.',
    },
    signIn: 'Sign in',
    signUp: 'Sign up',
    signUpHere: 'Sign up here.',
    monsieur: 'Mr',
    givenName: 'First name',
    familyName: 'Last name',
    email: 'E-mail address',
    password: 'Password',
    accept: 'I accept the Terms and Conditions',
    activate: 'Activate my BMW ID',
    bmwId: 'BMW ID (e-mail address)',
    number: 'Contract number',
    addThis: 'Add this contract',
    addNew: 'Add a new contract',
    code: 'SMS code',
    goOn: 'Continue',
    seeContract: 'See my contract',
    home: 'Home',
    account: 'My account',
    help: 'Help',
    signOut: 'Sign out',
    leave: 'Sign out',
    again: 'Send the e-mail again',
    mail: 'Activate your BMW ID',
    greeting: 'Welcome, Mr Morel',
    noContract: 'You have not added a contract yet.',
    nextPayment: /Next payment: €808\.04 on \d{1,2} \w+ \d{4}/,
  },
}
