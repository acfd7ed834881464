import type { Texts } from '../../shared/i18n.ts'
import type { LegalDocument } from '../../shared/legal/document.tsx'
import { texts as shared } from '../../shared/legal/texts.ts'
import { publisher } from './publisher.ts'

const updated = '2026-11-26'

export const privacy: Texts<LegalDocument> = {
  fr: {
    title: 'Protection des données',
    intro:
      'Quelles données MyBMW Financial Services utilise, pourquoi, combien de temps, et comment garder la main. Ce site est une démonstration\u00a0: les clients et les contrats que vous y voyez sont inventés.',
    updated,
    sections: [
      {
        id: 'controller',
        title: 'Qui est responsable',
        paragraphs: [
          `${publisher.fr.name}, ${publisher.fr.seat}, est responsable des données de votre contrat et de cet espace client. Pour toute question, écrivez à notre délégué à la protection des données\u00a0: ${publisher.fr.privacyEmail}.`,
          'Votre compte BMW ID (adresse e-mail, mot de passe, connexion) dépend d’un autre responsable. BMW ID publie sa propre page «\u00a0Protection des données\u00a0».',
        ],
      },
      {
        id: 'purposes',
        title: 'Ce que nous utilisons, et pourquoi',
        paragraphs: [
          [
            'Votre identité, transmise par BMW ID quand vous vous connectez (identifiant, civilité, prénom, nom, adresse e-mail)\u00a0: vous reconnaître et ouvrir votre espace. Base\u00a0: l’exécution du service que vous demandez.',
            'Vos contrats (parties, véhicule, échéances, montants), issus de notre système de gestion\u00a0: vous les montrer. Base\u00a0: l’exécution du contrat.',
            'Le numéro de portable donné à la signature\u00a0: vous envoyer un code SMS et vérifier que le contrat est bien le vôtre. Base\u00a0: notre intérêt légitime à protéger vos contrats. Le code n’est conservé que sous une forme qui ne permet pas de le relire.',
            'Le journal de sécurité (connexions, ajouts de contrat, refus, blocages, adresse IP)\u00a0: déceler et prouver un abus. Base\u00a0: notre intérêt légitime à la sécurité.',
            'Les journaux techniques (adresse IP, page, heure, résultat)\u00a0: faire fonctionner le site et corriger ses pannes. Base\u00a0: notre intérêt légitime à un service fiable.',
          ],
          'Nous ne faisons ni publicité ciblée, ni suivi, ni profil, et nous ne vendons aucune donnée. Le blocage après trois codes faux est automatique\u00a0; un conseiller peut le lever.',
        ],
      },
      {
        id: 'recipients',
        title: 'Qui les reçoit',
        paragraphs: [
          'Nos équipes, chacune pour ce qui la concerne, et nos prestataires\u00a0: l’hébergeur, ainsi que l’opérateur qui achemine les SMS et ne reçoit que le numéro et le message. Ils agissent sur nos instructions. Les données restent dans l’Union européenne.',
        ],
      },
      {
        id: 'retention',
        title: 'Combien de temps',
        paragraphs: [
          [
            'Données du contrat\u00a0: jusqu’à sa fin, puis cinq ans en archive, le temps de la prescription.',
            'Pièces comptables\u00a0: dix ans, comme la loi l’impose.',
            'Lien entre votre BMW ID et votre contrat\u00a0: jusqu’à ce que vous fassiez retirer le contrat.',
            'Envois et essais de code SMS\u00a0: 30\u00a0jours.',
            'Journal de sécurité\u00a0: 12\u00a0mois.',
            'Adresse IP dans les journaux techniques\u00a0: 6\u00a0mois.',
          ],
          'Quand vous supprimez votre BMW ID, nous apprenons que vous êtes déconnecté, rien de plus\u00a0: personne n’ouvre plus cet espace avec lui, et votre contrat y reste lié, avec le nom et l’adresse e-mail reçus de BMW ID. Pour l’en faire retirer, ou le retrouver avec un autre BMW ID, appelez le Centre d’Interaction Clients. Les dossiers de financement, eux, sont conservés aussi longtemps que la loi l’exige.',
        ],
      },
      {
        id: 'cookies',
        title: 'Cookies',
        paragraphs: [
          'Seulement ceux sans lesquels le site ne fonctionnerait pas\u00a0; ils ne demandent pas votre accord\u00a0:',
          [
            'le cookie de session, qui vous garde connecté\u00a0: effacé à la déconnexion, sans effet après 15\u00a0minutes sans activité ou 12\u00a0heures\u00a0;',
            'le cookie de connexion en cours, qui protège l’aller-retour avec BMW ID\u00a0: 10\u00a0minutes\u00a0;',
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
      'Which data MyBMW Financial Services uses, why, for how long, and how you stay in control. This site is a demonstration: the customers and contracts you see here are invented.',
    updated,
    sections: [
      {
        id: 'controller',
        title: 'Who is responsible',
        paragraphs: [
          `${publisher.en.name}, ${publisher.en.seat}, is the controller of the data of your contract and of this customer area. With any question, write to our data protection officer: ${publisher.en.privacyEmail}.`,
          'Your BMW ID account (e-mail address, password, sign-in) has another controller. BMW ID publishes its own data protection page.',
        ],
      },
      {
        id: 'purposes',
        title: 'What we use, and why',
        paragraphs: [
          [
            'Your identity, passed on by BMW ID when you sign in (identifier, title, first name, last name, e-mail address): to recognise you and open your account. Basis: providing the service you ask for.',
            'Your contracts (parties, car, payments, amounts), from our contract system: to show them to you. Basis: performance of the contract.',
            'The mobile number given at signing: to send you an SMS code and check that the contract is really yours. Basis: our legitimate interest in protecting your contracts. The code is only kept in a form that cannot be read back.',
            'The security log (sign-ins, contracts added, refusals, blocks, IP address): to detect and prove misuse. Basis: our legitimate interest in security.',
            'The technical logs (IP address, page, time, result): to run the site and mend its failures. Basis: our legitimate interest in a reliable service.',
          ],
          'We do no targeted advertising, no tracking and no profiling, and we sell no data. The block after three wrong codes is automatic; an adviser can lift it.',
        ],
      },
      {
        id: 'recipients',
        title: 'Who receives it',
        paragraphs: [
          'Our teams, each for what concerns it, and our service providers: the host, and the operator that delivers the SMS and receives only the number and the message. They act on our instructions. The data stays in the European Union.',
        ],
      },
      {
        id: 'retention',
        title: 'For how long',
        paragraphs: [
          [
            'Contract data: until its end, then five years in an archive, the limitation period.',
            'Accounting records: ten years, as the law requires.',
            'The link between your BMW ID and your contract: until you have the contract removed.',
            'SMS codes sent and tried: 30 days.',
            'Security log: 12\u00a0months.',
            'IP address in the technical logs: 6\u00a0months.',
          ],
          'When you delete your BMW ID, we learn that you are signed out, and nothing more: nobody opens this area with it any more, and your contract stays linked to it, with the name and e-mail address received from BMW ID. To have it taken out, or to see it with another BMW ID, call the Customer Interaction Centre. The finance records themselves are kept for as long as the law demands.',
        ],
      },
      {
        id: 'cookies',
        title: 'Cookies',
        paragraphs: [
          'Only those without which the site would not work; they do not need your consent:',
          [
            'the session cookie, which keeps you signed in: erased when you sign out, void after 15\u00a0minutes without activity or 12\u00a0hours;',
            'the sign-in cookie, which protects the way to BMW ID and back: 10\u00a0minutes;',
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
