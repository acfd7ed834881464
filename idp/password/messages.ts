import { formatInstant, type Lang, type Texts } from '../../shared/i18n.ts'
import type { Mail } from '../../shared/mail/letter.tsx'
import type { Account } from '../account/service.ts'
import { closing, greet } from '../messages.ts'
import { changeMail } from '../undo/service.ts'

interface Words {
  readonly reset: {
    readonly subject: string
    readonly lead: string
    readonly act: string
    readonly copy: string
    readonly notYou: string
  }
  readonly changed: {
    readonly subject: string
    readonly lead: (when: string) => string
    readonly you: string
    readonly notYou: string
    readonly act: string
    readonly copy: string
  }
  readonly replaced: { readonly subject: string; readonly lead: (when: string) => string; readonly ended: string }
}

const words: Texts<Words> = {
  fr: {
    reset: {
      subject: 'Choisissez un nouveau mot de passe',
      lead: 'Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour votre BMW ID.',
      act: 'Choisir un mot de passe',
      copy: 'Ou copiez ce lien dans votre navigateur\u00a0:',
      notYou:
        'Le lien est valable 30 minutes et ne sert qu’une fois. Si vous n’avez rien demandé, ignorez cet e-mail\u00a0: votre mot de passe reste le même.',
    },
    changed: {
      subject: 'Votre mot de passe a été changé',
      lead: (when) =>
        `Le mot de passe de votre BMW ID a été changé le ${when}. Tous vos appareils ont été déconnectés.`,
      you: 'C’était vous\u00a0? Vous n’avez rien à faire.',
      notYou:
        'Ce n’était pas vous\u00a0? Changez le mot de passe de votre boîte mail, puis reprenez votre BMW ID tout de suite\u00a0:',
      act: 'Choisir un mot de passe',
      copy: 'Ou copiez ce lien dans votre navigateur\u00a0:',
    },
    replaced: {
      subject: 'Votre mot de passe a été changé',
      lead: (when) => `Le mot de passe de votre BMW ID a été changé le ${when} (heure de Paris).`,
      ended: 'Les autres connexions ont été fermées.',
    },
  },
  en: {
    reset: {
      subject: 'Choose a new password',
      lead: 'Somebody, probably you, asked for a new password for your BMW ID.',
      act: 'Choose a password',
      copy: 'Or copy this link into your browser:',
      notYou:
        'The link is valid for 30 minutes and works once. If you did not ask, ignore this e-mail: your password stays the same.',
    },
    changed: {
      subject: 'Your password has been changed',
      lead: (when) =>
        `The password of your BMW ID was changed on ${when} (Paris time). You have been signed out on all your devices.`,
      you: 'It was you? There is nothing to do.',
      notYou: 'It was not you? Change the password of your mailbox, then take back your BMW ID now:',
      act: 'Choose a password',
      copy: 'Or copy this link into your browser:',
    },
    replaced: {
      subject: 'Your password has been changed',
      lead: (when) => `The password of your BMW ID was changed on ${when} (Paris time).`,
      ended: 'All other sessions have been ended.',
    },
  },
}

export function resetMail(lang: Lang, { account, link }: { account: Account; link: string }): Mail {
  const t = words[lang].reset
  return {
    lang,
    subject: t.subject,
    greeting: greet(lang, account),
    parts: [
      { kind: 'text', text: t.lead },
      { kind: 'button', label: t.act, href: link },
      { kind: 'link', lead: t.copy, href: link },
      { kind: 'text', text: t.notYou },
    ],
    closing: closing[lang],
  }
}

/** After a change by somebody who knew the former password: it can be taken back. */
export function replacedMail(account: Account, { at, undo }: { at: number; undo: string }): Mail {
  const { lang } = account
  const t = words[lang].replaced
  return changeMail(lang, {
    account,
    subject: t.subject,
    lead: [`${t.lead(formatInstant(lang, at))} ${t.ended}`],
    undo,
  })
}

/** After a reset, by whoever had the mailbox: a link to take it back would lie in the same mailbox, and would bring back a
 *  password that was forgotten, or that somebody wanted to be rid of. Tells the owner, so that somebody else's change does not stay unseen. */
export function changedMail(
  lang: Lang,
  { account, at, forgot }: { account: Account; at: number; forgot: string },
): Mail {
  const t = words[lang].changed
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
