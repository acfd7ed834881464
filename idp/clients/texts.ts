import type { Texts } from '../../shared/i18n.ts'

/** What is wrong with an app's settings: each stands beside its field, so it says what to do. */
export interface FaultWords {
  readonly nameMissing: string
  readonly nameLong: string
  readonly nameCharacters: string
  readonly nameMixed: string
  readonly nameOurs: string
  readonly kind: string
  readonly authentication: (allowed: string) => string
  readonly algorithm: string
  readonly uri: (uri: string) => string
  readonly uriLong: string
  readonly uriScheme: (uri: string) => string
  readonly uriFragment: (uri: string) => string
  readonly uriUser: (uri: string) => string
  readonly uriWildcard: (uri: string) => string
  readonly uriTwice: (uri: string) => string
  readonly uriPrivate: (origin: string) => string
  readonly nativeUri: (uri: string) => string
  readonly tooMany: (most: number) => string
  readonly redirectMissing: string
  readonly redirectUseless: string
  readonly redirectRenames: string
  readonly redirectOurs: (uri: string) => string
  readonly origin: (origin: string) => string
  readonly originsUseless: string
  readonly keysMissing: string
  readonly keysTwice: string
  readonly keysJson: string
  readonly keysPrivate: string
  readonly scope: string
  readonly openidMissing: string
  readonly refreshUseless: string
  readonly fapi: string
  readonly profile: string
  readonly firstParty: string
  readonly owner: string
  readonly kindKept: string
  readonly grants: (allowed: string) => string
  readonly secretLater: string
  readonly refused: (reason: string) => string
}

