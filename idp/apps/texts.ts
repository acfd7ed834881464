import type { Texts } from '../../shared/i18n.ts'
import type { Settings } from '../clients/service.ts'
import type { LogoutDelivery } from '../sessions/service.ts'

type Kind = Settings['kind']
type Authentication = Settings['authentication']
type Cause = LogoutDelivery['cause']

interface Said {
  readonly label: string
  readonly hint?: string
}

interface AppWords {
  readonly list: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly register: string
    readonly explain: string
    readonly disabled: string
    readonly open: (name: string) => string
  }
  readonly strangers: { readonly title: string; readonly text: string; readonly back: string }
  readonly choose: { readonly title: string; readonly lead: string }
  readonly kinds: Readonly<Record<Kind, { readonly name: string; readonly about: string; readonly title: string }>>
  readonly authentications: Readonly<Record<Authentication, string>>
  readonly form: {
    readonly edit: (name: string) => string
    readonly act: string
    readonly save: string
    readonly cancel: string
    readonly faults: string
    readonly optional: string
    readonly addresses: string
    readonly proof: string
    readonly people: string
    readonly tokens: string
    readonly fields: {
      readonly name: Said
      readonly redirectUris: Said
      readonly nativeUris: Said
      readonly postLogoutRedirectUris: Said
      readonly backchannelLogoutUri: Said
      readonly startUri: Said
      readonly clientUri: Said
      readonly policyUri: Said
      readonly tosUri: Said
      readonly authentication: Said
      readonly jwksUri: Said
      readonly jwks: Said
      readonly corsOrigins: Said
      readonly profile: Said
      readonly email: Said
      readonly refresh: Said
      readonly mfa: Said
      readonly fapi: Said
      readonly idTokenAlg: Said
    }
  }
  readonly secret: {
    readonly registered: (name: string) => string
    readonly added: string
    readonly shownOnce: string
    readonly label: string
    readonly settings: string
    readonly overlap: (until: string) => string
    readonly full: string
    readonly go: string
  }
  readonly app: {
    readonly saved: string
    readonly enabled: string
    readonly ended: string
    readonly disabledByOperator: string
    readonly disabledByOwner: string
    readonly facts: {
      readonly identifier: string
      readonly kind: string
      readonly authentication: string
      readonly issuer: string
      readonly discovery: string
      readonly scopes: string
      readonly registered: string
      readonly changed: string
    }
    readonly addresses: string
    readonly none: string
    readonly edit: string
    readonly logo: string
    readonly secrets: string
    readonly secretSince: (since: string) => string
    readonly secretUntil: (since: string, until: string) => string
    readonly noSecret: string
    readonly newSecret: string
    readonly endSecret: string
    readonly failures: string
    readonly noFailures: string
    readonly sending: string
    readonly noSending: string
    readonly causes: Readonly<Record<Cause, string>>
    readonly noAnswer: string
    readonly states: Readonly<Record<'waiting' | 'done' | 'dead', (attempts: number) => string>>
    readonly disable: string
    readonly disableHint: string
    readonly enable: string
    readonly remove: string
    readonly preview: string
  }
  readonly preview: {
    readonly title: string
    readonly lead: (name: string) => string
    readonly scopes: string
    readonly act: string
    readonly idToken: string
    readonly idTokenHint: string
    readonly userinfo: string
    readonly userinfoHint: string
    readonly back: (name: string) => string
  }
  readonly removal: {
    readonly title: (name: string) => string
    readonly text: string
    readonly act: string
    readonly keep: string
  }
}

