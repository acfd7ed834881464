import type { Texts } from '../../shared/i18n.ts'
import type { LegalDocument } from '../../shared/legal/document.tsx'
import { texts as shared } from '../../shared/legal/texts.ts'
import { publisher } from './publisher.ts'

const updated = '2026-11-23'

export const privacy: Texts<LegalDocument> = {
  fr: {
    title: 'Protection des données',
    intro:
      'Ce que BMW ID conserve, pourquoi, combien de temps, et comment garder la main. Ce site est une démonstration\u00a0: n’y saisissez que des données que vous acceptez de confier à un essai.',
    updated,
    sections: [
      {
        id: 'controller',
        title: 'Qui est responsable',
        paragraphs: [
          `${publisher.fr.name}, ${publisher.fr.seat}, est responsable des données de votre compte BMW ID. Pour toute question, écrivez à notre délégué à la protection des données\u00a0: ${publisher.fr.privacyEmail}.`,
          'Les applications que vous ouvrez avec votre BMW ID répondent de leurs propres données. Celles de votre contrat de financement dépendent de la société qui vous l’a accordé\u00a0: voyez la page «\u00a0Protection des données\u00a0» de MyBMW Financial Services.',
        ],
      },
      {
        id: 'purposes',
        title: 'Ce que nous conservons, et pourquoi',
        paragraphs: [
          [
            'Votre compte (civilité, prénom, nom, adresse e-mail)\u00a0: créer votre BMW ID et vous connecter. Base\u00a0: le contrat, c’est-à-dire les Conditions Générales que vous acceptez.',
            'Votre mot de passe, sous la seule forme d’une empreinte qui ne permet pas de le retrouver\u00a0: vérifier que c’est bien vous. Base\u00a0: le contrat.',
            'La version des Conditions Générales acceptée, et quand\u00a0: en garder la preuve. Base\u00a0: notre intérêt légitime.',
            'Vos sessions, les appareils reconnus et les applications ouvertes\u00a0: vous éviter de vous reconnecter, et vous déconnecter partout quand il le faut. Base\u00a0: le contrat.',
            'Le journal de sécurité (inscriptions, connexions, échecs, changements de mot de passe, adresse IP)\u00a0: déceler et prouver un abus. Base\u00a0: notre intérêt légitime à la sécurité.',
            'Les journaux techniques (adresse IP, page, heure, résultat)\u00a0: faire fonctionner le service et corriger ses pannes. Base\u00a0: notre intérêt légitime à un service fiable.',
          ],
          'Sans les données du compte, nous ne pouvons pas créer de BMW ID. Nous ne faisons ni publicité, ni suivi, ni profil, et nous ne vendons aucune donnée. Aucune décision qui vous engage juridiquement n’est prise par une machine seule.',
        ],
      },
      {
        id: 'recipients',
        title: 'Qui les reçoit',
        paragraphs: [
          'L’application à laquelle vous vous connectez\u00a0: un identifiant, votre civilité, vos prénom et nom, votre adresse e-mail\u00a0; jamais votre mot de passe.',
          'Nos équipes, chacune pour ce qui la concerne, et nos prestataires\u00a0: l’hébergeur et le service qui achemine nos e-mails. Ils agissent sur nos instructions. Les données restent dans l’Union européenne.',
        ],
      },
      {
        id: 'retention',
        title: 'Combien de temps',
        paragraphs: [
          [
            'Compte\u00a0: jusqu’à ce que vous demandiez sa suppression, ou deux ans sans connexion, après un e-mail d’avertissement.',
            'Inscription non confirmée\u00a0: 7\u00a0jours. Le lien d’activation, lui, est valable 24\u00a0heures.',
            'Lien pour choisir un nouveau mot de passe\u00a0: 30\u00a0minutes.',
            'Journal de sécurité\u00a0: 12\u00a0mois.',
            'Adresse IP dans les journaux techniques\u00a0: 6\u00a0mois.',
          ],
          'Quand un compte est supprimé, son nom et son adresse disparaissent aussi du journal de sécurité\u00a0: seul y reste un numéro, jusqu’au bout des 12\u00a0mois.',
        ],
      },
      {
        id: 'cookies',
        title: 'Cookies',
        paragraphs: [
          'Seulement ceux sans lesquels le service ne fonctionnerait pas\u00a0; ils ne demandent pas votre accord\u00a0:',
          [
            'le cookie de session, qui vous garde connecté\u00a0;',
            'le cookie de connexion en cours, qui relie les pages d’une même connexion\u00a0;',
            'le cookie d’inscription, qui permet d’activer votre compte d’un clic dans le même navigateur\u00a0;',
            'le cookie d’appareil reconnu, qui évite que les échecs d’un inconnu ne vous fassent patienter\u00a0;',
            'le cookie de langue, qui retient votre choix.',
          ],
          'Aucun cookie de mesure d’audience, de publicité ou de réseau social.',
        ],
      },
      shared.fr.rights(publisher.fr.privacyEmail),
      {
        id: 'changes',
        title: 'Évolution de cette page',
        paragraphs: [
          'La date en haut de page est celle de la dernière modification. Si un changement touche à vos droits, nous vous en informons avant qu’il s’applique.',
        ],
      },
    ],
  },
  en: {
    title: 'Data protection',
    intro:
      'What BMW ID keeps, why, for how long, and how you stay in control. This site is a demonstration: only enter data that you are willing to entrust to a trial.',
    updated,
    sections: [
      {
        id: 'controller',
        title: 'Who is responsible',
        paragraphs: [
          `${publisher.en.name}, ${publisher.en.seat}, is the controller of the data of your BMW ID account. With any question, write to our data protection officer: ${publisher.en.privacyEmail}.`,
          'The apps you open with your BMW ID answer for their own data. The data of your finance contract is in the hands of the company that granted it: see the data protection page of MyBMW Financial Services.',
        ],
      },
      {
        id: 'purposes',
        title: 'What we keep, and why',
        paragraphs: [
          [
            'Your account (title, first name, last name, e-mail address): to create your BMW ID and sign you in. Basis: the contract, that is, the terms of use you accept.',
            'Your password, only as a fingerprint from which it cannot be recovered: to check that it is really you. Basis: the contract.',
            'The version of the terms you accepted, and when: to keep proof of it. Basis: our legitimate interest.',
            'Your sessions, the devices recognised and the apps opened: to spare you signing in again, and to sign you out everywhere when needed. Basis: the contract.',
            'The security log (sign-ups, sign-ins, failures, password changes, IP address): to detect and prove misuse. Basis: our legitimate interest in security.',
            'The technical logs (IP address, page, time, result): to run the service and mend its failures. Basis: our legitimate interest in a reliable service.',
          ],
          'Without the data of the account we cannot create a BMW ID. We do no advertising, no tracking and no profiling, and we sell no data. No decision with legal effect for you is made by a machine alone.',
        ],
      },
      {
        id: 'recipients',
        title: 'Who receives it',
        paragraphs: [
          'The app you sign in to: an identifier, your title, your first and last name, your e-mail address; never your password.',
          'Our teams, each for what concerns it, and our service providers: the host, and the service that delivers our e-mails. They act on our instructions. The data stays in the European Union.',
        ],
      },
      {
        id: 'retention',
        title: 'For how long',
        paragraphs: [
          [
            'Account: until you ask for its deletion, or two years without a sign-in, after a warning by e-mail.',
            'Unconfirmed sign-up: 7 days. The activation link itself is valid for 24\u00a0hours.',
            'Link to choose a new password: 30\u00a0minutes.',
            'Security log: 12\u00a0months.',
            'IP address in the technical logs: 6\u00a0months.',
          ],
          'When an account is deleted, its name and address disappear from the security log too: only a number remains there, until the 12\u00a0months are over.',
        ],
      },
      {
        id: 'cookies',
        title: 'Cookies',
        paragraphs: [
          'Only those without which the service would not work; they do not need your consent:',
          [
            'the session cookie, which keeps you signed in;',
            'the sign-in cookie, which connects the pages of one sign-in;',
            'the sign-up cookie, which lets you activate your account with one click in the same browser;',
            'the recognised-device cookie, which spares you waiting because of a stranger’s failures;',
            'the language cookie, which remembers your choice.',
          ],
          'No cookie for audience measurement, advertising or social networks.',
        ],
      },
      shared.en.rights(publisher.en.privacyEmail),
      {
        id: 'changes',
        title: 'Changes to this page',
        paragraphs: [
          'The date at the top is that of the last change. If a change affects your rights, we will tell you before it applies.',
        ],
      },
    ],
  },
}
