import { formatInstant, type Texts } from '../../shared/i18n.ts'
import type { Mail } from '../../shared/mail/letter.tsx'
import type { Account } from '../account/service.ts'
import { closing, greet } from '../messages.ts'

interface Words {
  readonly subject: string
  readonly lead: (when: string) => string
  readonly now: string
  readonly next: string
  readonly act: string
  readonly copy: string
}

const words: Texts<Words> = {
  fr: {
    subject: 'La confirmation en deux étapes est retirée',
    lead: (when) =>
      `Comme demandé il y a 24 heures, vos moyens de confirmation ont été retirés le ${when} (heure de Paris).`,
    now: 'Vous vous connectez maintenant avec votre mot de passe seul. Toutes les connexions ont été fermées.',
    next: 'Protégez de nouveau votre BMW ID\u00a0: ajoutez votre nouvel appareil.',
    act: 'Ajouter un appareil',
    copy: 'Ou copiez ce lien dans votre navigateur\u00a0:',
  },
  en: {
    subject: 'The second step has been removed',
    lead: (when) => `As was asked 24 hours ago, your ways of confirming were removed on ${when} (Paris time).`,
    now: 'You now sign in with your password alone. Every session has ended.',
    next: 'Protect your BMW ID again: add your new device.',
    act: 'Add a device',
    copy: 'Or copy this link into your browser:',
  },
}

/** What each kind of factor says of one that was added. */
interface AddedWords {
  readonly subject: string
  readonly you: string
  readonly act: string
  readonly notYou: string
}

/** No link takes this back: whoever reads the mailbox must not be rid of the second step (security requirement R73). */
export function factorAddedMail(
  account: Account,
  t: AddedWords,
  { said, forgot, security }: { said: string; forgot: string; security: string },
): Mail {
  const { lang } = account
  return {
    lang,
    subject: t.subject,
    greeting: greet(lang, account),
    parts: [
      { kind: 'text', text: said },
      { kind: 'text', text: t.you },
      { kind: 'button', label: t.act, href: security },
      { kind: 'link', lead: t.notYou, href: forgot },
    ],
    closing: closing[lang],
  }
}

export function factorsGoneMail(account: Account, { at, security }: { at: number; security: string }): Mail {
  const { lang } = account
  const t = words[lang]
  return {
    lang,
    subject: t.subject,
    greeting: greet(lang, account),
    parts: [
      { kind: 'text', text: `${t.lead(formatInstant(lang, at))} ${t.now}` },
      { kind: 'text', text: t.next },
      { kind: 'button', label: t.act, href: security },
      { kind: 'link', lead: t.copy, href: security },
    ],
    closing: closing[lang],
  }
}
