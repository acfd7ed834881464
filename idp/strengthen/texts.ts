import type { Texts } from '../../shared/i18n.ts'

interface StrengthenWords {
  readonly title: string
  readonly why: (app: string) => string
  readonly what: string
  readonly back: (app: string) => string
  readonly add: string
  readonly addPasskey: string
  readonly without: string
  readonly decline: (app: string) => string
  readonly ready: { readonly title: string; readonly text: string; readonly act: string }
}

export const texts: Texts<StrengthenWords> = {
  fr: {
    title: 'Une seconde étape est demandée.',
    why: (app) =>
      `${app} protège vos données\u00a0: un mot de passe volé ne doit pas suffire pour les voir. Votre BMW ID n’a pas encore de seconde étape.`,
    what: 'Il vous faut un téléphone et deux minutes.',
    back: (app) => `Vous revenez ensuite à ${app}.`,
    add: 'Ajouter une seconde étape',
    addPasskey: 'Ajouter plutôt une clé d’accès',
    without: 'Continuer sans',
    decline: (app) => `Non merci, revenir à ${app}`,
    ready: {
      title: 'Votre seconde étape est prête.',
      text: 'Connectez-vous une fois avec elle pour continuer.',
      act: 'Me connecter',
    },
  },
  en: {
    title: 'A second step is asked for.',
    why: (app) =>
      `${app} protects your data: a stolen password must not be enough to see it. Your BMW ID has no second step yet.`,
    what: 'You need a phone and two minutes.',
    back: (app) => `You will then come back to ${app}.`,
    add: 'Add a second step',
    addPasskey: 'Add a passkey instead',
    without: 'Continue without',
    decline: (app) => `No thanks, back to ${app}`,
    ready: {
      title: 'Your second step is ready.',
      text: 'Sign in with it once to continue.',
      act: 'Sign in',
    },
  },
}
