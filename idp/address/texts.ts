import type { Texts } from '../../shared/i18n.ts'
import type { Told } from './service.ts'

interface AddressWords {
  readonly section: {
    readonly title: string
    readonly email: string
    readonly confirmed: string
    readonly change: string
    readonly under: string
    readonly toProve: (until: string) => string
    readonly nothing: string
    readonly again: string
    readonly holds: (at: string) => string
    readonly cancel: string
    readonly told: Readonly<Record<Told, string>>
  }
  readonly ask: {
    readonly title: string
    readonly now: string
    readonly how: string
    readonly email: string
    readonly lost: string
    readonly lostHint: string
    readonly act: string
    readonly back: string
    readonly faults: string
    readonly emailFault: string
    readonly own: string
    readonly throttled: (wait: string) => string
    readonly kept: string
  }
  readonly confirm: {
    readonly title: string
    readonly lead: string
    readonly effect: string
    readonly act: string
  }
  readonly taken: { readonly title: string; readonly text: string; readonly act: string }
  readonly other: { readonly title: string; readonly text: string; readonly act: string }
  readonly spent: { readonly title: string; readonly text: string; readonly act: string }
  readonly cancel: { readonly title: string; readonly text: string; readonly act: string }
  readonly cancelled: { readonly title: string; readonly text: string; readonly next: string; readonly act: string }
}

