import type { Texts } from '../../shared/i18n.ts'
import type { LegalDocument } from '../../shared/legal/document.tsx'
import { texts as shared } from '../../shared/legal/texts.ts'
import { type Holding, holdings } from './holdings.ts'
import { publisher } from './publisher.ts'

const updated = '2026-11-26'

const kept = {
  fr: ({ what, why, basis }: Holding) => `${what}\u00a0: ${why}. Base\u00a0: ${basis}.`,
  en: ({ what, why, basis }: Holding) => `${what}: ${why}. Basis: ${basis}.`,
}

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
          holdings.fr.map(kept.fr),
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
            'Compte, et ce qui en dépend\u00a0: jusqu’à ce que vous le supprimiez, ou deux ans sans connexion, après un e-mail d’avertissement.',
            'Compte dont la suppression est demandée\u00a0: 7\u00a0jours, pendant lesquels il ne sert plus à se connecter et peut être gardé.',
            'Inscription non confirmée\u00a0: 7\u00a0jours. Le lien d’activation, lui, est valable 24\u00a0heures.',
            'Lien pour choisir un nouveau mot de passe\u00a0: 30\u00a0minutes.',
            'Ce qui était en place avant un changement\u00a0: 72\u00a0heures.',
            'Session\u00a0: 30\u00a0jours au plus. Appareil reconnu\u00a0: jusqu’à un nouveau mot de passe.',
            'Journal de sécurité\u00a0: 12\u00a0mois.',
            'Adresse IP dans les journaux techniques\u00a0: 6\u00a0mois.',
          ],
          'Le journal de sécurité ne contient ni nom ni adresse e-mail. Quand un compte est supprimé, il en garde un numéro, des dates et des adresses IP, jusqu’au bout des 12\u00a0mois.',
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
      shared.fr.rights(
        publisher.fr.privacyEmail,
        'La copie et la suppression, vous les faites vous-même, quand vous voulez\u00a0: connectez-vous et ouvrez «\u00a0Mes données\u00a0». Les applications sont alors informées que vos connexions sont fermées.',
      ),
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
          holdings.en.map(kept.en),
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
            'Account, and what belongs to it: until you delete it, or two years without a sign-in, after a warning by e-mail.',
            'Account whose deletion has been asked for: 7\u00a0days, in which it no longer signs anybody in and can be kept.',
            'Unconfirmed sign-up: 7\u00a0days. The activation link itself is valid for 24\u00a0hours.',
            'Link to choose a new password: 30\u00a0minutes.',
            'What was in place before a change: 72\u00a0hours.',
            'Session: 30\u00a0days at most. Device recognised: until a new password.',
            'Security log: 12\u00a0months.',
            'IP address in the technical logs: 6\u00a0months.',
          ],
          'The security log holds neither name nor e-mail address. When an account is deleted, it keeps a number, dates and IP addresses of it, until the 12\u00a0months are over.',
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
      shared.en.rights(
        publisher.en.privacyEmail,
        'The copy and the deletion are in your own hands, at any time: sign in and open “My data”. The apps are then told that your sessions have ended.',
      ),
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
