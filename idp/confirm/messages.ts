import { formatInstant, type Texts } from '../../shared/i18n.ts'
import type { Mail } from '../../shared/mail/letter.tsx'
import type { Account } from '../account/service.ts'
import { closing, greet } from '../messages.ts'

interface Words {
  readonly guessed: {
    readonly subject: string
    readonly lead: (when: string) => string
    readonly safe: string
    readonly you: string
    readonly notYou: string
  }
  readonly recovery: {
    readonly subject: string
    readonly lead: (when: string) => string
    readonly left: (left: number) => string
    readonly anew: string
    readonly security: string
    readonly notYou: string
  }
  readonly act: string
  readonly copy: string
}

const words: Texts<Words> = {
  fr: {
    guessed: {
      subject: 'Quelqu’un connaît peut-être votre mot de passe',
      lead: (when) =>
        `Le ${when} (heure de Paris), quelqu’un a saisi le bon mot de passe de votre BMW ID, puis plusieurs codes faux.`,
      safe: 'Cette personne n’est pas entrée.',
      you: 'C’était vous\u00a0? Vous n’avez rien à faire. Vérifiez que l’heure de votre téléphone est juste.',
      notYou: 'Ce n’était pas vous\u00a0? Votre mot de passe n’est plus secret. Choisissez-en un nouveau maintenant.',
    },
    recovery: {
      subject: 'Un code de secours a été utilisé',
      lead: (when) =>
        `Quelqu’un s’est connecté à votre BMW ID le ${when} (heure de Paris), avec votre mot de passe et un code de secours.`,
      left: (left) =>
        left === 0
          ? 'Il ne vous reste aucun code de secours.'
          : left === 1
            ? 'Il vous reste un code de secours.'
            : `Il vous reste ${left} codes de secours.`,
      anew: 'Vous pouvez en créer de nouveaux\u00a0; les anciens ne fonctionneront plus.',
      security: 'Voir mes codes de secours',
      notYou: 'Ce n’était pas vous\u00a0? Choisissez un nouveau mot de passe tout de suite, ici\u00a0:',
    },
    act: 'Choisir un mot de passe',
    copy: 'Ou copiez ce lien dans votre navigateur\u00a0:',
  },
  en: {
    guessed: {
      subject: 'Somebody may know your password',
      lead: (when) =>
        `On ${when} (Paris time), somebody entered the right password of your BMW ID, and then several wrong codes.`,
      safe: 'They did not get in.',
      you: 'It was you? There is nothing to do. Check that the time of your phone is right.',
      notYou: 'It was not you? Your password is no longer secret. Choose a new one now.',
    },
    recovery: {
      subject: 'A recovery code has been used',
      lead: (when) =>
        `Somebody signed in to your BMW ID on ${when} (Paris time), with your password and a recovery code.`,
      left: (left) =>
        left === 0
          ? 'You have no recovery codes left.'
          : left === 1
            ? 'You have one recovery code left.'
            : `You have ${left} recovery codes left.`,
      anew: 'You can make new ones; the old ones will stop working.',
      security: 'See my recovery codes',
      notYou: 'It was not you? Choose a new password now, here:',
    },
    act: 'Choose a password',
    copy: 'Or copy this link into your browser:',
  },
}

/** Somebody had the password right and the codes wrong: what the owner of a stolen password must hear. */
export function guessedMail(account: Account, { at, forgot }: { at: number; forgot: string }): Mail {
  const { lang } = account
  const t = words[lang]
  return {
    lang,
    subject: t.guessed.subject,
    greeting: greet(lang, account),
    parts: [
      { kind: 'text', text: `${t.guessed.lead(formatInstant(lang, at))} ${t.guessed.safe}` },
      { kind: 'text', text: t.guessed.you },
      { kind: 'text', text: t.guessed.notYou },
      { kind: 'button', label: t.act, href: forgot },
      { kind: 'link', lead: t.copy, href: forgot },
    ],
    closing: closing[lang],
  }
}

export function recoveryUsedMail(
  account: Account,
  { at, left, forgot, security }: { at: number; left: number; forgot: string; security: string },
): Mail {
  const { lang } = account
  const t = words[lang]
  return {
    lang,
    subject: t.recovery.subject,
    greeting: greet(lang, account),
    parts: [
      { kind: 'text', text: t.recovery.lead(formatInstant(lang, at)) },
      { kind: 'text', text: `${t.recovery.left(left)} ${t.recovery.anew}` },
      { kind: 'button', label: t.recovery.security, href: security },
      { kind: 'link', lead: t.recovery.notYou, href: forgot },
    ],
    closing: closing[lang],
  }
}
