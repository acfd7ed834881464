import type { Texts } from '../i18n.ts'
import type { LegalSection } from './document.tsx'
import type { Publisher } from './publisher.ts'

/** The clauses that both products share word for word. */
const french = {
  updated: (date: string) => `Mis à jour le ${date}.`,

  publisher: (publisher: Publisher): LegalSection => ({
    id: 'publisher',
    title: 'Éditeur du site',
    paragraphs: [
      [
        `Dénomination\u00a0: ${publisher.name}`,
        `Forme juridique\u00a0: ${publisher.form}`,
        `Capital social\u00a0: ${publisher.capital}`,
        `Siège social\u00a0: ${publisher.seat}`,
        `Immatriculation\u00a0: ${publisher.register}`,
        `TVA intracommunautaire\u00a0: ${publisher.vat}`,
        `Téléphone\u00a0: ${publisher.phone}`,
        `E-mail\u00a0: ${publisher.email}`,
        `Direction de la publication\u00a0: ${publisher.director}`,
        `Hébergement\u00a0: ${publisher.host}`,
      ],
    ],
  }),

  property: (product: string): LegalSection => ({
    id: 'property',
    title: 'Propriété intellectuelle',
    paragraphs: [
      `Les textes, les dessins et le code de ${product} sont protégés par le droit d’auteur. Vous pouvez les consulter et les imprimer pour votre usage personnel\u00a0; toute autre reproduction demande notre accord écrit.`,
      'Les marques citées appartiennent à leurs titulaires. Elles ne servent ici qu’à montrer le parcours d’un client\u00a0; cette démonstration n’est pas publiée par ces titulaires.',
    ],
  }),

  accessibility: (product: string, email: string): LegalSection => ({
    id: 'accessibility',
    title: 'Accessibilité',
    paragraphs: [
      `${product} est conçu pour être utilisable par tous, selon le RGAA et les règles WCAG 2.2, niveau AA\u00a0: au clavier, avec un lecteur d’écran, agrandi, sans distinguer les couleurs, sans JavaScript.`,
      'Chaque page est vérifiée avec l’outil axe, qui ne détecte qu’une partie des défauts. Aucun audit complet du RGAA n’a encore été mené\u00a0: nous ne déclarons donc pas de taux de conformité.',
      `Un obstacle\u00a0? Écrivez à ${email} en indiquant la page et ce qui vous gêne. Nous vous répondons et, en attendant la correction, nous vous donnons l’information par un autre moyen.`,
      'Si notre réponse ne vous suffit pas, vous pouvez saisir le Défenseur des droits, sur www.defenseurdesdroits.fr.',
    ],
  }),

  /** `byThemselves`: what people can do without us */
  rights: (email: string, byThemselves?: string): LegalSection => ({
    id: 'rights',
    title: 'Vos droits',
    paragraphs: [
      'Le règlement général sur la protection des données (RGPD) vous donne le droit\u00a0:',
      [
        'd’obtenir une copie de vos données (article 15)\u00a0;',
        'de les faire rectifier (article 16)\u00a0;',
        'de les faire effacer, sauf celles que la loi nous impose de conserver (article 17)\u00a0;',
        'de faire limiter leur utilisation, le temps d’une vérification par exemple (article 18)\u00a0;',
        'de recevoir celles que vous nous avez fournies dans un format courant, ou de les faire transmettre à un autre organisme (article 20)\u00a0;',
        'de vous opposer à un traitement fondé sur notre intérêt légitime (article 21)\u00a0;',
        'de décider de leur sort après votre décès (article 85 de la loi Informatique et Libertés).',
      ],
      ...(byThemselves === undefined ? [] : [byThemselves]),
      `Écrivez à ${email}. C’est gratuit, et nous répondons en un mois au plus. Si votre demande est complexe, ce délai peut être prolongé de deux mois\u00a0; nous vous en prévenons dans le premier mois. Nous ne demandons une pièce d’identité qu’en cas de doute raisonnable.`,
      'Vous pouvez aussi adresser une réclamation à la Commission nationale de l’informatique et des libertés (CNIL), 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex\u00a007, ou sur son site, www.cnil.fr.',
    ],
  }),
}

export const texts: Texts<typeof french> = {
  fr: french,
  en: {
    updated: (date) => `Last updated on ${date}.`,

    publisher: (publisher) => ({
      id: 'publisher',
      title: 'Publisher of this site',
      paragraphs: [
        [
          `Name: ${publisher.name}`,
          `Legal form: ${publisher.form}`,
          `Share capital: ${publisher.capital}`,
          `Registered office: ${publisher.seat}`,
          `Company register: ${publisher.register}`,
          `VAT number: ${publisher.vat}`,
          `Telephone: ${publisher.phone}`,
          `E-mail: ${publisher.email}`,
          `Publication director: ${publisher.director}`,
          `Hosting: ${publisher.host}`,
        ],
      ],
    }),

    property: (product) => ({
      id: 'property',
      title: 'Intellectual property',
      paragraphs: [
        `The texts, drawings and code of ${product} are protected by copyright. You may read and print them for your own use; any other reproduction needs our written consent.`,
        'The trade marks mentioned belong to their owners. They only serve to show a customer’s journey; this demonstration is not published by those owners.',
      ],
    }),

    accessibility: (product, email) => ({
      id: 'accessibility',
      title: 'Accessibility',
      paragraphs: [
        `${product} is designed to be usable by everyone, following the French RGAA and WCAG 2.2, level AA: with a keyboard, with a screen reader, enlarged, without telling colours apart, without JavaScript.`,
        'Every page is checked with the axe tool, which detects only some of the defects. No full RGAA audit has been carried out yet, so we do not claim a rate of compliance.',
        `Something in your way? Write to ${email}, naming the page and what hinders you. We will reply and, until it is mended, give you the information by other means.`,
        'If our reply does not satisfy you, you may turn to the French Defender of Rights (Défenseur des droits), at www.defenseurdesdroits.fr.',
      ],
    }),

    rights: (email, byThemselves) => ({
      id: 'rights',
      title: 'Your rights',
      paragraphs: [
        'The General Data Protection Regulation (GDPR) gives you the right:',
        [
          'to obtain a copy of your data (article 15);',
          'to have it rectified (article 16);',
          'to have it erased, except for what the law obliges us to keep (article 17);',
          'to have its use restricted, during a check for example (article 18);',
          'to receive what you provided in a common format, or to have it passed on to another organisation (article 20);',
          'to object to processing based on our legitimate interest (article 21);',
          'to decide what becomes of it after your death (article 85 of the French Data Protection Act).',
        ],
        ...(byThemselves === undefined ? [] : [byThemselves]),
        `Write to ${email}. It is free of charge, and we reply within one month. If your request is complex, this may be extended by two months; we will tell you within the first month. We only ask for proof of identity in case of reasonable doubt.`,
        'You may also lodge a complaint with the French data protection authority: Commission nationale de l’informatique et des libertés (CNIL), 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex\u00a007, or on its website, www.cnil.fr.',
      ],
    }),
  },
}
