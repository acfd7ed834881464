import type { Texts } from '../../shared/i18n.ts'
import type { LegalDocument } from '../../shared/legal/document.tsx'
import { texts as shared } from '../../shared/legal/texts.ts'
import { phone } from '../help/phone.ts'
import { publisher } from './publisher.ts'

const product = 'MyBMW Financial Services'
const updated = '2026-11-23'

export const notice: Texts<LegalDocument> = {
  fr: {
    title: 'Mentions légales',
    intro:
      'MyBMW Financial Services est l’espace client des particuliers qui financent leur véhicule. Ce site est une démonstration\u00a0: les coordonnées de l’éditeur et de l’hébergeur sont des exemples et ne désignent aucune société réelle.',
    updated,
    sections: [
      shared.fr.publisher(publisher.fr),
      {
        id: 'supervision',
        title: 'Autorité de contrôle',
        paragraphs: [
          'Les sociétés de financement exercent sous le contrôle de l’Autorité de contrôle prudentiel et de résolution (ACPR), 4 place de Budapest, CS 92459, 75436 Paris Cedex\u00a009.',
        ],
      },
      {
        id: 'figures',
        title: 'Informations affichées',
        paragraphs: [
          'Cet espace présente les contrats que vous avez déjà signés. Les montants et les dates viennent de notre système de gestion et peuvent avoir quelques jours de retard sur les derniers mouvements.',
          'En cas d’écart, le contrat signé fait foi. Signalez-nous toute erreur\u00a0: nous la vérifions et la corrigeons.',
        ],
      },
      {
        id: 'complaints',
        title: 'Réclamations',
        paragraphs: [
          `Appelez d’abord le Centre d’Interaction Clients au ${phone.shown} (prix d’un appel local, du lundi au vendredi de 8\u00a0h\u00a030 à 18\u00a0h\u00a030).`,
          `Si la réponse ne vous convient pas, écrivez au service Réclamations, à l’adresse du siège ou à ${publisher.fr.email}. Nous accusons réception en dix jours ouvrables au plus et nous répondons en deux mois au plus.`,
          'Après cette réponse, ou sans réponse dans ce délai, vous pouvez saisir gratuitement le médiateur de la consommation\u00a0: Médiateur de démonstration, 3 rue de la Démonstration, 75000\u00a0Paris.',
        ],
      },
      shared.fr.property(product),
      shared.fr.accessibility(product, publisher.fr.email),
    ],
  },
  en: {
    title: 'Legal notice',
    intro:
      'MyBMW Financial Services is the customer area for private customers who finance their car. This site is a demonstration: the details of publisher and host are examples and refer to no real company.',
    updated,
    sections: [
      shared.en.publisher(publisher.en),
      {
        id: 'supervision',
        title: 'Supervisory authority',
        paragraphs: [
          'Finance companies work under the supervision of the Autorité de contrôle prudentiel et de résolution (ACPR), 4 place de Budapest, CS 92459, 75436 Paris Cedex\u00a009, France.',
        ],
      },
      {
        id: 'figures',
        title: 'Information shown',
        paragraphs: [
          'This area shows contracts you have already signed. Amounts and dates come from our contract system and may be a few days behind the latest movements.',
          'If they differ, the signed contract prevails. Please tell us about any error: we will check and correct it.',
        ],
      },
      {
        id: 'complaints',
        title: 'Complaints',
        paragraphs: [
          `First call the Customer Interaction Centre on ${phone.shown} (price of a local call, Monday to Friday, 8.30 am to 6.30 pm Paris time).`,
          `If the answer does not satisfy you, write to our complaints department at the registered office or at ${publisher.en.email}. We acknowledge receipt within ten working days and reply within two months.`,
          'After this reply, or without one in that time, you may turn to the consumer mediator, free of charge: Médiateur de démonstration, 3 rue de la Démonstration, 75000\u00a0Paris, France.',
        ],
      },
      shared.en.property(product),
      shared.en.accessibility(product, publisher.en.email),
    ],
  },
}
