import type { Texts } from '../../shared/i18n.ts'
import { phone } from './phone.ts'
import type { HelpSection } from './texts.ts'

export const contract: Texts<HelpSection> = {
  fr: {
    id: 'contract',
    title: 'Je gère mon contrat',
    questions: [
      {
        id: 'debit-date',
        question: 'Puis-je changer la date de prélèvement\u00a0?',
        answer: [
          `Oui pour un crédit ou une LOA, non pour une LLD. Appelez le Centre d’Interaction Clients au ${phone.shown}\u00a0: cette demande ne se fait pas en ligne.`,
          'Des frais intercalaires s’appliquent, au prorata du nombre de jours décalés. Demandez-en le montant au conseiller avant de vous décider.',
        ],
      },
      {
        id: 'bank-account',
        question: 'Comment changer de compte bancaire\u00a0?',
        answer: [
          `Appelez le Centre d’Interaction Clients au ${phone.shown}\u00a0: ce changement ne se fait pas en ligne. Préparez l’IBAN du nouveau compte, qui doit être ouvert à votre nom. Vous signerez un nouveau mandat de prélèvement SEPA.`,
          'Prévoyez dix jours ouvrés. Si une échéance tombe avant, elle est encore prélevée sur l’ancien compte\u00a0: gardez-le ouvert et approvisionné jusque-là.',
        ],
      },
      {
        id: 'address-phone',
        question: 'Comment changer d’adresse ou de téléphone\u00a0?',
        answer: [
          `Appelez le Centre d’Interaction Clients au ${phone.shown}\u00a0: ces changements ne se font pas en ligne. Pour le portable qui reçoit les codes SMS, le conseiller vérifie d’abord votre identité\u00a0; sans cela, le code ne prouverait plus rien.`,
          'Si vous déménagez, l’adresse du certificat d’immatriculation (carte grise) est à mettre à jour dans le mois, sur le site de l’ANTS.',
        ],
      },
      {
        id: 'early-repayment',
        question: 'Puis-je rembourser mon crédit avant la fin\u00a0?',
        answer: [
          'Oui, à tout moment, en totalité ou en partie. Vous ne payez plus les intérêts des mois qui restaient à courir. Le prêteur peut refuser un remboursement partiel qui ne dépasse pas trois fois la prochaine mensualité.',
          'Une indemnité n’est due que si votre contrat la prévoit et si vous remboursez plus de 10\u00a0000\u00a0€ en douze mois. Elle est d’au plus 1\u00a0% du montant remboursé s’il reste plus d’un an, d’au plus 0,5\u00a0% sinon, et ne dépasse jamais les intérêts restants.',
          `Demandez le montant exact, à une date précise, au Centre d’Interaction Clients\u00a0: ${phone.shown}.`,
        ],
      },
      {
        id: 'early-end',
        question: 'Puis-je arrêter ma LOA ou ma LLD avant la fin\u00a0?',
        answer: [
          'Cela dépend de votre contrat. Quatre voies peuvent exister\u00a0:',
          [
            'en LOA, acheter la voiture avant la fin\u00a0;',
            'la faire reprendre par votre concession\u00a0;',
            'transférer le contrat à une autre personne, avec notre accord et après étude de sa situation\u00a0;',
            'résilier le contrat, avec des frais.',
          ],
          `Avant de décider, demandez un décompte au Centre d’Interaction Clients\u00a0: ${phone.shown}.`,
        ],
      },
      {
        id: 'rejected-debit',
        question: 'Un prélèvement a été rejeté. Que se passe-t-il\u00a0?',
        answer: [
          `L’échéance apparaît comme rejetée dans l’échéancier de votre contrat. Régularisez-la sans attendre\u00a0: le Centre d’Interaction Clients vous dit comment au ${phone.shown}.`,
          'Le prêteur peut demander une indemnité de 8\u00a0% au plus des sommes échues impayées, ou de 4\u00a0% au plus des échéances reportées s’il accepte un report.',
          'Vous prévoyez une difficulté\u00a0? Parlez-nous-en avant l’échéance\u00a0: un report peut être étudié.',
        ],
      },
      {
        id: 'contested-debit',
        question: 'Comment contester un prélèvement\u00a0?',
        answer: [
          'Auprès de votre banque. Vous avez huit semaines pour demander le remboursement d’un prélèvement que vous aviez autorisé, et treize mois si vous n’aviez donné aucun mandat.',
          `Ce remboursement n’efface pas ce que vous devez au titre du contrat. Si le montant vous étonne, appelez-nous d’abord\u00a0: ${phone.shown}.`,
        ],
      },
      {
        id: 'mileage',
        question: 'Je vais dépasser mon kilométrage. Que faire\u00a0?',
        answer: [
          'En LOA et en LLD, votre contrat fixe un kilométrage et le prix de chaque kilomètre en plus.',
          'Pour estimer votre kilométrage à la fin, divisez celui du compteur par le nombre de mois écoulés, puis multipliez par la durée du contrat. Exemple\u00a0: 24\u00a0000\u00a0km en 18\u00a0mois donnent 48\u00a0000\u00a0km pour un contrat de 36\u00a0mois.',
          `Si vous dépassez, appelez le Centre d’Interaction Clients au moins trois mois avant la fin\u00a0: un ajustement peut être étudié. ${phone.shown}.`,
        ],
      },
    ],
  },
  en: {
    id: 'contract',
    title: 'Managing my contract',
    questions: [
      {
        id: 'debit-date',
        question: 'Can I change the date on which payments are taken?',
        answer: [
          `Yes for a loan or an LOA, no for an LLD. Call the Customer Interaction Centre on ${phone.shown}: this request cannot be made online.`,
          'A fee applies, in proportion to the number of days by which the date moves. Ask the adviser for the amount before you decide.',
        ],
      },
      {
        id: 'bank-account',
        question: 'How do I change my bank account?',
        answer: [
          `Call the Customer Interaction Centre on ${phone.shown}: this change cannot be made online. Have the IBAN of the new account ready; the account must be in your name. You will sign a new SEPA direct debit mandate.`,
          'Allow ten working days. A payment due before then is still taken from the old account: keep it open and in funds until then.',
        ],
      },
      {
        id: 'address-phone',
        question: 'How do I change my address or phone number?',
        answer: [
          `Call the Customer Interaction Centre on ${phone.shown}: these changes cannot be made online. For the mobile that receives the SMS codes, the adviser first checks who you are; otherwise the code would no longer prove anything.`,
          'If you move house, the address on the registration certificate (carte grise) must be updated within a month, on the website of the ANTS.',
        ],
      },
      {
        id: 'early-repayment',
        question: 'Can I repay my loan early?',
        answer: [
          'Yes, at any time, in full or in part. You no longer pay the interest of the months that were left. The lender may refuse a partial repayment that is no more than three times the next instalment.',
          'A charge is due only if your contract provides for it and you repay more than €10,000 within twelve months. It is at most 1% of the amount repaid if more than a year is left, at most 0.5% otherwise, and never more than the remaining interest.',
          `Ask the Customer Interaction Centre for the exact amount on a given date: ${phone.shown}.`,
        ],
      },
      {
        id: 'early-end',
        question: 'Can I end my LOA or LLD early?',
        answer: [
          'That depends on your contract. There may be four ways:',
          [
            'with an LOA, buying the car before the end;',
            'having your dealer take it back;',
            'transferring the contract to someone else, with our consent and after a check of their situation;',
            'terminating the contract, at a cost.',
          ],
          `Before you decide, ask the Customer Interaction Centre for a statement: ${phone.shown}.`,
        ],
      },
      {
        id: 'rejected-debit',
        question: 'A payment was rejected. What happens now?',
        answer: [
          `The payment is shown as rejected in your contract’s schedule. Please settle it without delay: the Customer Interaction Centre will tell you how on ${phone.shown}.`,
          'The lender may ask for a charge of at most 8% of the amounts overdue, or at most 4% of the instalments put off if a deferral is agreed.',
          'Do you expect difficulties? Talk to us before the payment is due: a deferral can be considered.',
        ],
      },
      {
        id: 'contested-debit',
        question: 'How do I contest a payment?',
        answer: [
          'With your bank. You have eight weeks to ask for a refund of a debit you had authorised, and thirteen months if you had given no mandate.',
          `The refund does not cancel what you owe under the contract. If an amount surprises you, call us first: ${phone.shown}.`,
        ],
      },
      {
        id: 'mileage',
        question: 'I am going to exceed my mileage. What can I do?',
        answer: [
          'With an LOA or LLD, your contract sets a mileage and the price of each extra kilometre.',
          'To estimate your mileage at the end, divide the odometer reading by the number of months gone by, then multiply by the length of the contract. Example: 24,000\u00a0km in 18\u00a0months make 48,000\u00a0km for a 36-month contract.',
          `If you will exceed it, call the Customer Interaction Centre at least three months before the end: an adjustment can be considered. ${phone.shown}.`,
        ],
      },
    ],
  },
}
