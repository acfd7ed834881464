import type { Texts } from '../../shared/i18n.ts'
import type { Civility } from '../account/service.ts'

interface ConsentWords {
  readonly title: (app: string) => string
  readonly lead: (app: string) => string
  readonly notOurs: string
  readonly mixed: string
  readonly site: string
  readonly destination: string
  readonly none: string
  readonly signedInAs: Readonly<Record<Civility, string>>
  readonly notYou: string
  readonly another: string
  readonly fresh: string
  readonly known: string
  readonly datum: (words: string) => string
  readonly offline: string
  readonly offlineHint: string
  readonly api: (name: string, scopes: string) => string
  readonly policy: (app: string) => string
  readonly terms: (app: string) => string
  readonly later: string
  readonly allow: string
  readonly refuse: string
}

export const texts: Texts<ConsentWords> = {
  fr: {
    title: (app) => `Autoriser ${app}\u00a0?`,
    lead: (app) => `${app} demande à voir une partie de votre BMW ID.`,
    notOurs: 'Cette application n’est pas de BMW.',
    mixed: 'Le nom de cette application mêle plusieurs alphabets. Vérifiez son adresse avant de continuer.',
    site: 'Site qu’elle indique, non vérifié',
    destination: 'Vos données iront à',
    none: 'aucun',
    signedInAs: { madame: 'Vous êtes connectée en tant que', monsieur: 'Vous êtes connecté en tant que' },
    notYou: 'Ce n’est pas vous\u00a0?',
    another: 'Utiliser un autre BMW ID',
    fresh: 'Ce qu’elle pourra voir',
    known: 'Ce que vous lui avez déjà permis',
    datum: (words) => `${words}\u00a0:`,
    offline: 'Accès quand vous n’êtes pas là',
    offlineHint: 'Elle garde cet accès après votre déconnexion, jusqu’à ce que vous le retiriez.',
    api: (name, scopes) => `Agir pour vous auprès de ${name}\u00a0: ${scopes}`,
    policy: (app) => `Ce que ${app} fait de vos données`,
    terms: (app) => `Les conditions de ${app}`,
    later: 'Vous pourrez retirer cet accès à tout moment dans «\u00a0Mon BMW ID\u00a0».',
    allow: 'Autoriser',
    refuse: 'Refuser',
  },
  en: {
    title: (app) => `Allow ${app}?`,
    lead: (app) => `${app} asks to see a part of your BMW ID.`,
    notOurs: 'This app is not by BMW.',
    mixed: 'The name of this app mixes several alphabets. Check its address before you go on.',
    site: 'Site it names, not verified',
    destination: 'Your data will go to',
    none: 'none',
    signedInAs: { madame: 'You are signed in as', monsieur: 'You are signed in as' },
    notYou: 'Not you?',
    another: 'Use another BMW ID',
    fresh: 'What it will be able to see',
    known: 'What you have allowed it already',
    datum: (words) => `${words}:`,
    offline: 'Access when you are not there',
    offlineHint: 'It keeps this access after you sign out, until you withdraw it.',
    api: (name, scopes) => `Act for you with ${name}: ${scopes}`,
    policy: (app) => `What ${app} does with your data`,
    terms: (app) => `The terms of ${app}`,
    later: 'You can withdraw this access at any time in “My BMW ID”.',
    allow: 'Allow',
    refuse: 'Refuse',
  },
}
