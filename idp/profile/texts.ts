import type { Texts } from '../../shared/i18n.ts'

interface ProfileWords {
  readonly title: string
  readonly lead: string
  readonly who: string
  readonly lang: string
  readonly langHint: string
  readonly langs: Readonly<Record<'fr' | 'en', string>>
  readonly save: string
  readonly saved: string
  readonly faults: string
  readonly langFault: string
  readonly back: string
}

export const texts: Texts<ProfileWords> = {
  fr: {
    title: 'Mon profil.',
    lead: 'Les applications où vous vous connectez reprennent ces changements à votre prochaine connexion.',
    who: 'Qui vous êtes',
    lang: 'Langue de vos e-mails',
    langHint: 'Pour les pages, choisissez la langue tout en bas.',
    langs: { fr: 'Français', en: 'Anglais' },
    save: 'Enregistrer',
    saved: 'Votre profil est à jour.',
    faults: 'Votre profil n’est pas encore changé.',
    langFault: 'Choisissez une langue.',
    back: 'Mon BMW ID',
  },
  en: {
    title: 'My profile.',
    lead: 'The apps that you sign in to take over these changes at your next sign-in.',
    who: 'Who you are',
    lang: 'Language of your e-mails',
    langHint: 'For the pages, choose the language at the very bottom.',
    langs: { fr: 'French', en: 'English' },
    save: 'Save',
    saved: 'Your profile is up to date.',
    faults: 'Your profile has not been changed yet.',
    langFault: 'Choose a language.',
    back: 'My BMW ID',
  },
}
