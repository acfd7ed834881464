import type { Texts } from '../../shared/i18n.ts'

/** One kind of thing that is kept of somebody: said the same in the privacy page and to whoever is signed in. */
export interface Holding {
  readonly what: string
  readonly why: string
  readonly basis: string
  readonly howLong: string
}

export const holdings: Texts<readonly Holding[]> = {
  fr: [
    {
      what: 'Votre compte (civilité, prénom, nom, adresse e-mail, langue)',
      why: 'créer votre BMW ID et vous connecter',
      basis: 'le contrat, c’est-à-dire les Conditions Générales que vous acceptez',
      howLong: 'jusqu’à sa suppression, ou deux ans sans connexion, après un e-mail d’avertissement',
    },
    {
      what: 'Votre mot de passe, sous la seule forme d’une empreinte qui ne permet pas de le retrouver',
      why: 'vérifier que c’est bien vous',
      basis: 'le contrat',
      howLong: 'aussi longtemps que le compte',
    },
    {
      what: 'La version des Conditions Générales acceptée, et quand',
      why: 'en garder la preuve',
      basis: 'notre intérêt légitime',
      howLong: 'aussi longtemps que le compte',
    },
    {
      what: 'Vos sessions et les appareils reconnus (navigateur, système, début de l’adresse IP, applications ouvertes)',
      why: 'vous éviter de vous reconnecter, et vous déconnecter partout quand il le faut',
      basis: 'le contrat',
      howLong: 'une session, 30\u00a0jours au plus\u00a0; un appareil reconnu, jusqu’à un nouveau mot de passe',
    },
    {
      what: 'Les applications d’autres éditeurs que vous autorisez, et ce qu’elles peuvent voir',
      why: 'ne pas vous redemander, et vous laisser retirer cet accès',
      basis: 'votre consentement',
      howLong: 'jusqu’à ce que vous retiriez l’accès',
    },
    {
      what: 'Vos moyens de confirmation (les secrets des applications, chiffrés\u00a0; de vos clés d’accès, le nom et la clé publique), et vos codes de secours, sous la seule forme d’empreintes',
      why: 'vérifier que c’est bien vous',
      basis: 'le contrat',
      howLong: 'jusqu’à ce que vous les retiriez, et 72\u00a0heures pour annuler un retrait',
    },
    {
      what: 'L’empreinte d’une adresse e-mail que vous venez de quitter',
      why: 'que personne ne la prenne tant que vous pouvez y revenir',
      basis: 'notre intérêt légitime à la sécurité de votre compte',
      howLong: '72\u00a0heures',
    },
    {
      what: 'Ce qui était en place avant un changement de votre compte',
      why: 'vous permettre de l’annuler s’il n’était pas de vous',
      basis: 'notre intérêt légitime à la sécurité de votre compte',
      howLong: '72\u00a0heures\u00a0; pour une suppression, 7\u00a0jours',
    },
    {
      what: 'Le journal de sécurité (inscriptions, connexions, échecs, changements, copies de données, adresse IP)',
      why: 'déceler et prouver un abus',
      basis: 'notre intérêt légitime à la sécurité',
      howLong: '12\u00a0mois',
    },
    {
      what: 'Les journaux techniques (adresse IP, page, heure, résultat)',
      why: 'faire fonctionner le service et corriger ses pannes',
      basis: 'notre intérêt légitime à un service fiable',
      howLong: '6\u00a0mois pour l’adresse IP',
    },
  ],
  en: [
    {
      what: 'Your account (title, first name, last name, e-mail address, language)',
      why: 'to create your BMW ID and sign you in',
      basis: 'the contract, that is, the terms of use you accept',
      howLong: 'until it is deleted, or two years without a sign-in, after a warning by e-mail',
    },
    {
      what: 'Your password, only as a fingerprint from which it cannot be recovered',
      why: 'to check that it is really you',
      basis: 'the contract',
      howLong: 'as long as the account',
    },
    {
      what: 'The version of the terms you accepted, and when',
      why: 'to keep proof of it',
      basis: 'our legitimate interest',
      howLong: 'as long as the account',
    },
    {
      what: 'Your sessions and the devices recognised (browser, system, first half of the IP address, apps opened)',
      why: 'to spare you signing in again, and to sign you out everywhere when needed',
      basis: 'the contract',
      howLong: 'a session, 30\u00a0days at most; a device recognised, until a new password',
    },
    {
      what: 'The apps of other publishers that you allow, and what they can see',
      why: 'not to ask you again, and to let you withdraw that access',
      basis: 'your consent',
      howLong: 'until you withdraw the access',
    },
    {
      what: 'Your ways of confirming (the secrets of apps, encrypted; of your passkeys, the name and the public key), and your recovery codes, only as fingerprints',
      why: 'to check that it is really you',
      basis: 'the contract',
      howLong: 'until you remove them, and 72\u00a0hours to take a removal back',
    },
    {
      what: 'The fingerprint of an e-mail address that you have just left',
      why: 'so that nobody takes it as long as you can go back to it',
      basis: 'our legitimate interest in the security of your account',
      howLong: '72\u00a0hours',
    },
    {
      what: 'What was in place before a change of your account',
      why: 'to let you take it back if it was not yours',
      basis: 'our legitimate interest in the security of your account',
      howLong: '72\u00a0hours; for a deletion, 7\u00a0days',
    },
    {
      what: 'The security log (sign-ups, sign-ins, failures, changes, copies of data, IP address)',
      why: 'to detect and prove misuse',
      basis: 'our legitimate interest in security',
      howLong: '12\u00a0months',
    },
    {
      what: 'The technical logs (IP address, page, time, result)',
      why: 'to run the service and mend its failures',
      basis: 'our legitimate interest in a reliable service',
      howLong: '6\u00a0months for the IP address',
    },
  ],
}
