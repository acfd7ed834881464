import { formatInstant, type Lang, type Texts } from '../../shared/i18n.ts'
import type { Mail } from '../../shared/mail/letter.tsx'
import type { Account } from '../account/service.ts'
import { closing, greet } from '../messages.ts'

interface Words {
  readonly subject: string
  readonly lead: (when: string) => string
  readonly you: string
  readonly notYou: string
  readonly act: string
  readonly copy: string
}

const words: Texts<Words> = {
  fr: {
    subject: 'Une copie de vos données a été faite',
    lead: (when) =>
      `Une copie de tout ce que BMW ID conserve à votre sujet a été téléchargée depuis votre compte le ${when} (heure de Paris).`,
    you: 'C’était vous\u00a0? Vous n’avez rien à faire. Gardez le fichier en lieu sûr.',
    notYou:
      'Ce n’était pas vous\u00a0? Quelqu’un connaît votre mot de passe\u00a0: choisissez-en un nouveau tout de suite, toutes les connexions seront fermées.',
    act: 'Choisir un mot de passe',
    copy: 'Ou copiez ce lien dans votre navigateur\u00a0:',
  },
  en: {
    subject: 'A copy of your data was made',
    lead: (when) =>
      `A copy of all that BMW ID keeps about you was downloaded from your account on ${when} (Paris time).`,
    you: 'It was you? There is nothing to do. Keep the file in a safe place.',
    notYou: 'It was not you? Somebody knows your password: choose a new one now, and every session will be ended.',
    act: 'Choose a password',
    copy: 'Or copy this link into your browser:',
  },
}

export function copiedMail(
  lang: Lang,
  { account, at, forgot }: { account: Account; at: number; forgot: string },
): Mail {
  const t = words[lang]
  return {
    lang,
    subject: t.subject,
    greeting: greet(lang, account),
    parts: [
      { kind: 'text', text: t.lead(formatInstant(lang, at)) },
      { kind: 'text', text: t.you },
      { kind: 'text', text: t.notYou },
      { kind: 'button', label: t.act, href: forgot },
      { kind: 'link', lead: t.copy, href: forgot },
    ],
    closing: closing[lang],
  }
}
