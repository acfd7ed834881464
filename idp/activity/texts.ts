import type { Texts } from '../../shared/i18n.ts'
import type { IdpAction } from '../audit.ts'
import type { Cause } from '../engine/service.ts'

/** What can happen to an account; the rest of the record is of apps, keys and sign-ups. One that has no words does not
 *  compile. */
type AccountAction = Exclude<IdpAction, `${'app' | 'api' | 'keys' | 'registrationToken' | 'signup'}.${string}`>

interface ActivityWords {
  readonly actions: Readonly<Record<AccountAction, string>>
  readonly causes: Readonly<Record<Cause, string>>
  readonly other: string
  readonly title: string
  readonly lead: string
  readonly none: string
  readonly today: string
  readonly yesterday: string
  readonly with: (browser: string) => string
  readonly from: (network: string) => string
  readonly times: (count: number) => string
  readonly about: string
  readonly removedApp: string
  readonly notMe: string
  readonly of: (what: string) => string
  readonly older: string
  readonly back: string
  readonly disown: {
    readonly title: string
    readonly effect: string
    readonly act: string
    readonly cancel: string
  }
  readonly closed: { readonly title: string; readonly text: string; readonly next: string; readonly act: string }
}

export const texts: Texts<ActivityWords> = {
  fr: {
    actions: {
      'account.activated': 'Votre adresse a été confirmée et votre compte ouvert',
      'login.succeeded': 'Connexion',
      'login.halfway': 'Mot de passe juste, confirmation demandée',
      'login.unconfirmed': 'Code de confirmation faux',
      'login.stepThrottled': 'Confirmation refusée après trop de codes faux',
      'login.failed': 'Mot de passe faux',
      'login.throttled': 'Connexion refusée après trop d’essais',
      'session.ended': 'Des connexions ont été fermées',
      'session.endedByOperator': 'Connexions fermées par notre équipe',
      'device.forgotten': 'Navigateur oublié',
      'profile.changed': 'Profil modifié',
      'email.changeRequested': 'Changement d’adresse demandé',
      'email.changeWaits': 'Nouvelle adresse confirmée, en attente',
      'email.changeCancelled': 'Changement d’adresse annulé',
      'email.changed': 'Adresse e-mail changée',
      'account.blocked': 'Compte bloqué par notre équipe',
      'account.unblocked': 'Compte débloqué par notre équipe',
      'account.deleted': 'Compte supprimé',
      'password.resetRequested': 'Nouveau mot de passe demandé',
      'password.changed': 'Nouveau mot de passe choisi',
      'change.undone': 'Changement annulé',
      'factor.added': 'Moyen de confirmation ajouté',
      'factor.removed': 'Moyen de confirmation retiré',
      'factor.restored': 'Moyen de confirmation remis',
      'passkey.added': 'Clé d’accès ajoutée',
      'passkey.renamed': 'Clé d’accès renommée',
      'passkey.removed': 'Clé d’accès supprimée',
      'passkey.restored': 'Clé d’accès remise',
      'passkey.refused': 'Clé d’accès refusée',
      'passkey.counterWentBack': 'Clé d’accès refusée\u00a0: une copie en a peut-être été utilisée',
      'recovery.made': 'Codes de secours créés',
      'recovery.used': 'Code de secours utilisé',
      'recovery.rehearsed': 'Code de secours essayé',
      'factors.resetAsked': 'Retrait des moyens de confirmation prévu par notre équipe',
      'factors.resetStopped': 'Retrait des moyens de confirmation empêché',
      'factors.reset': 'Moyens de confirmation retirés',
      'consent.given': 'Application autorisée',
      'consent.refused': 'Application refusée',
      'consent.withdrawn': 'Accès d’une application retiré',
      'developer.added': 'Espace développeur ouvert',
      'developer.removed': 'Espace développeur fermé',
      'data.exported': 'Copie de vos données',
      'deletion.asked': 'Suppression demandée',
      'deletion.cancelled': 'Suppression annulée',
      'activity.disowned': 'Vous avez signalé que ce n’était pas vous',
    },
    causes: {
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
      disowned: 'ce n’était pas vous',
      clientDisabled: 'application arrêtée',
      consentWithdrawn: 'accès retiré',
    },
    other: 'Autre évènement',
    title: 'Activité.',
    lead: 'Ce qui s’est passé sur votre BMW ID ces douze derniers mois, à l’heure de Paris.',
    none: 'Rien pour le moment.',
    today: 'Aujourd’hui',
    yesterday: 'Hier',
    with: (browser) => `avec ${browser}`,
    from: (network) => `réseau ${network}`,
    times: (count) => `${count} fois`,
    about: '\u00a0: ',
    removedApp: 'une application qui n’existe plus',
    notMe: 'Ce n’était pas moi',
    of: (what) => `\u00a0: ${what}`,
    older: 'Plus ancien',
    back: 'Mon BMW ID',
    disown: {
      title: 'Ce n’était pas vous\u00a0?',
      effect:
        'Nous fermons toutes les connexions, sur tous les appareils et dans toutes les applications, cette page comprise, et nous oublions les navigateurs que vous utilisez d’habitude. Puis nous vous envoyons un lien pour choisir un nouveau mot de passe.',
      act: 'Tout fermer et recevoir le lien',
      cancel: 'Annuler',
    },
    closed: {
      title: 'Toutes les connexions sont fermées.',
      text: 'Un e-mail est en route vers votre adresse, avec un lien valable 30 minutes pour choisir un nouveau mot de passe.',
      next: 'Il n’arrive pas\u00a0? Demandez-en un autre. Si votre boîte mail est en cause, changez d’abord son mot de passe.',
      act: 'Recevoir un autre lien',
    },
  },
  en: {
    actions: {
      'account.activated': 'Your address was confirmed and your account opened',
      'login.succeeded': 'Sign-in',
      'login.halfway': 'Right password, confirmation asked for',
      'login.unconfirmed': 'Wrong code of confirmation',
      'login.stepThrottled': 'Confirmation refused after too many wrong codes',
      'login.failed': 'Wrong password',
      'login.throttled': 'Sign-in refused after too many tries',
      'session.ended': 'Sessions ended',
      'session.endedByOperator': 'Sessions ended by our team',
      'device.forgotten': 'Browser forgotten',
      'profile.changed': 'Profile changed',
      'email.changeRequested': 'Change of address asked for',
      'email.changeWaits': 'New address confirmed, waiting',
      'email.changeCancelled': 'Change of address cancelled',
      'email.changed': 'E-mail address changed',
      'account.blocked': 'Account blocked by our team',
      'account.unblocked': 'Account unblocked by our team',
      'account.deleted': 'Account deleted',
      'password.resetRequested': 'New password asked for',
      'password.changed': 'New password chosen',
      'change.undone': 'Change taken back',
      'factor.added': 'Way of confirming added',
      'factor.removed': 'Way of confirming removed',
      'factor.restored': 'Way of confirming put back',
      'passkey.added': 'Passkey added',
      'passkey.renamed': 'Passkey renamed',
      'passkey.removed': 'Passkey removed',
      'passkey.restored': 'Passkey put back',
      'passkey.refused': 'Passkey refused',
      'passkey.counterWentBack': 'Passkey refused: a copy of it may have been used',
      'recovery.made': 'Recovery codes made',
      'recovery.used': 'Recovery code used',
      'recovery.rehearsed': 'Recovery code tried',
      'factors.resetAsked': 'Removal of the ways of confirming planned by our team',
      'factors.resetStopped': 'Removal of the ways of confirming stopped',
      'factors.reset': 'Ways of confirming removed',
      'consent.given': 'App allowed',
      'consent.refused': 'App refused',
      'consent.withdrawn': 'Access of an app withdrawn',
      'developer.added': 'Developer area opened',
      'developer.removed': 'Developer area closed',
      'data.exported': 'Copy of your data',
      'deletion.asked': 'Deletion asked for',
      'deletion.cancelled': 'Deletion cancelled',
      'activity.disowned': 'You told us that it was not you',
    },
    causes: {
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
      disowned: 'it was not you',
      clientDisabled: 'app stopped',
      consentWithdrawn: 'access withdrawn',
    },
    other: 'Another event',
    title: 'Activity.',
    lead: 'What happened to your BMW ID in the last twelve months, Paris time.',
    none: 'Nothing yet.',
    today: 'Today',
    yesterday: 'Yesterday',
    with: (browser) => `with ${browser}`,
    from: (network) => `network ${network}`,
    times: (count) => `${count} times`,
    about: ': ',
    removedApp: 'an app that is no more',
    notMe: 'This was not me',
    of: (what) => `: ${what}`,
    older: 'Older',
    back: 'My BMW ID',
    disown: {
      title: 'It was not you?',
      effect:
        'We end every session, on every device and in every app, this page too, and forget the browsers that you usually use. Then we send you a link to choose a new password.',
      act: 'End everything and get the link',
      cancel: 'Cancel',
    },
    closed: {
      title: 'Every session has ended.',
      text: 'An e-mail is on its way to your address, with a link to choose a new password, valid for 30 minutes.',
      next: 'It does not arrive? Ask for another. If it is about your mailbox, change its password first.',
      act: 'Get another link',
    },
  },
}
