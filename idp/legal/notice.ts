import type { Texts } from '../../shared/i18n.ts'
import type { LegalDocument } from '../../shared/legal/document.tsx'
import { texts as shared } from '../../shared/legal/texts.ts'
import { publisher } from './publisher.ts'

const updated = '2026-11-23'

export const notice: Texts<LegalDocument> = {
  fr: {
    title: 'Mentions légales',
    intro:
      'BMW ID est le compte qui ouvre plusieurs applications avec une seule adresse e-mail et un seul mot de passe. Ce site est une démonstration\u00a0: les coordonnées de l’éditeur et de l’hébergeur sont des exemples et ne désignent aucune société réelle.',
    updated,
    sections: [
      shared.fr.publisher(publisher.fr),
      {
        id: 'contact',
        title: 'Questions et réclamations',
        paragraphs: [
          `Pour toute question sur votre compte, écrivez à ${publisher.fr.email}. Nous répondons en un mois au plus.`,
          'Si la réponse ne vous convient pas, vous pouvez saisir gratuitement le médiateur de la consommation\u00a0: Médiateur de démonstration, 3 rue de la Démonstration, 75000\u00a0Paris.',
          'Une question sur un contrat de financement\u00a0? Adressez-la à l’application qui le gère.',
        ],
      },
      {
        id: 'vulnerabilities',
        title: 'Signaler une faille de sécurité',
        paragraphs: [
          `Vous avez trouvé une faille\u00a0? Écrivez à ${publisher.fr.email}, sans la rendre publique et sans consulter les données d’autres personnes. Nous vous répondons et vous tenons au courant de la correction.`,
        ],
      },
      shared.fr.property('BMW ID'),
      shared.fr.accessibility('BMW ID', publisher.fr.email),
    ],
  },
  en: {
    title: 'Legal notice',
    intro:
      'BMW ID is the account that opens several apps with a single e-mail address and password. This site is a demonstration: the details of publisher and host are examples and refer to no real company.',
    updated,
    sections: [
      shared.en.publisher(publisher.en),
      {
        id: 'contact',
        title: 'Questions and complaints',
        paragraphs: [
          `With any question about your account, write to ${publisher.en.email}. We reply within one month.`,
          'If the answer does not satisfy you, you may turn to the consumer mediator, free of charge: Médiateur de démonstration, 3 rue de la Démonstration, 75000\u00a0Paris, France.',
          'A question about a finance contract? Please ask the app that manages it.',
        ],
      },
      {
        id: 'vulnerabilities',
        title: 'Reporting a security flaw',
        paragraphs: [
          `Have you found a flaw? Write to ${publisher.en.email}, without making it public and without looking at other people’s data. We will reply and keep you informed of the correction.`,
        ],
      },
      shared.en.property('BMW ID'),
      shared.en.accessibility('BMW ID', publisher.en.email),
    ],
  },
}