export const texts: Texts<AppWords> = {
  fr: {
    list: {
      title: 'Mes applications.',
      lead: 'Les applications qui connectent des personnes avec leur BMW ID.',
      none: 'Vous n’avez pas encore d’application.',
      register: 'Enregistrer une application',
      explain: 'Comprendre un refus',
      disabled: 'désactivée',
      open: (name) => `Ouvrir ${name}`,
    },
    strangers: {
      title: 'Cet espace est réservé aux développeurs.',
      text: 'Pour enregistrer une application, demandez l’accès à l’équipe BMW ID, en donnant l’adresse e-mail de ce compte.',
      back: 'Revenir à mon BMW ID',
    },
    choose: { title: 'Quelle application\u00a0?', lead: 'Le type ne se change plus ensuite.' },
    kinds: {
      web: {
        name: 'Application web',
        about: 'Elle a un serveur, qui peut garder un secret.',
        title: 'Nouvelle application web.',
      },
      spa: {
        name: 'Application à page unique',
        about: 'Tout se passe dans le navigateur\u00a0; elle ne garde aucun secret.',
        title: 'Nouvelle application à page unique.',
      },
      native: {
        name: 'Application mobile ou de bureau',
        about: 'Installée sur un appareil\u00a0; elle ne garde aucun secret.',
        title: 'Nouvelle application installée.',
      },
      service: {
        name: 'Service',
        about: 'Un programme qui parle à une API en son propre nom, sans personne.',
        title: 'Nouveau service.',
      },
      device: {
        name: 'Appareil sans clavier',
        about: 'Un téléviseur, une borne ou une voiture\u00a0: on se connecte depuis son téléphone.',
        title: 'Nouvel appareil.',
      },
    },
    authentications: {
      client_secret_basic: 'Par un secret, dans l’en-tête (client_secret_basic)',
      client_secret_post: 'Par un secret, dans le corps (client_secret_post)',
      private_key_jwt: 'Par une clé à elle (private_key_jwt), le plus sûr',
      none: 'Aucune\u00a0: elle ne peut pas garder de secret',
    },
    form: {
      edit: (name) => `Modifier ${name}.`,
      act: 'Enregistrer l’application',
      save: 'Enregistrer',
      cancel: 'Annuler',
      faults: 'À corriger',
      optional: 'facultatif',
      addresses: 'Adresses',
      proof: 'Authentification de l’application',
      people: 'Ce que l’application peut demander',
      tokens: 'Jetons',
      fields: {
        name: { label: 'Nom', hint: 'Les personnes le lisent avant de donner leur accord.' },
        redirectUris: {
          label: 'Adresses de retour',
          hint: 'Une par ligne, comparées caractère par caractère, par exemple https://app.example/callback.',
        },
        nativeUris: {
          label: 'Adresses de retour',
          hint: 'Une par ligne\u00a0: com.example.app:/retour, https, ou http://127.0.0.1/retour (le port est libre).',
        },
        postLogoutRedirectUris: { label: 'Adresses de retour après déconnexion', hint: 'Une par ligne.' },
        backchannelLogoutUri: {
          label: 'Adresse de déconnexion',
          hint: 'Nous y envoyons un jeton quand une session finit (Back-Channel Logout).',
        },
        startUri: { label: 'Adresse de départ', hint: 'Où l’on recommence, par exemple après une erreur.' },
        clientUri: { label: 'Site de l’application' },
        policyUri: { label: 'Protection des données' },
        tosUri: { label: 'Conditions d’utilisation' },
        authentication: { label: 'Comment s’authentifie-t-elle\u00a0?' },
        jwksUri: {
          label: 'Adresse de ses clés publiques (JWKS)',
          hint: 'Pour private_key_jwt. Les clés peuvent alors changer sans que vous reveniez ici.',
        },
        jwks: {
          label: '… ou ses clés publiques (JWKS)',
          hint: 'Pour private_key_jwt, en JSON. Jamais la partie privée.',
        },
        corsOrigins: {
          label: 'Origines',
          hint: 'Une par ligne\u00a0: d’où le navigateur nous appelle, par exemple https://app.example.',
        },
        profile: { label: 'Civilité, nom et langue (profile)' },
        email: { label: 'Adresse e-mail (email)' },
        refresh: {
          label: 'Rester connectée sans la personne (offline_access)',
          hint: 'Donne un jeton de rafraîchissement, valable 7 jours sans usage et 30 jours en tout.',
        },
        mfa: {
          label: 'Exiger une seconde étape après le mot de passe',
          hint: 'Qui n’en a pas doit en ajouter une, ou ne peut pas entrer. Ce qui est déjà ouvert le reste.',
        },
        fapi: {
          label: 'Profil FAPI 2.0',
          hint: 'Demandes déposées et jetons liés à une clé\u00a0; avec private_key_jwt.',
        },
        idTokenAlg: { label: 'Signature des ID tokens' },
      },
    },
    secret: {
      registered: (name) => `${name} est enregistrée.`,
      added: 'Voici le nouveau secret.',
      shownOnce: 'Copiez ce secret maintenant là où votre application le lira\u00a0: nous ne le montrerons plus.',
      label: 'Secret',
      settings: 'Ce dont votre application a besoin',
      overlap: (until) => `L’ancien reste valable jusqu’au ${until}, pour que vous puissiez changer sans coupure.`,
      full: 'Deux secrets valent déjà. Mettez fin à l’un d’eux, puis recommencez.',
      go: 'Continuer',
    },
    app: {
      saved: 'Enregistré.',
      enabled: 'L’application est de nouveau active.',
      ended: 'Ce secret ne vaut plus.',
      disabledByOperator:
        'L’équipe BMW ID a désactivé cette application. Personne ne peut s’y connecter. Écrivez-lui pour la réactiver.',
      disabledByOwner: 'Cette application est désactivée. Personne ne peut s’y connecter.',
      facts: {
        identifier: 'Identifiant',
        kind: 'Type',
        authentication: 'Authentification',
        issuer: 'Émetteur (issuer)',
        discovery: 'Découverte',
        scopes: 'Étendues (scope)',
        registered: 'Enregistrée',
        changed: 'Modifiée',
      },
      addresses: 'Adresses',
      none: 'aucune',
      edit: 'Modifier',
      logo: 'Changer le logo',
      secrets: 'Secrets',
      secretSince: (since) => `Créé le ${since}.`,
      secretUntil: (since, until) => `Créé le ${since}, valable jusqu’au ${until}.`,
      noSecret: 'Aucun secret ne vaut\u00a0: l’application ne peut pas s’authentifier.',
      newSecret: 'Créer un nouveau secret',
      endSecret: 'Y mettre fin',
      failures: 'Derniers refus',
      noFailures: 'Aucun refus ces 30 derniers jours.',
      sending: 'Déconnexions envoyées',
      noSending: 'Aucune ces 30 derniers jours.',
      causes: {
        signOut: 'Déconnexion',
        signOutEverywhere: 'Déconnexion partout',
        passwordChanged: 'Mot de passe changé',
        accountBlocked: 'Compte bloqué',
        accountDeleted: 'Compte supprimé',
        endedByOwner: 'Session fermée par la personne',
        endedByOperator: 'Session fermée par l’exploitant',
        addressChanged: 'Adresse e-mail changée',
        changeUndone: 'Changement annulé par la personne',
        disowned: 'Activité non reconnue par la personne',
        factorAdded: 'Confirmation en deux étapes activée',
        factorsReset: 'Moyens de confirmation retirés',
        clientDisabled: 'Application désactivée',
        consentWithdrawn: 'Accès retiré',
      },
      noAnswer:
        'Elle n’a pas répondu. Vérifiez son adresse et son certificat\u00a0; nous n’appelons pas d’adresse privée.',
      states: {
        waiting: (attempts) =>
          attempts === 0 ? 'en attente' : `en attente, ${attempts} ${attempts === 1 ? 'essai' : 'essais'}`,
        done: () => 'reçue',
        dead: (attempts) => `abandonnée après ${attempts} ${attempts === 1 ? 'essai' : 'essais'}`,
      },
      disable: 'Désactiver l’application',
      disableHint:
        'Une application désactivée ne connecte plus personne, et tout ce qu’elle a reçu prend fin aussitôt. Vous pouvez revenir en arrière.',
      enable: 'Réactiver l’application',
      remove: 'Supprimer l’application',
      preview: 'Aperçu de ce qu’elle reçoit',
    },
    preview: {
      title: 'Ce que l’application reçoit.',
      lead: (name) =>
        `Voici ce que ${name} recevrait de vous, avec l’origine de chaque donnée. Rien ne lui est envoyé.`,
      scopes: 'Étendues demandées',
      act: 'Montrer',
      idToken: 'ID token',
      idTokenHint: 'Signé, valable dix minutes. nonce et sid sont ceux de chaque connexion.',
      userinfo: 'Userinfo',
      userinfoHint: 'La réponse de userinfo_endpoint au jeton d’accès.',
      back: (name) => `Revenir à ${name}`,
    },
    removal: {
      title: (name) => `Supprimer ${name}\u00a0?`,
      text: 'Personne ne pourra plus s’y connecter. Son identifiant et ses secrets ne reviendront pas.',
      act: 'Supprimer',
      keep: 'Garder',
    },
  },
  en: {
    list: {
      title: 'My apps.',
      lead: 'The apps that sign people in with their BMW ID.',
      none: 'You have no app yet.',
      register: 'Register an app',
      explain: 'Understand a refusal',
      disabled: 'disabled',
      open: (name) => `Open ${name}`,
    },
    strangers: {
      title: 'This area is for developers.',
      text: 'To register an app, ask the BMW ID team for access, with the e-mail address of this account.',
      back: 'Back to my BMW ID',
    },
    choose: { title: 'Which kind of app?', lead: 'The kind cannot be changed later.' },
    kinds: {
      web: { name: 'Web app', about: 'It has a server, which can keep a secret.', title: 'New web app.' },
      spa: {
        name: 'Single-page app',
        about: 'Everything happens in the browser; it keeps no secret.',
        title: 'New single-page app.',
      },
      native: {
        name: 'Mobile or desktop app',
        about: 'Installed on a device; it keeps no secret.',
        title: 'New installed app.',
      },
      service: {
        name: 'Service',
        about: 'A program that talks to an API in its own name, without a person.',
        title: 'New service.',
      },
      device: {
        name: 'Device without a keyboard',
        about: 'A television, a kiosk or a car: one signs in on a phone.',
        title: 'New device.',
      },
    },
    authentications: {
      client_secret_basic: 'By a secret, in the header (client_secret_basic)',
      client_secret_post: 'By a secret, in the body (client_secret_post)',
      private_key_jwt: 'By a key of its own (private_key_jwt), the safest',
      none: 'None: it cannot keep a secret',
    },
    form: {
      edit: (name) => `Change ${name}.`,
      act: 'Register the app',
      save: 'Save',
      cancel: 'Cancel',
      faults: 'To correct',
      optional: 'optional',
      addresses: 'Addresses',
      proof: 'How the app proves itself',
      people: 'What the app may ask for',
      tokens: 'Tokens',
      fields: {
        name: { label: 'Name', hint: 'People read it before they agree.' },
        redirectUris: {
          label: 'Redirect addresses',
          hint: 'One a line, compared character by character, for example https://app.example/callback.',
        },
        nativeUris: {
          label: 'Redirect addresses',
          hint: 'One a line: com.example.app:/back, https, or http://127.0.0.1/back (any port).',
        },
        postLogoutRedirectUris: { label: 'Addresses after signing out', hint: 'One a line.' },
        backchannelLogoutUri: {
          label: 'Logout address',
          hint: 'We send a token there when a session ends (Back-Channel Logout).',
        },
        startUri: { label: 'Start address', hint: 'Where one begins again, for instance after an error.' },
        clientUri: { label: 'Site of the app' },
        policyUri: { label: 'Data protection' },
        tosUri: { label: 'Terms of use' },
        authentication: { label: 'How does it authenticate?' },
        jwksUri: {
          label: 'Address of its public keys (JWKS)',
          hint: 'For private_key_jwt. The keys can then change without your coming back.',
        },
        jwks: { label: '… or its public keys (JWKS)', hint: 'For private_key_jwt, as JSON. Never the private part.' },
        corsOrigins: {
          label: 'Origins',
          hint: 'One a line: from where the browser calls us, for example https://app.example.',
        },
        profile: { label: 'Title, name and language (profile)' },
        email: { label: 'E-mail address (email)' },
        refresh: {
          label: 'Stay signed in without the person (offline_access)',
          hint: 'Gives a refresh token, good for 7 days unused and 30 days in all.',
        },
        mfa: {
          label: 'Demand a second step after the password',
          hint: 'Whoever has none has to add one, or cannot get in. What is open already stays so.',
        },
        fapi: { label: 'FAPI 2.0 profile', hint: 'Pushed requests, and tokens bound to a key; with private_key_jwt.' },
        idTokenAlg: { label: 'Signature of ID tokens' },
      },
    },
    secret: {
      registered: (name) => `${name} is registered.`,
      added: 'Here is the new secret.',
      shownOnce: 'We will not show it again. Copy it now to where your app will read it.',
      label: 'Secret',
      settings: 'What your app needs',
      overlap: (until) => `The old one stays good until ${until}, so that you can change without a break.`,
      full: 'Two secrets are good already. End one of them, then try again.',
      go: 'Continue',
    },
    app: {
      saved: 'Saved.',
      enabled: 'The app is active again.',
      ended: 'This secret is no longer good.',
      disabledByOperator:
        'The BMW ID team has disabled this app. Nobody can sign in to it. Write to them to have it enabled.',
      disabledByOwner: 'This app is disabled. Nobody can sign in to it.',
      facts: {
        identifier: 'Identifier',
        kind: 'Kind',
        authentication: 'Authentication',
        issuer: 'Issuer',
        discovery: 'Discovery',
        scopes: 'Scopes',
        registered: 'Registered',
        changed: 'Changed',
      },
      addresses: 'Addresses',
      none: 'none',
      edit: 'Change',
      logo: 'Change the logo',
      secrets: 'Secrets',
      secretSince: (since) => `Made on ${since}.`,
      secretUntil: (since, until) => `Made on ${since}, good until ${until}.`,
      noSecret: 'No secret is good: the app cannot authenticate.',
      newSecret: 'Make a new secret',
      endSecret: 'End it',
      failures: 'Latest refusals',
      noFailures: 'No refusals in the last 30 days.',
      sending: 'Sign-outs sent',
      noSending: 'None in the last 30 days.',
      causes: {
        signOut: 'Signed out',
        signOutEverywhere: 'Signed out everywhere',
        passwordChanged: 'Password changed',
        accountBlocked: 'Account blocked',
        accountDeleted: 'Account deleted',
        endedByOwner: 'Session ended by the person',
        endedByOperator: 'Session ended by the operator',
        addressChanged: 'E-mail address changed',
        changeUndone: 'Change undone by the person',
        disowned: 'Activity not recognised by the person',
        factorAdded: 'Second step switched on',
        factorsReset: 'Ways of confirming removed',
        clientDisabled: 'App disabled',
        consentWithdrawn: 'Access withdrawn',
      },
      noAnswer: 'It did not answer. Check its address and certificate; we call no private address.',
      states: {
        waiting: (attempts) =>
          attempts === 0 ? 'waiting' : `waiting, ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
        done: () => 'received',
        dead: (attempts) => `given up after ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'}`,
      },
      disable: 'Disable the app',
      disableHint: 'A disabled app signs nobody in, and all that it was given ends at once. You can take it back.',
      enable: 'Enable the app',
      remove: 'Remove the app',
      preview: 'Preview of what it receives',
    },
    preview: {
      title: 'What the app receives.',
      lead: (name) =>
        `This is what ${name} would receive of you, with the source of each claim. Nothing is sent to it.`,
      scopes: 'Scopes asked for',
      act: 'Show',
      idToken: 'ID token',
      idTokenHint: 'Signed, good for ten minutes. nonce and sid are those of each sign-in.',
      userinfo: 'Userinfo',
      userinfoHint: 'What userinfo_endpoint answers to the access token.',
      back: (name) => `Back to ${name}`,
    },
    removal: {
      title: (name) => `Remove ${name}?`,
      text: 'Nobody will be able to sign in to it. Its identifier and secrets will not come back.',
      act: 'Remove',
      keep: 'Keep',
    },
  },
}
