import { formatInstant, type Texts } from '../../shared/i18n.ts'
import type { Mail } from '../../shared/mail/letter.tsx'
import type { Account } from '../account/service.ts'
import { describeBrowser } from '../browser.ts'
import { closing, greet } from '../messages.ts'

/** Why the owner hears of a sign-in. */
export type Occasion = 'afterFailures' | 'newBrowser'

interface Words {
  readonly subject: string
  readonly lead: (when: string, browser: string) => string
  readonly because: Readonly<Record<Occasion, string>>
  readonly you: string
  readonly notYou: string
  readonly act: string
  readonly copy: string
}

const words: Texts<Words> = {
  fr: {
    subject: 'Nouvelle connexion à votre BMW ID',
    lead: (when, browser) => `Quelqu’un s’est connecté à votre BMW ID le ${when} (heure de Paris), avec ${browser}.`,
    because: {
      afterFailures: 'Juste avant, plusieurs mots de passe faux avaient été saisis.',
      newBrowser: 'C’est la première connexion avec ce navigateur.',
    },
    you: 'C’était vous\u00a0? Vous n’avez rien à faire.',
    notYou:
      'Ce n’était pas vous\u00a0? Choisissez un nouveau mot de passe tout de suite\u00a0: toutes les connexions seront fermées.',
    act: 'Choisir un mot de passe',
    copy: 'Ou copiez ce lien dans votre navigateur\u00a0:',
  },
  en: {
    subject: 'New sign-in to your BMW ID',
    lead: (when, browser) => `Somebody signed in to your BMW ID on ${when} (Paris time), with ${browser}.`,
    because: {
      afterFailures: 'Several wrong passwords had been entered just before.',
      newBrowser: 'It is the first sign-in with this browser.',
    },
    you: 'It was you? There is nothing to do.',
    notYou: 'It was not you? Choose a new password now: every session will be ended.',
    act: 'Choose a password',
    copy: 'Or copy this link into your browser:',
  },
}

/** Tells the owner of a sign-in that may not have been theirs. No address of a network: most people could not tell their
 *  own from another. */
export function signedInMail(
  account: Account,
  { occasion, at, agent, forgot }: { occasion: Occasion; at: number; agent: string | undefined; forgot: string },
): Mail {
  const { lang } = account
  const t = words[lang]
  return {
    lang,
    subject: t.subject,
    greeting: greet(lang, account),
    parts: [
      { kind: 'text', text: `${t.lead(formatInstant(lang, at), describeBrowser(lang, agent))} ${t.because[occasion]}` },
      { kind: 'text', text: t.you },
      { kind: 'text', text: t.notYou },
      { kind: 'button', label: t.act, href: forgot },
      { kind: 'link', lead: t.copy, href: forgot },
    ],
    closing: closing[lang],
  }
}