export const faultTexts: Texts<FaultWords> = {
  fr: {
    nameMissing: 'Donnez un nom à l’application\u00a0: les personnes le liront avant de donner leur accord.',
    nameLong: 'Choisissez un nom de 64 caractères au plus.',
    nameCharacters: 'Ce nom contient des caractères invisibles ou qui ne sont pas ceux d’un nom.',
    nameMixed: 'Ce nom mélange plusieurs alphabets. Écrivez-le dans un seul.',
    nameOurs: 'Un nom qui contient «\u00a0BMW\u00a0», ou qui y ressemble, est réservé à nos propres applications.',
    kind: 'Choisissez un type d’application de la liste.',
    authentication: (allowed) => `Une application de ce type s’authentifie ainsi\u00a0: ${allowed}.`,
    algorithm: 'Choisissez ES256 ou RS256.',
    uri: (uri) => `«\u00a0${uri}\u00a0» n’est pas une adresse complète, comme https://app.example/callback.`,
    uriLong: 'Une adresse a 2\u00a0000 caractères au plus.',
    uriScheme: (uri) => `«\u00a0${uri}\u00a0» doit commencer par https. http ne convient que sur votre propre machine.`,
    uriFragment: (uri) => `«\u00a0${uri}\u00a0» contient un «\u00a0#\u00a0»\u00a0: retirez-le avec ce qui suit.`,
    uriUser: (uri) => `«\u00a0${uri}\u00a0» contient un nom d’utilisateur ou un mot de passe\u00a0: retirez-le.`,
    uriWildcard: (uri) =>
      `«\u00a0${uri}\u00a0» contient un caractère générique (*). Les adresses sont comparées caractère par caractère.`,
    uriTwice: (uri) => `«\u00a0${uri}\u00a0» figure deux fois.`,
    uriPrivate: (origin) =>
      `Nous n’appelons pas l’adresse privée ${origin}. L’exploitant peut l’autoriser dans IDP_REACHABLE_ORIGINS.`,
    nativeUri: (uri) =>
      `«\u00a0${uri}\u00a0» ne convient pas\u00a0: utilisez un schéma à votre nom de domaine (com.example.app:/retour), https, ou http sur 127.0.0.1.`,
    tooMany: (most) => `${most} adresses au plus.`,
    redirectMissing: 'Indiquez au moins une adresse de retour.',
    redirectUseless: 'Une application de ce type n’a pas d’adresse de retour.',
    redirectOurs: (uri) => `«\u00a0${uri}\u00a0» est une adresse de BMW, pas de votre application.`,
    redirectRenames:
      'Avec un autre hôte, vous connaîtriez chaque personne sous un autre identifiant (sub), et personne ne retrouverait son compte chez vous. Gardez l’hôte, ou demandez le changement à l’exploitant.',
    origin: (origin) => `«\u00a0${origin}\u00a0» n’est pas une origine, comme https://app.example, sans chemin.`,
    originsUseless: 'Seule une application à page unique appelle depuis le navigateur.',
    keysMissing: 'Pour private_key_jwt, donnez vos clés publiques (JWKS) ou leur adresse.',
    keysTwice: 'Donnez vos clés ou leur adresse, pas les deux.',
    keysJson:
      'Ce n’est pas un ensemble de clés JSON\u00a0: un objet dont «\u00a0keys\u00a0» contient vos clés publiques.',
    keysPrivate:
      'Cet ensemble contient une clé privée ou secrète. Remplacez cette clé partout, et ne donnez que la partie publique de la nouvelle.',
    scope: 'Une de ces permissions n’existe pas.',
    openidMissing: 'Ajoutez «\u00a0openid\u00a0»\u00a0: sans elle, personne ne se connecte.',
    refreshUseless: 'Un service demande un nouveau jeton sans actualisation.',
    profile: 'Le seul profil connu est fapi2.',
    fapi: 'Le profil FAPI 2.0 demande une application web qui s’authentifie par private_key_jwt.',
    firstParty: 'Seul l’exploitant peut en faire une application de la maison.',
    owner: 'Personne n’est développeur sous cette adresse.',
    kindKept: 'Une application garde son type. Enregistrez-en une autre.',
    grants: (allowed) => `Une telle application dispose de\u00a0: ${allowed}.`,
    secretLater: 'Une application enregistrée sans secret n’en reçoit pas ainsi. Enregistrez-en une autre.',
    refused: (reason) => `Valeur refusée\u00a0: ${reason}.`,
  },
  en: {
    nameMissing: 'Give the app a name: people will read it before they agree.',
    nameLong: 'Choose a name of at most 64 characters.',
    nameCharacters: 'This name has characters that are invisible or do not belong in a name.',
    nameMixed: 'This name mixes alphabets. Write it in one.',
    nameOurs: 'A name with “BMW” in it, or one that looks like it, is kept for our own apps.',
    kind: 'Choose a kind of app from the list.',
    authentication: (allowed) => `An app of this kind authenticates by: ${allowed}.`,
    algorithm: 'Choose ES256 or RS256.',
    uri: (uri) => `“${uri}” is not a complete address such as https://app.example/callback.`,
    uriLong: 'An address has at most 2,000 characters.',
    uriScheme: (uri) => `“${uri}” must begin with https. http will do only on your own machine.`,
    uriFragment: (uri) => `“${uri}” has a “#” in it: take it out, with what follows.`,
    uriUser: (uri) => `“${uri}” has a user name or password in it: take it out.`,
    uriWildcard: (uri) => `“${uri}” has a wildcard (*) in it. Addresses are compared character by character.`,
    uriTwice: (uri) => `“${uri}” is there twice.`,
    uriPrivate: (origin) =>
      `We do not call the private address ${origin}. The operator can allow it in IDP_REACHABLE_ORIGINS.`,
    nativeUri: (uri) =>
      `“${uri}” will not do: use a scheme of your domain name (com.example.app:/back), https, or http on 127.0.0.1.`,
    tooMany: (most) => `At most ${most} addresses.`,
    redirectMissing: 'Give at least one redirect address.',
    redirectUseless: 'An app of this kind has no redirect address.',
    redirectOurs: (uri) => `“${uri}” is an address of BMW, not of your app.`,
    redirectRenames:
      'With another host you would know each person by another identifier (sub), and nobody would find their account with you. Keep the host, or ask the operator for the change.',
    origin: (origin) => `“${origin}” is not an origin such as https://app.example, without a path.`,
    originsUseless: 'Only a single-page app calls from the browser.',
    keysMissing: 'For private_key_jwt, give your public keys (JWKS) or their address.',
    keysTwice: 'Give your keys or their address, not both.',
    keysJson: 'This is not a JSON Web Key Set: an object whose “keys” holds your public keys.',
    keysPrivate:
      'This set holds a private or secret key. Replace that key everywhere, and give only the public part of the new one.',
    scope: 'One of these scopes does not exist.',
    openidMissing: 'Add “openid”: without it nobody signs in.',
    refreshUseless: 'A service asks for another token without refreshing.',
    profile: 'The only profile that is known is fapi2.',
    fapi: 'The FAPI 2.0 profile wants a web app that authenticates by private_key_jwt.',
    firstParty: 'Only the operator can make it one of our own apps.',
    owner: 'Nobody is a developer under that address.',
    kindKept: 'An app keeps its kind. Register another.',
    grants: (allowed) => `Such an app has: ${allowed}.`,
    secretLater: 'An app that was registered without a secret gets none in this way. Register another.',
    refused: (reason) => `This value is refused: ${reason}.`,
  },
}
