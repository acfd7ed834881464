import { formatInstant, type Texts } from '../../shared/i18n.ts'
import type { Mail } from '../../shared/mail/letter.tsx'
import type { Account } from '../account/service.ts'
import { describeBrowser } from '../browser.ts'
import { factorAddedMail } from '../factors/service.ts'
import { phone } from '../phone.ts'
import { changeMail } from '../undo/service.ts'

interface Words {
  readonly added: {
    readonly subject: string
    readonly lead: (name: string, when: string, browser: string) => string
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
}

const words: Texts<Words> = {
  fr: {
    added: {
      subject: 'Une clé d’accès a été ajoutée à votre BMW ID',
      lead: (name, when, browser) =>
        `La clé d’accès «\u00a0${name}\u00a0» a été ajoutée le ${when} (heure de Paris), avec ${browser}.`,
      effect: 'Elle permet de se connecter sans mot de passe.',
      you: `C’était vous\u00a0? Vous n’avez rien à faire. Ce n’était pas vous\u00a0? Choisissez un nouveau mot de passe\u00a0: cette clé ne suffira plus pour entrer. Puis supprimez-la, ou appelez-nous au ${phone} si vous ne pouvez pas vous connecter.`,
      act: 'Voir mes clés d’accès',
      notYou: 'Pour choisir un nouveau mot de passe\u00a0:',
    },
    removed: {
      subject: 'Une clé d’accès de votre BMW ID a été supprimée',
      lead: (name, when) => `La clé d’accès «\u00a0${name}\u00a0» a été supprimée le ${when} (heure de Paris).`,
      none: 'Votre mot de passe suffit maintenant pour vous connecter.',
    },
  },
  en: {
    added: {
      subject: 'A passkey was added to your BMW ID',
      lead: (name, when, browser) => `The passkey “${name}” was added on ${when} (Paris time), with ${browser}.`,
      effect: 'It signs in without a password.',
      you: `It was you? There is nothing to do. It was not you? Choose a new password: this passkey will no longer be enough to get in. Then remove it, or call us on ${phone} if you cannot sign in.`,
      act: 'See my passkeys',
      notYou: 'To choose a new password:',
    },
    removed: {
      subject: 'A passkey of your BMW ID was removed',
      lead: (name, when) => `The passkey “${name}” was removed on ${when} (Paris time).`,
      none: 'Your password is now enough to sign in.',
    },
  },
}

interface Added {
  readonly name: string
  readonly at: number
  readonly agent: string | undefined
  readonly forgot: string
  readonly security: string
}

export function addedMail(account: Account, { name, at, agent, forgot, security }: Added): Mail {
  const { lang } = account
  const t = words[lang].added
  const said = `${t.lead(name, formatInstant(lang, at), describeBrowser(lang, agent))} ${t.effect}`
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
