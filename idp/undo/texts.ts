import type { Texts } from '../../shared/i18n.ts'
import { phone } from '../phone.ts'
import type { UndoKind } from './service.ts'

interface UndoWords {
  readonly ask: {
    readonly title: Readonly<Record<UndoKind, string>>
    readonly when: (when: string) => string
    readonly effect: string
    readonly act: string
  }
  readonly done: {
    readonly title: string
    readonly now: Readonly<Record<UndoKind, string>>
    readonly next: string
    readonly act: string
    readonly signIn: string
  }
  readonly impossible: { readonly title: string; readonly text: string; readonly act: string }
  readonly spent: { readonly title: string; readonly text: string; readonly act: string }
}

export const texts: Texts<UndoWords> = {
  fr: {
    ask: {
      title: {
        password: 'Reprendre votre ancien mot de passe\u00a0?',
        email: 'Reprendre votre ancienne adresse\u00a0?',
        factor: 'Remettre votre moyen de confirmation\u00a0?',
        factorReset: 'Garder vos moyens de confirmation\u00a0?',
        deletion: 'Garder votre BMW ID\u00a0?',
      },
      when: (when) => `Ce changement date du ${when} (heure de Paris).`,
      effect:
        'Tout redevient comme avant, et toutes les connexions sont fermées, sur tous les appareils et dans toutes les applications.',
      act: 'Annuler le changement',
    },
    done: {
      title: 'Le changement est annulé.',
      now: {
        password: 'Votre mot de passe est de nouveau celui d’avant.',
        email: 'Votre adresse e-mail est de nouveau celle d’avant.',
        factor: 'Votre moyen de confirmation est de nouveau en place.',
        factorReset: 'Vos moyens de confirmation restent en place.',
        deletion: 'Votre BMW ID ne sera pas supprimé.',
      },
      next: 'Toutes les connexions sont fermées. Quelqu’un d’autre a fait ce changement\u00a0? Il connaît votre mot de passe\u00a0: choisissez-en un nouveau maintenant.',
      act: 'Choisir un nouveau mot de passe',
      signIn: 'Me connecter',
    },
    impossible: {
      title: 'Ce changement ne peut plus être annulé ici.',
      text: `Ce qui était en place avant n’est plus disponible. Choisissez un nouveau mot de passe pour fermer toutes les connexions, puis appelez-nous au ${phone}.`,
      act: 'Choisir un nouveau mot de passe',
    },
    spent: {
      title: 'Ce lien n’est plus valable.',
      text: 'Il a déjà servi, ou le délai est passé. Pour fermer toutes les connexions, choisissez un nouveau mot de passe.',
      act: 'Choisir un nouveau mot de passe',
    },
  },
  en: {
    ask: {
      title: {
        password: 'Take your former password back?',
        email: 'Take your former address back?',
        factor: 'Put your way of confirming back?',
        factorReset: 'Keep your ways of confirming?',
        deletion: 'Keep your BMW ID?',
      },
      when: (when) => `This change was made on ${when} (Paris time).`,
      effect: 'Everything will be as before, and every session will end, on every device and in every app.',
      act: 'Undo the change',
    },
    done: {
      title: 'The change has been undone.',
      now: {
        password: 'Your password is the one from before again.',
        email: 'Your e-mail address is the one from before again.',
        factor: 'Your way of confirming is in place again.',
        factorReset: 'Your ways of confirming stay in place.',
        deletion: 'Your BMW ID will not be deleted.',
      },
      next: 'Every session has ended. Did somebody else make this change? They know your password: choose a new one now.',
      act: 'Choose a new password',
      signIn: 'Sign in',
    },
    impossible: {
      title: 'This change cannot be undone here any more.',
      text: `What was in place before is not available any more. Choose a new password to end every session, then call us on ${phone}.`,
      act: 'Choose a new password',
    },
    spent: {
      title: 'This link is no longer valid.',
      text: 'It has been used, or its time is over. To end every session, choose a new password.',
      act: 'Choose a new password',
    },
  },
}
