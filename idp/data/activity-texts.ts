import type { Texts } from '../../shared/i18n.ts'
import type { IdpAction } from '../audit.ts'
import type { Cause } from '../engine/service.ts'
import type { Section } from '../export.ts'

type Field = 'at' | 'what' | 'detail' | 'ip'

interface ActivityWords extends Pick<Section<Field>, 'title' | 'about' | 'fields'> {
  readonly actions: Readonly<Partial<Record<string, string>>>
  /** what has no sentence here yet */
  readonly other: string
  readonly causes: Readonly<Partial<Record<string, string>>>
}

/** So that a name that nothing has does not compile. */
const actions = (words: Readonly<Partial<Record<IdpAction, string>>>): ActivityWords['actions'] => words
const causes = (words: Readonly<Record<Cause, string>>): ActivityWords['causes'] => words

export const activityTexts: Texts<ActivityWords> = {
  fr: {
    title: 'Le journal de sécurité',
    about:
      'Ce qui s’est passé sur votre compte, 12 mois en arrière. L’adresse IP n’est donnée que pour ce que votre compte a fait\u00a0: un essai manqué peut venir de quelqu’un d’autre.',
    fields: { at: 'Quand', what: 'Quoi', detail: 'Détail', ip: 'Adresse IP' },
    actions: actions({
      'account.activated': 'Votre adresse a été confirmée et votre compte ouvert',
      'login.succeeded': 'Connexion',
      'login.failed': 'Mot de passe faux',
      'login.throttled': 'Connexion refusée après trop d’essais',
      'session.ended': 'Des connexions ont été fermées',
      'account.blocked': 'Compte bloqué par notre équipe',
      'account.unblocked': 'Compte débloqué par notre équipe',
      'password.resetRequested': 'Nouveau mot de passe demandé',
      'password.changed': 'Nouveau mot de passe choisi',
      'change.undone': 'Changement annulé',
      'consent.given': 'Application autorisée',
      'consent.refused': 'Application refusée',
      'consent.withdrawn': 'Accès d’une application retiré',
      'developer.added': 'Espace développeur ouvert',
      'developer.removed': 'Espace développeur fermé',
      'data.exported': 'Copie de vos données',
      'deletion.asked': 'Suppression demandée',
      'deletion.cancelled': 'Suppression annulée',
    }),
    other: 'Autre évènement',
    causes: causes({
      signOut: 'déconnexion',
      signOutEverywhere: 'déconnexion partout',
      passwordChanged: 'nouveau mot de passe',
      addressChanged: 'nouvelle adresse e-mail',
      factorAdded: 'confirmation en deux étapes activée',
      factorsReset: 'confirmation en deux étapes retirée',
      accountBlocked: 'compte bloqué',
      accountDeleted: 'suppression du compte',
      endedByOwner: 'fermée par vous',
      endedByOperator: 'fermée par notre équipe',
      changeUndone: 'changement annulé',
      clientDisabled: 'application arrêtée',
      consentWithdrawn: 'accès retiré',
    }),
  },
  en: {
    title: 'The security log',
    about:
      'What happened to your account, 12 months back. The IP address is only given for what your account did: a failed try may have been somebody else’s.',
    fields: { at: 'When', what: 'What', detail: 'Detail', ip: 'IP address' },
    actions: actions({
      'account.activated': 'Your address was confirmed and your account opened',
      'login.succeeded': 'Sign-in',
      'login.failed': 'Wrong password',
      'login.throttled': 'Sign-in refused after too many tries',
      'session.ended': 'Sessions ended',
      'account.blocked': 'Account blocked by our team',
      'account.unblocked': 'Account unblocked by our team',
      'password.resetRequested': 'New password asked for',
      'password.changed': 'New password chosen',
      'change.undone': 'Change taken back',
      'consent.given': 'App allowed',
      'consent.refused': 'App refused',
      'consent.withdrawn': 'Access of an app withdrawn',
      'developer.added': 'Developer area opened',
      'developer.removed': 'Developer area closed',
      'data.exported': 'Copy of your data',
      'deletion.asked': 'Deletion asked for',
      'deletion.cancelled': 'Deletion cancelled',
    }),
    other: 'Another event',
    causes: causes({
      signOut: 'sign-out',
      signOutEverywhere: 'sign-out everywhere',
      passwordChanged: 'new password',
      addressChanged: 'new e-mail address',
      factorAdded: 'second step switched on',
      factorsReset: 'second step removed',
      accountBlocked: 'account blocked',
      accountDeleted: 'deletion of the account',
      endedByOwner: 'ended by you',
      endedByOperator: 'ended by our team',
      changeUndone: 'change taken back',
      clientDisabled: 'app stopped',
      consentWithdrawn: 'access withdrawn',
    }),
  },
}
