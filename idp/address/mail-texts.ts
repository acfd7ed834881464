import type { Texts } from '../../shared/i18n.ts'
import { phone } from '../phone.ts'

interface Words {
  readonly asked: {
    readonly subject: string
    readonly lead: (when: string) => string
    readonly still: string
    readonly notYou: string
    readonly act: string
  }
  readonly prove: {
    readonly subject: string
    readonly greeting: string
    readonly lead: string
    readonly how: string
    readonly act: string
    readonly notYou: string
  }
  readonly taken: { readonly subject: string; readonly lead: string; readonly same: string }
  readonly changed: { readonly subject: string; readonly lead: (when: string) => string; readonly ended: string }
  readonly waits: { readonly subject: string; readonly lead: (when: string) => string; readonly notYou: string }
  readonly left: { readonly subject: string; readonly lead: (when: string) => string; readonly notYou: string }
  readonly holds: { readonly subject: string; readonly lead: (when: string) => string; readonly ended: string }
  readonly undone: { readonly subject: string; readonly lead: (when: string) => string; readonly notYou: string }
  readonly you: string
  readonly nothing: string
  readonly copy: string
}

/** What the mails about a change of address say. */
export const mailTexts: Texts<Words> = {
  fr: {
    asked: {
      subject: 'Votre adresse va changer',
      lead: (when) => `Le ${when} (heure de Paris), quelqu’un a demandé une autre adresse e-mail pour votre BMW ID.`,
      still: 'Rien n’est encore changé\u00a0: la nouvelle adresse doit d’abord être confirmée.',
      notYou:
        'Ce n’était pas vous\u00a0? Quelqu’un est connecté à votre place. Annulez la demande\u00a0: toutes les connexions seront fermées.',
      act: 'Annuler la demande',
    },
    prove: {
      subject: 'Confirmez votre nouvelle adresse',
      greeting: 'Bonjour,',
      lead: 'Quelqu’un, sans doute vous, veut se connecter à son BMW ID avec cette adresse.',
      how: 'Le lien est valable 24 heures. Si on vous demande de vous connecter, faites-le avec votre adresse actuelle.',
      act: 'Confirmer cette adresse',
      notYou: 'Ce n’était pas vous\u00a0? Ignorez cet e-mail\u00a0: rien ne sera changé.',
    },
    taken: {
      subject: 'Cette adresse est déjà celle de votre BMW ID',
      lead: 'Quelqu’un, peut-être vous, a voulu donner cette adresse à un autre BMW ID.',
      same: 'Elle est déjà celle du vôtre, et une adresse ne sert qu’à un seul BMW ID. Rien n’a été changé.',
    },
    changed: {
      subject: 'Votre adresse a été changée',
      lead: (when) =>
        `Votre BMW ID a une autre adresse e-mail depuis le ${when} (heure de Paris). Vous vous connectez maintenant avec elle.`,
      ended:
        'Les autres connexions ont été fermées. Personne d’autre ne peut prendre cette adresse-ci avant 72\u00a0heures.',
    },
    waits: {
      subject: 'Votre adresse changera bientôt',
      lead: (when) =>
        `La nouvelle adresse de votre BMW ID est confirmée. Comme on nous a dit que celle-ci ne sert plus, le changement attend jusqu’au ${when} (heure de Paris).`,
      notYou:
        'Vous lisez cet e-mail et n’avez rien demandé\u00a0? Annulez le changement\u00a0: toutes les connexions seront fermées.',
    },
    left: {
      subject: 'Votre adresse a été changée',
      lead: (when) => `Votre BMW ID a une autre adresse e-mail depuis le ${when} (heure de Paris).`,
      notYou: `Vous n’avez rien demandé\u00a0? Appelez-nous au ${phone}.`,
    },
    holds: {
      subject: 'Votre nouvelle adresse est en place',
      lead: (when) => `Depuis le ${when} (heure de Paris), vous vous connectez à votre BMW ID avec cette adresse.`,
      ended: 'Toutes les connexions ont été fermées\u00a0: connectez-vous à nouveau.',
    },
    undone: {
      subject: 'Le changement d’adresse est annulé',
      lead: (when) =>
        `Le ${when} (heure de Paris), le changement d’adresse de votre BMW ID a été annulé depuis l’adresse d’avant. Vous vous connectez de nouveau avec celle-là.`,
      notYou: `Vous n’avez pas fait cela\u00a0? Appelez-nous au ${phone}.`,
    },
    you: 'C’était vous\u00a0? Vous n’avez rien à faire.',
    nothing: 'Ce n’était pas vous\u00a0? Vous n’avez rien à faire.',
    copy: 'Ou copiez ce lien dans votre navigateur\u00a0:',
  },
  en: {
    asked: {
      subject: 'Your address is about to change',
      lead: (when) => `On ${when} (Paris time), somebody asked for another e-mail address for your BMW ID.`,
      still: 'Nothing has changed yet: the new address has to be confirmed first.',
      notYou: 'It was not you? Somebody is signed in in your place. Cancel the request: every session will be ended.',
      act: 'Cancel the request',
    },
    prove: {
      subject: 'Confirm your new address',
      greeting: 'Hello,',
      lead: 'Somebody, probably you, wants to sign in to their BMW ID with this address.',
      how: 'The link is valid for 24 hours. If you are asked to sign in, do so with your present address.',
      act: 'Confirm this address',
      notYou: 'It was not you? Ignore this e-mail: nothing will be changed.',
    },
    taken: {
      subject: 'Your BMW ID already has this address',
      lead: 'Somebody, perhaps you, tried to give this address to another BMW ID.',
      same: 'It belongs to yours already, and an address can have one BMW ID only. Nothing has been changed.',
    },
    changed: {
      subject: 'Your address has been changed',
      lead: (when) =>
        `Your BMW ID has had another e-mail address since ${when} (Paris time). You now sign in with that one.`,
      ended: 'All other sessions have been ended. Nobody else can take this address here for 72 hours.',
    },
    waits: {
      subject: 'Your address will change soon',
      lead: (when) =>
        `The new address of your BMW ID has been confirmed. As we were told that this one is no longer in use, the change waits until ${when} (Paris time).`,
      notYou: 'You read this e-mail and did not ask for it? Cancel the change: every session will be ended.',
    },
    left: {
      subject: 'Your address has been changed',
      lead: (when) => `Your BMW ID has had another e-mail address since ${when} (Paris time).`,
      notYou: `You did not ask for it? Call us on ${phone}.`,
    },
    holds: {
      subject: 'Your new address is in place',
      lead: (when) => `Since ${when} (Paris time), you sign in to your BMW ID with this address.`,
      ended: 'Every session has been ended: sign in again.',
    },
    undone: {
      subject: 'The change of address has been undone',
      lead: (when) =>
        `On ${when} (Paris time), the change of address of your BMW ID was undone from the address before it. You sign in with that one again.`,
      notYou: `You did not do that? Call us on ${phone}.`,
    },
    you: 'It was you? There is nothing to do.',
    nothing: 'It was not you? There is nothing to do.',
    copy: 'Or copy this link into your browser:',
  },
}
