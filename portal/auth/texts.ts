import type { Texts } from '../../shared/i18n.ts'

interface AuthWords {
  readonly landing: {
    readonly title: string
    readonly lead: string
    readonly signIn: string
    readonly noAccount: string
    readonly signUp: string
    readonly stepsTitle: string
    readonly steps: readonly { readonly title: string; readonly text: string }[]
  }
  readonly away: { readonly title: string; readonly text: string; readonly again: string }
  readonly refused: { readonly title: string; readonly text: string; readonly again: string }
  readonly factor: { readonly title: string; readonly text: string; readonly again: string }
  readonly stale: { readonly title: string; readonly text: string; readonly again: string }
  readonly leave: { readonly title: string; readonly text: string; readonly act: string; readonly stay: string }
  readonly left: {
    readonly title: string
    readonly everywhere: string
    readonly onlyHere: string
    readonly idle: string
    readonly again: string
  }
}

export const texts: Texts<AuthWords> = {
  fr: {
    landing: {
      title: 'Votre espace client MyBMW Financial Services.',
      lead: 'Consultez votre contrat, vos échéances et vos documents, à toute heure.',
      signIn: 'Connexion',
      noAccount: 'Pas encore de BMW ID\u00a0?',
      signUp: 'Inscrivez-vous en deux minutes.',
      stepsTitle: 'En trois étapes.',
      steps: [
        { title: 'Créez votre BMW ID', text: 'Votre adresse e-mail et un mot de passe suffisent.' },
        {
          title: 'Ajoutez votre contrat',
          text: 'Son numéro est sur votre courrier de bienvenue\u00a0; un code arrive par SMS.',
        },
        {
          title: 'Retrouvez tout au même endroit',
          text: 'Votre contrat, vos échéances et les réponses à vos questions.',
        },
      ],
    },
    away: {
      title: 'La connexion est momentanément indisponible.',
      text: 'Vos données sont en sécurité. Réessayez dans un instant.',
      again: 'Réessayer',
    },
    refused: {
      title: 'La connexion n’a pas abouti.',
      text: 'Rien n’a été changé. Reprenons depuis le début.',
      again: 'Se connecter',
    },
    factor: {
      title: 'Une seconde étape est nécessaire.',
      text: 'Pour protéger vos données, votre espace client demande une seconde étape après le mot de passe. Ajoutez-la à votre BMW ID\u00a0: il vous faut un téléphone et deux minutes.',
      again: 'Se connecter et ajouter une seconde étape',
    },
    stale: {
      title: 'Cette page a expiré.',
      text: 'Elle a servi, ou elle est restée ouverte trop longtemps. Reprenons.',
      again: 'Se connecter',
    },
    leave: {
      title: 'Vous déconnecter\u00a0?',
      text: 'Vous quitterez MyBMW Financial Services et votre BMW ID sur cet appareil.',
      act: 'Se déconnecter',
      stay: 'Rester connecté',
    },
    left: {
      title: 'Vous êtes déconnecté.',
      everywhere: 'Vous avez quitté MyBMW Financial Services et votre BMW ID sur cet appareil.',
      onlyHere:
        'Vous avez quitté MyBMW Financial Services. BMW ID ne répond pas en ce moment\u00a0: sur un appareil partagé, fermez aussi votre navigateur.',
      idle: 'Vous avez été déconnecté après 15\u00a0minutes sans activité.',
      again: 'Se reconnecter',
    },
  },
  en: {
    landing: {
      title: 'Your MyBMW Financial Services account.',
      lead: 'See your contract, payments and documents at any time.',
      signIn: 'Sign in',
      noAccount: 'No BMW ID yet?',
      signUp: 'Sign up in two minutes.',
      stepsTitle: 'In three steps.',
      steps: [
        { title: 'Create your BMW ID', text: 'Your e-mail address and a password are all it takes.' },
        { title: 'Add your contract', text: 'Its number is on your welcome letter; a code arrives by text message.' },
        { title: 'Find everything in one place', text: 'Your contract, your payments and answers to your questions.' },
      ],
    },
    away: {
      title: 'Sign-in is away for a moment.',
      text: 'Your details are safe. Try again shortly.',
      again: 'Try again',
    },
    refused: {
      title: 'You are not signed in.',
      text: 'Nothing was changed. Let us start again.',
      again: 'Sign in',
    },
    factor: {
      title: 'A second step is needed.',
      text: 'To protect your data, your account asks for a second step after the password. Add it to your BMW ID: you need a phone and two minutes.',
      again: 'Sign in and add a second step',
    },
    stale: {
      title: 'This page has expired.',
      text: 'It was used, or it stayed open too long. Let us start again.',
      again: 'Sign in',
    },
    leave: {
      title: 'Sign out?',
      text: 'You will leave MyBMW Financial Services and your BMW ID on this device.',
      act: 'Sign out',
      stay: 'Stay signed in',
    },
    left: {
      title: 'You are signed out.',
      everywhere: 'You have left MyBMW Financial Services and your BMW ID on this device.',
      onlyHere:
        'You have left MyBMW Financial Services. BMW ID does not answer at the moment: on a shared device, close your browser too.',
      idle: 'You were signed out after 15\u00a0minutes without activity.',
      again: 'Sign in again',
    },
  },
}
