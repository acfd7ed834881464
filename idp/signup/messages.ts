import type { Lang, Texts } from '../../shared/i18n.ts'
import type { Mail } from '../../shared/mail/letter.tsx'
import type { Account } from '../account/service.ts'
import { closing, greet } from '../messages.ts'
import { paths } from '../paths.ts'
import type { Pending } from './store.ts'

interface Words {
  readonly activation: {
    readonly subject: string
    readonly lead: string
    readonly act: string
    readonly copy: string
    readonly notYou: string
    readonly wish: string
  }
  readonly exists: {
    readonly subject: string
    readonly lead: string
    readonly hint: string
    readonly signIn: string
    readonly forgot: string
    readonly notYou: string
  }
  readonly reserved: {
    readonly subject: string
    readonly greeting: string
    readonly lead: string
    readonly why: string
    readonly notYou: string
  }
}

const words: Texts<Words> = {
  fr: {
    activation: {
      subject: 'Activez votre BMW ID',
      lead: 'Il ne vous reste plus qu’une étape avant de découvrir un nouvel univers de services avec votre BMW ID.',
      act: 'Activez votre BMW ID',
      copy: 'Ou copiez ce lien dans votre navigateur\u00a0:',
      notYou:
        'Le lien est valable 24 heures. Si vous n’êtes pas à l’origine de cette inscription, ignorez cet e-mail\u00a0: aucun compte ne sera créé.',
      wish: 'Nous vous souhaitons beaucoup de plaisir avec votre BMW ID.',
    },
    exists: {
      subject: 'Votre BMW ID existe déjà',
      lead: 'Quelqu’un, peut-être vous, a voulu s’inscrire avec cette adresse.',
      hint: 'Vous avez déjà un BMW ID\u00a0: connectez-vous, ou choisissez un nouveau mot de passe.',
      signIn: 'Connexion',
      forgot: 'Mot de passe oublié\u00a0? Choisissez-en un nouveau\u00a0:',
      notYou: 'Ce n’était pas vous\u00a0? Vous n’avez rien à faire\u00a0: votre compte est inchangé.',
    },
    reserved: {
      subject: 'Cette adresse est réservée',
      greeting: 'Bonjour,',
      lead: 'Quelqu’un, peut-être vous, a voulu utiliser cette adresse pour un BMW ID.',
      why: 'Elle était celle d’un BMW ID qui a changé d’adresse il y a moins de 72 heures. Elle lui reste réservée pendant ce temps, pour que le changement puisse être annulé. Réessayez ensuite.',
      notYou: 'Ce n’était pas vous\u00a0? Vous n’avez rien à faire.',
    },
  },
  en: {
    activation: {
      subject: 'Activate your BMW ID',
      lead: 'Only one step is left before you discover a new world of services with your BMW ID.',
      act: 'Activate your BMW ID',
      copy: 'Or copy this link into your browser:',
      notYou: 'The link is valid for 24 hours. If you did not sign up, ignore this e-mail: no account will be created.',
      wish: 'We hope you enjoy your BMW ID.',
    },
    exists: {
      subject: 'You already have a BMW ID',
      lead: 'Somebody, perhaps you, tried to sign up with this address.',
      hint: 'You already have a BMW ID: sign in, or choose a new password.',
      signIn: 'Sign in',
      forgot: 'Forgotten your password? Choose a new one:',
      notYou: 'It was not you? There is nothing to do: your account is unchanged.',
    },
    reserved: {
      subject: 'This address is reserved',
      greeting: 'Hello,',
      lead: 'Somebody, perhaps you, tried to use this address for a BMW ID.',
      why: 'It belonged to a BMW ID that changed its address less than 72 hours ago. It stays reserved for that time, so that the change can be undone. Try again afterwards.',
      notYou: 'It was not you? There is nothing to do.',
    },
  },
}

/** Says civility and name of somebody who has proven nothing yet, and no other word of theirs. */
export function activationMail(lang: Lang, { pending, link }: { pending: Pending; link: string }): Mail {
  const t = words[lang].activation
  return {
    lang,
    subject: t.subject,
    greeting: greet(lang, { civility: pending.civility, familyName: pending.family_name }),
    parts: [
      { kind: 'text', text: t.lead },
      { kind: 'button', label: t.act, href: link },
      { kind: 'link', lead: t.copy, href: link },
      { kind: 'text', text: t.notYou },
      { kind: 'text', text: t.wish },
    ],
    closing: closing[lang],
  }
}

/** To the owner of an account: nothing in it comes from whoever signed up. */
export function accountExistsMail(
  lang: Lang,
  { account, start, baseUrl }: { account: Account; start: string; baseUrl: string },
): Mail {
  const t = words[lang].exists
  return {
    lang,
    subject: t.subject,
    greeting: greet(lang, account),
    parts: [
      { kind: 'text', text: t.lead },
      { kind: 'text', text: t.hint },
      { kind: 'button', label: t.signIn, href: start },
      { kind: 'link', lead: t.forgot, href: `${baseUrl}${paths.forgot()}` },
      { kind: 'text', text: t.notYou },
    ],
    closing: closing[lang],
  }
}

/** Without a name: who has left the address may not be who reads there now. */
export function reservedMail(lang: Lang): Mail {
  const t = words[lang].reserved
  const parts = [t.lead, t.why, t.notYou].map((text) => ({ kind: 'text', text }) as const)
  return { lang, subject: t.subject, greeting: t.greeting, parts, closing: closing[lang] }
}
