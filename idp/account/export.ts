import type { Texts } from '../../shared/i18n.ts'
import { type ExportOf, instant, type Section } from '../export.ts'

type Field =
  | 'sub'
  | 'civility'
  | 'givenName'
  | 'familyName'
  | 'email'
  | 'language'
  | 'createdAt'
  | 'passwordChangedAt'
  | 'termsVersion'
  | 'termsAcceptedAt'

interface Words extends Pick<Section<Field>, 'title' | 'about' | 'fields'> {
  readonly civilities: Readonly<Record<'madame' | 'monsieur', string>>
  readonly languages: Readonly<Record<'fr' | 'en', string>>
}

const words: Texts<Words> = {
  fr: {
    title: 'Votre compte',
    about:
      'Votre mot de passe n’est pas ici\u00a0: nous n’en gardons qu’une empreinte, qui ne permet pas de le retrouver.',
    fields: {
      sub: 'Identifiant',
      civility: 'Civilité',
      givenName: 'Prénom',
      familyName: 'Nom',
      email: 'Adresse e-mail (confirmée)',
      language: 'Langue de vos e-mails',
      createdAt: 'Ouvert le',
      passwordChangedAt: 'Mot de passe choisi le',
      termsVersion: 'Conditions Générales acceptées, version',
      termsAcceptedAt: 'Acceptées le',
    },
    civilities: { madame: 'Madame', monsieur: 'Monsieur' },
    languages: { fr: 'français', en: 'anglais' },
  },
  en: {
    title: 'Your account',
    about: 'Your password is not here: we only keep a fingerprint of it, from which it cannot be recovered.',
    fields: {
      sub: 'Identifier',
      civility: 'Title',
      givenName: 'First name',
      familyName: 'Last name',
      email: 'E-mail address (confirmed)',
      language: 'Language of your e-mails',
      createdAt: 'Opened on',
      passwordChangedAt: 'Password chosen on',
      termsVersion: 'Terms accepted, version',
      termsAcceptedAt: 'Accepted on',
    },
    civilities: { madame: 'Ms', monsieur: 'Mr' },
    languages: { fr: 'French', en: 'English' },
  },
}

interface Dates {
  readonly id: string
  readonly created_at: number
  readonly terms_version: string
  readonly terms_accepted_at: number
}

/** Who somebody is, and what they have accepted. */
export const exportAccount: ExportOf = async (tx, account, lang) => {
  const { civilities, languages, ...t } = words[lang]
  const row = await tx<Dates>('account')
    .where({ id: account.id })
    .first('created_at', 'terms_version', 'terms_accepted_at')
  return {
    ...t,
    name: 'account',
    one: true,
    entries: [
      {
        sub: account.id,
        civility: { is: account.civility, words: civilities[account.civility] },
        givenName: account.givenName,
        familyName: account.familyName,
        email: account.email,
        language: { is: account.lang, words: languages[account.lang] },
        createdAt: instant(row?.created_at ?? null),
        passwordChangedAt: instant(account.passwordChangedAt),
        termsVersion: row?.terms_version ?? null,
        termsAcceptedAt: instant(row?.terms_accepted_at ?? null),
      },
    ],
  }
}
