import type { Texts } from '../../shared/i18n.ts'
import type { RuleName } from './rules.ts'

interface RuleWords {
  /** what went wrong */
  readonly what: string
  /** what mends it */
  readonly fix: string
}

interface FailureWords {
  readonly title: string
  readonly find: {
    readonly title: string
    readonly label: string
    readonly hint: string
    readonly act: string
    readonly unknown: string
  }
  readonly app: string
  readonly when: string
  readonly error: string
  readonly rule: string
  readonly engine: string
  readonly compared: string
  readonly sent: (name: string) => string
  readonly registered: string
  readonly nothing: string
  /** what stands in place of a value, or around one, is kept in English */
  readonly value: (kept: string) => string
  readonly mend: string
  readonly faults: string
  readonly rules: Readonly<Record<RuleName, RuleWords>>
}

const IN_FRENCH: readonly (readonly [RegExp, string])[] = [
  [/^sent$/, 'présent'],
  [/^not sent$/, 'absent'],
  [/^not a JWT$/, 'pas un JWT'],
  [/^always$/, 'toujours'],
  [/^60 s at most$/, '60\u00a0s au plus'],
  [/^after (?=\S+$)/, 'après '],
]

export const texts: Texts<FailureWords> = {
  fr: {
    title: 'Pourquoi la demande a été refusée.',
    find: {
      title: 'Comprendre un refus.',
      label: 'Référence',
      hint: 'Celle de la page d’erreur, par exemple 7F3K-2M. Elle se consulte pendant 30 jours.',
      act: 'Chercher',
      unknown:
        'Nous ne trouvons pas cette référence parmi vos applications. Vérifiez-la, et le client_id que votre application envoie.',
    },
    app: 'Application',
    when: 'Quand',
    error: 'Code d’erreur',
    rule: 'Règle',
    engine: 'Message technique',
    compared: 'Ce qui a été envoyé, et ce qui est attendu',
    sent: (name) => `${name} envoyé`,
    registered: 'Enregistré ou attendu',
    nothing: 'rien',
    value: (kept) => IN_FRENCH.reduce((value, [english, french]) => value.replace(english, french), kept),
    mend: 'Comment corriger',
    faults: 'À corriger',
    rules: {
      unknownClient: {
        what: 'Aucune application active ne porte cet identifiant.',
        fix: 'Vérifiez le client_id. Si l’application a été désactivée, réactivez-la.',
      },
      metadata: {
        what: 'Ce qui est enregistré pour l’application n’est pas valable.',
        fix: 'Ouvrez l’application dans Mes applications et enregistrez-la de nouveau\u00a0: la page dit ce qui ne va pas.',
      },
      redirectUri: {
        what: 'L’adresse de retour n’est pas l’une de celles qui sont enregistrées. Elles sont comparées caractère par caractère.',
        fix: 'Envoyez l’une des adresses enregistrées, ou enregistrez celle-ci. Attention à http et https, au port, à la barre finale et aux paramètres.',
      },
      postLogoutRedirectUri: {
        what: 'L’adresse où revenir après la déconnexion n’est pas enregistrée.',
        fix: 'Ajoutez-la aux adresses de retour après déconnexion de l’application.',
      },
      scope: {
        what: 'L’application demande une étendue (scope) à laquelle elle n’a pas droit.',
        fix: 'Retirez-la de la demande, ou ajoutez-la à l’application.',
      },
      pkceMissing: {
        what: 'La demande n’est pas protégée par PKCE, que nous exigeons de toutes les applications.',
        fix: 'Envoyez code_challenge avec code_challenge_method=S256. Votre bibliothèque sait le faire.',
      },
      pkceWrong: {
        what: 'Le code_verifier ne correspond pas au code_challenge de la demande.',
        fix: 'Gardez le code_verifier de chaque tentative à part (un par state), et envoyez celui de cette tentative.',
      },
      pushedOnly: {
        what: 'Cette application doit déposer ses demandes (PAR) avant d’y envoyer le navigateur.',
        fix: 'Envoyez les paramètres à pushed_authorization_request_endpoint, puis seulement request_uri au navigateur.',
      },
      requestUri: {
        what: 'La demande déposée a expiré ou a déjà servi.',
        fix: 'Elle vaut une minute et une fois. Déposez-en une nouvelle à chaque connexion, aussi après un retour en arrière.',
      },
      requestObject: {
        what: 'L’objet de demande signé (JAR) n’est pas valable.',
        fix: 'Vérifiez l’algorithme, la clé, iss, aud et exp, et que les paramètres ne contredisent pas ceux de l’adresse.',
      },
      responseMode: {
        what: 'Ce response_mode n’est pas permis à l’application.',
        fix: 'Omettez-le, ou ajoutez-le à l’application.',
      },
      responseType: { what: 'Seul le flux par code est offert.', fix: 'Envoyez response_type=code.' },
      grantType: {
        what: 'L’application n’a pas droit à ce grant_type.',
        fix: 'Ajoutez-le à l’application, ou choisissez un autre type d’application.',
      },
      authenticationMethod: {
        what: 'L’application s’est authentifiée autrement qu’elle ne s’y est engagée.',
        fix: 'Utilisez la méthode enregistrée, ou changez-la dans Mes applications.',
      },
      secret: {
        what: 'Le secret n’est pas le bon.',
        fix: 'Vérifiez qu’il est complet, sans espace ni guillemet, et qu’il n’a pas été remplacé. Au besoin, créez-en un nouveau\u00a0: deux peuvent valoir en même temps.',
      },
      noAuthentication: {
        what: 'L’application ne s’est pas authentifiée.',
        fix: 'Envoyez le secret ou l’assertion, par la méthode enregistrée. Une application publique envoie client_id.',
      },
      assertion: {
        what: 'L’assertion du client n’est pas valable.',
        fix: 'aud est notre issuer, iss et sub sont le client_id, la durée est d’au plus 60 secondes, votre horloge est à l’heure, jti ne sert qu’une fois, et la clé publique est celle que nous connaissons.',
      },
      codeUsed: {
        what: 'Ce code a déjà servi. Ses jetons ont été révoqués, par prudence.',
        fix: 'Échangez chaque code une seule fois. Un double envoi vient souvent d’une page de retour rechargée.',
      },
      codeUnknown: {
        what: 'Ce code n’existe pas, ou plus.',
        fix: 'Un code vaut une minute. Échangez-le aussitôt, et recommencez la connexion s’il a expiré.',
      },
      codeElsewhere: {
        what: 'Ce code a été émis pour une autre application ou une autre adresse de retour.',
        fix: 'Envoyez à l’échange exactement le redirect_uri de la demande, avec le même client_id.',
      },
      refreshToken: {
        what: 'Ce jeton de rafraîchissement n’existe plus, a expiré, ou a déjà été remplacé.',
        fix: 'Gardez toujours le dernier reçu, et ne rafraîchissez qu’une fois à la fois. Sinon, reconnectez la personne.',
      },
      grantEnded: {
        what: 'L’autorisation derrière cette demande a pris fin\u00a0: déconnexion, retrait ou expiration.',
        fix: 'Reconnectez la personne.',
      },
      accessToken: {
        what: 'Le jeton d’accès n’est pas ou plus valable.',
        fix: 'Il vaut cinq minutes et finit avec la session. Rafraîchissez-le, ou reconnectez la personne.',
      },
      proof: {
        what: 'La preuve DPoP manque, ou n’est pas valable.',
        fix: 'Vérifiez htm, htu, iat, ath, le nonce donné par DPoP-Nonce, et que la clé est celle du jeton.',
      },
      idTokenHint: {
        what: 'L’id_token_hint n’est pas un jeton de cette application.',
        fix: 'Envoyez le dernier ID token reçu, tel quel.',
      },
      resource: {
        what: 'Cette API n’existe pas, ou l’application n’y a pas droit.',
        fix: 'Vérifiez resource, et demandez l’accès à qui tient l’API.',
      },
      origin: {
        what: 'La page qui a appelé vient d’une origine qui n’est pas enregistrée.',
        fix: 'Ajoutez-la aux origines de l’application (SPA), ou appelez depuis votre serveur.',
      },
      twice: { what: 'Un paramètre a été envoyé deux fois.', fix: 'Envoyez chaque paramètre une fois.' },
      missing: { what: 'Un paramètre obligatoire manque.', fix: 'Le message technique dit lequel.' },
      other: { what: 'La demande n’est pas conforme.', fix: 'Le message technique dit ce qui ne va pas.' },
    },
  },
  en: {
    title: 'Why the request was refused.',
    find: {
      title: 'Understand a refusal.',
      label: 'Reference',
      hint: 'The one on the error page, for example 7F3K-2M. It can be looked up for 30 days.',
      act: 'Look up',
      unknown: 'We cannot find this reference among your apps. Check it, and the client_id that your app sends.',
    },
    app: 'App',
    when: 'When',
    error: 'Error code',
    rule: 'Rule',
    engine: 'Technical message',
    compared: 'What was sent, and what is expected',
    sent: (name) => `${name} sent`,
    registered: 'Registered or expected',
    nothing: 'nothing',
    value: (kept) => kept,
    mend: 'How to mend it',
    faults: 'To correct',
    rules: {
      unknownClient: {
        what: 'No active app has this identifier.',
        fix: 'Check the client_id. If the app was disabled, enable it.',
      },
      metadata: {
        what: 'What is registered for the app is not valid.',
        fix: 'Open the app in My apps and save it again: the page says what is wrong.',
      },
      redirectUri: {
        what: 'The redirect address is none of those registered. They are compared character by character.',
        fix: 'Send one of the registered addresses, or register this one. Mind http and https, the port, a trailing slash, and parameters.',
      },
      postLogoutRedirectUri: {
        what: 'The address to return to after signing out is not registered.',
        fix: 'Add it to the post-logout addresses of the app.',
      },
      scope: { what: 'The app asks for a scope it has no right to.', fix: 'Leave it out, or add it to the app.' },
      pkceMissing: {
        what: 'The request is not protected by PKCE, which we ask of every app.',
        fix: 'Send code_challenge with code_challenge_method=S256. Your library can do it.',
      },
      pkceWrong: {
        what: 'The code_verifier does not fit the code_challenge of the request.',
        fix: 'Keep the code_verifier of each attempt apart (one for each state), and send the one of this attempt.',
      },
      pushedOnly: {
        what: 'This app must push its requests (PAR) before it sends the browser.',
        fix: 'Send the parameters to pushed_authorization_request_endpoint, and the browser with request_uri only.',
      },
      requestUri: {
        what: 'The pushed request has expired or was used.',
        fix: 'It is good for a minute, once. Push a new one for each sign-in, also after the back button.',
      },
      requestObject: {
        what: 'The signed request object (JAR) is not valid.',
        fix: 'Check the algorithm, the key, iss, aud and exp, and that its parameters do not contradict the address.',
      },
      responseMode: { what: 'The app may not use this response_mode.', fix: 'Leave it out, or add it to the app.' },
      responseType: { what: 'Only the code flow is offered.', fix: 'Send response_type=code.' },
      grantType: {
        what: 'The app may not use this grant_type.',
        fix: 'Add it to the app, or choose another kind of app.',
      },
      authenticationMethod: {
        what: 'The app authenticated otherwise than it is registered to.',
        fix: 'Use the registered method, or change it in My apps.',
      },
      secret: {
        what: 'The secret is not the right one.',
        fix: 'Check that it is complete, without spaces or quotes, and was not replaced. If need be, make a new one: two can be good at once.',
      },
      noAuthentication: {
        what: 'The app did not authenticate.',
        fix: 'Send the secret or the assertion, by the registered method. A public app sends client_id.',
      },
      assertion: {
        what: 'The client assertion is not valid.',
        fix: 'aud is our issuer, iss and sub are the client_id, it lives 60 seconds at most, your clock is right, jti is used once, and the public key is the one we know.',
      },
      codeUsed: {
        what: 'This code was used before. Its tokens were revoked, to be safe.',
        fix: 'Redeem each code once. A double request often comes from a callback page that was reloaded.',
      },
      codeUnknown: {
        what: 'This code does not exist, or no longer.',
        fix: 'A code is good for a minute. Redeem it at once, and sign in again if it has expired.',
      },
      codeElsewhere: {
        what: 'This code was issued for another app or another redirect address.',
        fix: 'Send exactly the redirect_uri of the request when redeeming, with the same client_id.',
      },
      refreshToken: {
        what: 'This refresh token is gone, has expired, or was replaced.',
        fix: 'Always keep the newest, and refresh once at a time. Otherwise sign the person in again.',
      },
      grantEnded: {
        what: 'The grant behind this request has ended: signed out, withdrawn or expired.',
        fix: 'Sign the person in again.',
      },
      accessToken: {
        what: 'The access token is not valid, or no longer.',
        fix: 'It is good for five minutes and ends with the session. Refresh it, or sign the person in again.',
      },
      proof: {
        what: 'The DPoP proof is missing, or not valid.',
        fix: 'Check htm, htu, iat, ath, the nonce from DPoP-Nonce, and that the key is the token’s.',
      },
      idTokenHint: {
        what: 'The id_token_hint is no token of this app.',
        fix: 'Send the newest ID token as you got it.',
      },
      resource: {
        what: 'This API does not exist, or the app has no right to it.',
        fix: 'Check resource, and ask whoever runs the API for access.',
      },
      origin: {
        what: 'The page that called comes from an origin that is not registered.',
        fix: 'Add it to the origins of the app (SPA), or call from your server.',
      },
      twice: { what: 'A parameter was sent twice.', fix: 'Send each parameter once.' },
      missing: { what: 'A required parameter is missing.', fix: 'The technical message says which.' },
      other: { what: 'The request does not follow the standard.', fix: 'The technical message says what is wrong.' },
    },
  },
}
