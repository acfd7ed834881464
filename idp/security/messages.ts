import { formatInstant, type Texts } from '../../shared/i18n.ts'
import type { Mail } from '../../shared/mail/letter.tsx'
import type { Account } from '../account/service.ts'
import { factorAddedMail } from '../factors/service.ts'
import { closing, greet } from '../messages.ts'
import { phone } from '../phone.ts'
import { changeMail } from '../undo/service.ts'

interface Words {
  readonly added: {
    readonly subject: string
    readonly lead: (name: string, when: string) => string
    readonly effect: string
    readonly you: string
    readonly act: string
    readonly notYou: string
  }
  readonly removed: {
    readonly subject: string
    readonly lead: (name: string, when: string) => string
    readonly none: string
  }
  readonly made: {
    readonly subject: string
    readonly lead: (when: string) => string
    readonly notYou: string
    readonly act: string
    readonly copy: string
  }
  readonly reset: {
    readonly subject: string
    readonly lead: (due: string) => string
    readonly you: string
    readonly notYou: string
    readonly act: string
    readonly copy: string
  }
}

const words: Texts<Words> = {
  fr: {
    added: {
      subject: 'La confirmation en deux étapes protège votre BMW ID',
      lead: (name, when) =>
        `L’application d’authentification «\u00a0${name}\u00a0» a été ajoutée à votre BMW ID le ${when} (heure de Paris).`,
      effect: 'Chaque connexion demande maintenant, après le mot de passe, un code de cette application.',
      you: 'C’était vous\u00a0? Gardez vos codes de secours en lieu sûr, ailleurs que sur votre téléphone.',
      act: 'Connexion et sécurité',
      notYou: `Ce n’était pas vous\u00a0? Choisissez un nouveau mot de passe ici, puis appelez-nous au ${phone} pour retirer cette application\u00a0:`,
    },
    removed: {
      subject: 'Une application d’authentification a été retirée',
      lead: (name, when) =>
        `L’application d’authentification «\u00a0${name}\u00a0» a été retirée de votre BMW ID le ${when} (heure de Paris).`,
      none: 'Votre mot de passe suffit de nouveau pour vous connecter.',
    },
    made: {
      subject: 'De nouveaux codes de secours ont été créés',
      lead: (when) =>
        `Dix nouveaux codes de secours ont été créés pour votre BMW ID le ${when} (heure de Paris). Les anciens ne fonctionnent plus.`,
      notYou: 'Ce n’était pas vous\u00a0? Choisissez un nouveau mot de passe tout de suite.',
      act: 'Choisir un mot de passe',
      copy: 'Ou copiez ce lien dans votre navigateur\u00a0:',
    },
    reset: {
      subject: 'Vos moyens de confirmation vont être retirés',
      lead: (due) =>
        `À la suite d’un appel, vos clés d’accès, vos applications d’authentification et vos codes de secours seront retirés le ${due} (heure de Paris). Votre mot de passe suffira alors pour vous connecter.`,
      you: 'C’est vous qui avez appelé\u00a0? Vous n’avez rien à faire.',
      notYou: 'Ce n’est pas vous, ou vous avez retrouvé votre appareil\u00a0? Empêchez-le avant cette date.',
      act: 'Garder mes moyens de confirmation',
      copy: 'Ou copiez ce lien dans votre navigateur\u00a0:',
    },
  },
  en: {
    added: {
      subject: 'A second step now protects your BMW ID',
      lead: (name, when) => `The authenticator app “${name}” was added to your BMW ID on ${when} (Paris time).`,
      effect: 'From now on each sign-in asks for a code of this app after the password.',
      you: 'It was you? Keep your recovery codes in a safe place, not on your phone.',
      act: 'Sign-in and security',
      notYou: `It was not you? Choose a new password here, then call us on ${phone} so that we remove this app:`,
    },
    removed: {
      subject: 'An authenticator app has been removed',
      lead: (name, when) => `The authenticator app “${name}” was removed from your BMW ID on ${when} (Paris time).`,
      none: 'Your password is enough again to sign in.',
    },
    made: {
      subject: 'New recovery codes have been made',
      lead: (when) =>
        `Ten new recovery codes were made for your BMW ID on ${when} (Paris time). The old ones no longer work.`,
      notYou: 'It was not you? Choose a new password now.',
      act: 'Choose a password',
      copy: 'Or copy this link into your browser:',
    },
    reset: {
      subject: 'Your ways of confirming will be removed',
      lead: (due) =>
        `After a call, your passkeys, authenticator apps and recovery codes will be removed on ${due} (Paris time). From then on your password is enough to sign in.`,
      you: 'It was you who called? There is nothing to do.',
      notYou: 'It was not you, or you have found your device? Stop it before that date.',
      act: 'Keep my ways of confirming',
      copy: 'Or copy this link into your browser:',
    },
  },
}

interface Added {
  readonly name: string
  readonly at: number
  readonly forgot: string
  readonly security: string
}

export function addedMail(account: Account, { name, at, forgot, security }: Added): Mail {
  const { lang } = account
  const t = words[lang].added
  const said = `${t.lead(name, formatInstant(lang, at))} ${t.effect}`
  return factorAddedMail(account, t, { said, forgot, security })
}

interface Removed {
  readonly name: string
  readonly at: number
  /** how many factors are still there */
  readonly left: number
  readonly undo: string
}

export function removedMail(account: Account, { name, at, left, undo }: Removed): Mail {
  const { lang } = account
  const t = words[lang].removed
  const lead = [t.lead(name, formatInstant(lang, at)), ...(left === 0 ? [t.none] : [])]
  return changeMail(lang, { account, subject: t.subject, lead: [lead.join(' ')], undo })
}

export function codesMadeMail(account: Account, { at, forgot }: { at: number; forgot: string }): Mail {
  const { lang } = account
  const t = words[lang].made
  return {
    lang,
    subject: t.subject,
    greeting: greet(lang, account),
    parts: [
      { kind: 'text', text: t.lead(formatInstant(lang, at)) },
      { kind: 'text', text: t.notYou },
      { kind: 'button', label: t.act, href: forgot },
      { kind: 'link', lead: t.copy, href: forgot },
    ],
    closing: closing[lang],
  }
}

export function resetAskedMail(account: Account, { dueAt, stop }: { dueAt: number; stop: string }): Mail {
  const { lang } = account
  const t = words[lang].reset
  return {
    lang,
    subject: t.subject,
    greeting: greet(lang, account),
    parts: [
      { kind: 'text', text: t.lead(formatInstant(lang, dueAt)) },
      { kind: 'text', text: t.you },
      { kind: 'text', text: t.notYou },
      { kind: 'button', label: t.act, href: stop },
      { kind: 'link', lead: t.copy, href: stop },
    ],
    closing: closing[lang],
  }
}
