import { formatInstant, type Lang, type Texts } from '../../shared/i18n.ts'
import type { Mail } from '../../shared/mail/letter.tsx'
import type { Account } from '../account/service.ts'
import { closing, greet } from '../messages.ts'

interface Words {
  readonly copy: string
  readonly keep: string
  readonly asked: {
    readonly subject: string
    readonly lead: Readonly<Record<'owner' | 'operator', (when: string) => string>>
    readonly now: string
    readonly notYou: string
  }
  readonly reminder: { readonly subject: string; readonly lead: (when: string) => string; readonly next: string }
  readonly kept: {
    readonly subject: string
    readonly lead: (when: string) => string
    readonly notYou: string
    readonly act: string
  }
  readonly deleted: {
    readonly subject: string
    readonly lead: string
    readonly log: string
    readonly contracts: string
    readonly last: string
  }
}

const words: Texts<Words> = {
  fr: {
    copy: 'Ou copiez ce lien dans votre navigateur\u00a0:',
    keep: 'Garder mon BMW ID',
    asked: {
      subject: 'Votre BMW ID sera supprimé dans 7 jours',
      lead: {
        owner: (when) =>
          `La suppression de votre BMW ID a été demandée depuis votre compte. Elle aura lieu le ${when} (heure de Paris).`,
        operator: (when) =>
          `Notre équipe a préparé la suppression de votre BMW ID. Elle aura lieu le ${when} (heure de Paris).`,
      },
      now: 'Toutes les connexions sont fermées. D’ici là, votre BMW ID ne sert plus à vous connecter.',
      notYou:
        'Vous avez changé d’avis, ou ce n’était pas vous\u00a0? Gardez votre BMW ID. Si quelqu’un d’autre a fait cette demande, choisissez ensuite un nouveau mot de passe.',
    },
    reminder: {
      subject: 'Dernier jour pour garder votre BMW ID',
      lead: (when) =>
        `Votre BMW ID sera supprimé le ${when} (heure de Paris). Ensuite, rien ne permet de le retrouver.`,
      next: 'C’est bien ce que vous voulez\u00a0? Vous n’avez rien à faire. Sinon, gardez-le\u00a0:',
    },
    kept: {
      subject: 'Votre BMW ID est conservé',
      lead: (when) => `La suppression de votre BMW ID a été annulée le ${when} (heure de Paris). Tout est comme avant.`,
      notYou:
        'Ce n’était pas vous\u00a0? Quelqu’un connaît votre mot de passe\u00a0: choisissez-en un nouveau tout de suite, toutes les connexions seront fermées.',
      act: 'Choisir un mot de passe',
    },
    deleted: {
      subject: 'Votre BMW ID est supprimé',
      lead: 'Votre BMW ID est supprimé, avec tout ce qu’il contenait\u00a0: votre profil, votre mot de passe, vos connexions, vos appareils et les accès des applications.',
      log: 'Le journal de sécurité garde, 12 mois au plus, un numéro, des dates et des adresses IP, sans votre nom ni votre adresse e-mail.',
      contracts:
        'Vos contrats continuent. MyBMW Financial Services conserve ses dossiers aussi longtemps que la loi l’exige.',
      last: 'Cet e-mail est le dernier. Vous pouvez créer un nouveau BMW ID quand vous voulez\u00a0; il ne saura rien de celui-ci.',
    },
  },
  en: {
    copy: 'Or copy this link into your browser:',
    keep: 'Keep my BMW ID',
    asked: {
      subject: 'Your BMW ID will be deleted in 7 days',
      lead: {
        owner: (when) =>
          `The deletion of your BMW ID was asked for from your account. It will take place on ${when} (Paris time).`,
        operator: (when) =>
          `Our team has prepared the deletion of your BMW ID. It will take place on ${when} (Paris time).`,
      },
      now: 'Every session has ended. Until then your BMW ID no longer signs you in.',
      notYou:
        'You have changed your mind, or it was not you? Keep your BMW ID. If somebody else asked for this, choose a new password after that.',
    },
    reminder: {
      subject: 'Last day to keep your BMW ID',
      lead: (when) => `Your BMW ID will be deleted on ${when} (Paris time). After that nothing can bring it back.`,
      next: 'Is that what you want? There is nothing to do. If not, keep it:',
    },
    kept: {
      subject: 'Your BMW ID is kept',
      lead: (when) =>
        `The deletion of your BMW ID was cancelled on ${when} (Paris time). Everything is as it was before.`,
      notYou: 'It was not you? Somebody knows your password: choose a new one now, and every session will be ended.',
      act: 'Choose a password',
    },
    deleted: {
      subject: 'Your BMW ID has been deleted',
      lead: 'Your BMW ID has been deleted, with all that it held: your profile, your password, your sessions, your devices and what apps could see.',
      log: 'The security log keeps, for 12 months at most, a number, dates and IP addresses, without your name or e-mail address.',
      contracts: 'Your contracts continue. MyBMW Financial Services keeps its files for as long as the law demands.',
      last: 'This e-mail is the last one. You can create a new BMW ID whenever you like; it will know nothing of this one.',
    },
  },
}

interface Ending {
  readonly account: Account
  readonly deleteAt: number
  /** the link that keeps the account */
  readonly undo: string
}

export function askedMail(lang: Lang, { asked, ...end }: Ending & { readonly asked: 'owner' | 'operator' }): Mail {
  const t = words[lang].asked
  const lead = t.lead[asked](formatInstant(lang, end.deleteAt))
  return mailOf(lang, { ...end, subject: t.subject, lead: [lead, t.now, t.notYou] })
}

export function reminderMail(lang: Lang, end: Ending): Mail {
  const t = words[lang].reminder
  return mailOf(lang, { ...end, subject: t.subject, lead: [t.lead(formatInstant(lang, end.deleteAt)), t.next] })
}

function mailOf(
  lang: Lang,
  { account, subject, lead, undo }: Ending & { readonly subject: string; readonly lead: readonly string[] },
): Mail {
  const t = words[lang]
  return {
    lang,
    subject,
    greeting: greet(lang, account),
    parts: [
      ...lead.map((text) => ({ kind: 'text', text }) as const),
      { kind: 'button', label: t.keep, href: undo },
      { kind: 'link', lead: t.copy, href: undo },
    ],
    closing: closing[lang],
  }
}

export function keptMail(lang: Lang, { account, at, forgot }: { account: Account; at: number; forgot: string }): Mail {
  const t = words[lang].kept
  return {
    lang,
    subject: t.subject,
    greeting: greet(lang, account),
    parts: [
      { kind: 'text', text: t.lead(formatInstant(lang, at)) },
      { kind: 'text', text: t.notYou },
      { kind: 'button', label: t.act, href: forgot },
      { kind: 'link', lead: words[lang].copy, href: forgot },
    ],
    closing: closing[lang],
  }
}

export function deletedMail(lang: Lang, account: Account): Mail {
  const t = words[lang].deleted
  return {
    lang,
    subject: t.subject,
    greeting: greet(lang, account),
    parts: [t.lead, t.log, t.contracts, t.last].map((text) => ({ kind: 'text', text }) as const),
    closing: closing[lang],
  }
}