export const texts: Texts<AddressWords> = {
  fr: {
    section: {
      title: 'Adresse e-mail',
      email: 'Vous vous connectez avec',
      confirmed: 'confirmée',
      change: 'Changer d’adresse',
      under: 'Changement en cours vers',
      toProve: (until) =>
        `Ouvrez le lien que nous y avons envoyé. Il est valable jusqu’au ${until}. D’ici là, rien ne change.`,
      nothing: 'Rien reçu\u00a0? Regardez dans vos indésirables, ou\u00a0',
      again: 'recommencez.',
      holds: (at) =>
        `Cette adresse est confirmée. Vous vous connecterez avec elle à partir du ${at}. D’ici là, vous pouvez annuler.`,
      cancel: 'Annuler le changement',
      told: {
        asked: 'E-mail envoyé à la nouvelle adresse. L’adresse actuelle est prévenue aussi.',
        changed: 'Votre adresse est changée. Vos autres connexions sont fermées.',
        waits: 'Votre nouvelle adresse est confirmée.',
        kept: 'Le changement est annulé. Votre adresse reste la même.',
      },
    },
    ask: {
      title: 'Changer d’adresse e-mail.',
      now: 'Votre adresse actuelle\u00a0:',
      how: 'Nous enverrons un lien à la nouvelle adresse. Quand vous l’aurez ouvert, vous vous connecterez avec elle, et vos autres connexions seront fermées. Pendant 72\u00a0heures, l’adresse actuelle pourra annuler le changement.',
      email: 'Nouvelle adresse e-mail',
      lost: 'Je n’ai plus accès à mon adresse actuelle.',
      lostHint:
        'Si vous cochez cette case, l’adresse actuelle ne pourra pas annuler le changement une fois fait. Sans second moyen de connexion, il attendra 72\u00a0heures pour votre sécurité.',
      act: 'Envoyer le lien',
      back: 'Annuler',
      faults: 'Votre adresse n’est pas encore changée.',
      emailFault: 'Indiquez une adresse e-mail, par exemple nom@exemple.fr.',
      own: 'C’est déjà votre adresse. Indiquez-en une autre.',
      throttled: (wait) => `Vous avez demandé plusieurs changements. Réessayez dans ${wait}.`,
      kept: 'Vous avez confirmé que c’est vous. Ce que vous aviez saisi est toujours là\u00a0: envoyez le formulaire à nouveau.',
    },
    confirm: {
      title: 'Confirmer votre nouvelle adresse\u00a0?',
      lead: 'Vous vous connecterez à votre BMW ID avec\u00a0:',
      effect: 'Vos autres connexions seront fermées.',
      act: 'Confirmer cette adresse',
    },
    taken: {
      title: 'Cette adresse n’est pas disponible.',
      text: 'Elle est celle d’un autre BMW ID, ou vient de l’être. Votre adresse reste la même.',
      act: 'Mon profil',
    },
    other: {
      title: 'Ce lien est pour un autre BMW ID.',
      text: 'Vous êtes connecté avec un autre BMW ID que celui qui a demandé ce changement. Déconnectez-vous, puis ouvrez le lien à nouveau.',
      act: 'Mon BMW ID',
    },
    spent: {
      title: 'Ce lien n’est plus valable.',
      text: 'Il a déjà servi, a été remplacé ou annulé, ou date de plus de 24\u00a0heures. Votre profil dit où en est votre adresse.',
      act: 'Mon profil',
    },
    cancel: {
      title: 'Annuler le changement d’adresse\u00a0?',
      text: 'Votre adresse restera la même. Toutes les connexions seront fermées, sur tous les appareils et dans toutes les applications.',
      act: 'Annuler la demande',
    },
    cancelled: {
      title: 'Le changement est annulé.',
      text: 'Votre adresse reste la même, et toutes les connexions sont fermées.',
      next: 'Quelqu’un d’autre a demandé ce changement\u00a0? Il connaît votre mot de passe\u00a0: choisissez-en un nouveau maintenant.',
      act: 'Choisir un nouveau mot de passe',
    },
  },
  en: {
    section: {
      title: 'E-mail address',
      email: 'You sign in with',
      confirmed: 'confirmed',
      change: 'Change the address',
      under: 'Change under way to',
      toProve: (until) =>
        `Open the link that we have sent there. It is valid until ${until}. Until then nothing changes.`,
      nothing: 'Nothing received? Look into your junk folder, or ',
      again: 'start again.',
      holds: (at) => `This address has been confirmed. You will sign in with it from ${at}. Until then you can cancel.`,
      cancel: 'Cancel the change',
      told: {
        asked: 'E-mail sent to the new address. Your present address has been told too.',
        changed: 'Your address has been changed. Your other sessions have ended.',
        waits: 'Your new address has been confirmed.',
        kept: 'The change has been cancelled. Your address stays the same.',
      },
    },
    ask: {
      title: 'Change your e-mail address.',
      now: 'Your present address:',
      how: 'We will send a link to the new address. Once you have opened it, you will sign in with it, and your other sessions will end. For 72 hours the present address can undo the change.',
      email: 'New e-mail address',
      lost: 'I no longer have access to my present address.',
      lostHint:
        'If you tick this box, the present address cannot undo the change once it is made. Without a second way of signing in, the change waits 72 hours to keep you safe.',
      act: 'Send the link',
      back: 'Cancel',
      faults: 'Your address has not been changed yet.',
      emailFault: 'Enter an e-mail address, for example name@example.com.',
      own: 'This is your address already. Enter another one.',
      throttled: (wait) => `You have asked for several changes. Try again in ${wait}.`,
      kept: 'You have shown that it is you. What you had typed is still here: send the form again.',
    },
    confirm: {
      title: 'Confirm your new address?',
      lead: 'You will sign in to your BMW ID with:',
      effect: 'Your other sessions will end.',
      act: 'Confirm this address',
    },
    taken: {
      title: 'This address is not available.',
      text: 'It belongs to another BMW ID, or did until now. Your address stays the same.',
      act: 'My profile',
    },
    other: {
      title: 'This link is for another BMW ID.',
      text: 'You are signed in with another BMW ID than the one that asked for this change. Sign out, then open the link again.',
      act: 'My BMW ID',
    },
    spent: {
      title: 'This link is no longer valid.',
      text: 'It has been used, replaced or cancelled, or is more than 24 hours old. Your profile tells how your address stands.',
      act: 'My profile',
    },
    cancel: {
      title: 'Cancel the change of address?',
      text: 'Your address will stay the same. Every session will end, on every device and in every app.',
      act: 'Cancel the request',
    },
    cancelled: {
      title: 'The change has been cancelled.',
      text: 'Your address stays the same, and every session has ended.',
      next: 'Did somebody else ask for this change? They know your password: choose a new one now.',
      act: 'Choose a new password',
    },
  },
}
