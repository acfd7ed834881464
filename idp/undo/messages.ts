import { formatInstant, type Lang, type Texts } from '../../shared/i18n.ts'
import type { Mail, MailPart } from '../../shared/mail/letter.tsx'
import type { Account } from '../account/service.ts'
import { closing, greet } from '../messages.ts'
import type { UndoKind } from './service.ts'

interface Words {
  readonly you: string
  readonly notYou: string
  readonly act: string
  readonly copy: string
  readonly undone: {
    readonly subject: string
    readonly lead: (when: string) => string
    readonly now: Readonly<Record<UndoKind, string>>
    readonly next: string
    readonly act: string
  }
}

const words: Texts<Words> = {
  fr: {
    you: 'C’était vous\u00a0? Vous n’avez rien à faire.',
    notYou:
      'Ce n’était pas vous\u00a0? Annulez ce changement dans les 72 heures\u00a0: tout redevient comme avant, et toutes les connexions sont fermées.',
    act: 'Annuler ce changement',
    copy: 'Ou copiez ce lien dans votre navigateur\u00a0:',
    undone: {
      subject: 'Le changement est annulé',
      lead: (when) => `Un changement de votre BMW ID a été annulé le ${when} (heure de Paris).`,
      now: {
        password: 'Votre mot de passe est de nouveau celui d’avant.',
        email: 'Votre adresse e-mail est de nouveau celle d’avant.',
        factor: 'Votre moyen de confirmation est de nouveau en place.',
        factorReset: 'Vos moyens de confirmation restent en place.',
        deletion: 'Votre BMW ID ne sera pas supprimé.',
      },
      next: 'Toutes les connexions ont été fermées. Si quelqu’un d’autre que vous a fait ce changement, il connaît votre mot de passe\u00a0: choisissez-en un nouveau.',
      act: 'Choisir un mot de passe',
    },
  },
  en: {
    you: 'It was you? There is nothing to do.',
    notYou:
      'It was not you? Undo this change within 72 hours: everything will be as before, and every session will be ended.',
    act: 'Undo this change',
    copy: 'Or copy this link into your browser:',
    undone: {
      subject: 'The change has been undone',
      lead: (when) => `A change of your BMW ID was undone on ${when} (Paris time).`,
      now: {
        password: 'Your password is the one from before again.',
        email: 'Your e-mail address is the one from before again.',
        factor: 'Your way of confirming is in place again.',
        factorReset: 'Your ways of confirming stay in place.',
        deletion: 'Your BMW ID will not be deleted.',
      },
      next: 'Every session has ended. If somebody else made this change, they know your password: choose a new one.',
      act: 'Choose a password',
    },
  },
}

/** A mail about a change: what it was, and the link that takes it back. */
export function changeMail(
  lang: Lang,
  { account, subject, lead, undo }: { account: Account; subject: string; lead: readonly string[]; undo: string },
): Mail {
  const t = words[lang]
  return {
    lang,
    subject,
    greeting: greet(lang, account),
    parts: [
      ...lead.map((text): MailPart => ({ kind: 'text', text })),
      { kind: 'text', text: t.you },
      { kind: 'text', text: t.notYou },
      { kind: 'button', label: t.act, href: undo },
      { kind: 'link', lead: t.copy, href: undo },
    ],
    closing: closing[lang],
  }
}

export function undoneMail(
  lang: Lang,
  { account, what, at, forgot }: { account: Account; what: readonly UndoKind[]; at: number; forgot: string },
): Mail {
  const t = words[lang].undone
  return {
    lang,
    subject: t.subject,
    greeting: greet(lang, account),
    parts: [
      { kind: 'text', text: [t.lead(formatInstant(lang, at)), ...what.map((kind) => t.now[kind])].join(' ') },
      { kind: 'text', text: t.next },
      { kind: 'button', label: t.act, href: forgot },
      { kind: 'link', lead: words[lang].copy, href: forgot },
    ],
    closing: closing[lang],
  }
}
