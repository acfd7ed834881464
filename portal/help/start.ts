import type { Texts } from '../../shared/i18n.ts'
import { phone } from './phone.ts'
import type { HelpSection } from './texts.ts'

export const start: Texts<HelpSection> = {
  fr: {
    id: 'start',
    title: 'Je démarre mon contrat',
    questions: [
      {
        id: 'first-debit',
        question: 'Quand suis-je prélevé pour la première fois\u00a0?',
        answer: [
          'Location avec option d’achat (LOA) et location longue durée (LLD)\u00a0: dans les jours qui suivent la livraison, puis chaque mois, le même jour du mois que la livraison.',
          'Crédit\u00a0: un mois après le début du contrat, puis chaque mois à la même date.',
          'Si ce jour n’existe pas dans le mois, l’échéance tombe le dernier jour du mois. L’échéancier, sur la page de votre contrat, donne toutes les dates.',
        ],
      },
      {
        id: 'letters',
        question: 'Quels courriers vais-je recevoir\u00a0?',
        answer: [
          'Après la livraison, une lettre de bienvenue. Elle contient votre numéro de contrat, les informations essentielles et votre échéancier\u00a0: conservez-la.',
          'Six mois avant la fin du contrat, un courrier qui présente vos choix.',
        ],
      },
      {
        id: 'withdrawal',
        question: 'Puis-je me rétracter\u00a0?',
        answer: [
          'Crédit et LOA\u00a0: oui, dans les quatorze jours calendaires qui suivent votre acceptation, sans donner de motif. Aucun paiement ne peut vous être demandé pendant les sept premiers jours. En LOA, la voiture peut vous être remise avant la fin de ce délai.',
          `LLD\u00a0: ce droit n’existe pas au même titre. Reportez-vous à votre contrat, en particulier s’il a été conclu à distance, ou interrogez le Centre d’Interaction Clients au ${phone.shown}.`,
        ],
      },
    ],
  },
  en: {
    id: 'start',
    title: 'Starting my contract',
    questions: [
      {
        id: 'first-debit',
        question: 'When is the first payment taken?',
        answer: [
          'Lease with purchase option (LOA) and long-term rental (LLD): within days of the delivery, then every month, on the day of the month on which the car was delivered.',
          'Loan (crédit): one month after the start of the contract, then every month on the same date.',
          'If a month does not have that day, the payment falls on the last day of the month. The schedule on your contract’s page gives all the dates.',
        ],
      },
      {
        id: 'letters',
        question: 'Which letters will I receive?',
        answer: [
          'After the delivery, a welcome letter. It holds your contract number, the essential facts and your payment schedule: please keep it.',
          'Six months before the end of the contract, a letter that sets out your choices.',
        ],
      },
      {
        id: 'withdrawal',
        question: 'Can I withdraw?',
        answer: [
          'Loan and LOA: yes, within fourteen calendar days of your acceptance, without giving a reason. No payment may be asked of you during the first seven days. With an LOA, the car may be handed over before this period ends.',
          `LLD: this right does not exist in the same form. See your contract, especially if it was concluded at a distance, or ask the Customer Interaction Centre on ${phone.shown}.`,
        ],
      },
    ],
  },
}
