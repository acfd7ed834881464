import type { Texts } from '../../shared/i18n.ts'
import { phone } from '../help/phone.ts'

const fr = {
  greeting: (person: string) => `Bonjour ${person},`,
  closing: 'Votre équipe MyBMW Financial Services',
  attached: {
    subject: 'Un contrat a été ajouté à votre espace client',
    text: (number: string) =>
      `Le contrat n° ${number} est maintenant dans votre espace client MyBMW Financial Services.`,
    button: 'Voir mon contrat',
    notYou: `Ce n’était pas vous\u00a0? Appelez le Centre d’Interaction Clients au ${phone.shown} et choisissez un nouveau mot de passe pour votre BMW ID.`,
  },
  blocked: {
    subject: 'L’ajout de contrats est bloqué',
    text: 'Trois codes faux ont été saisis\u00a0; pour votre sécurité, votre compte ne peut plus ajouter de contrat. Vos contrats déjà ajoutés restent accessibles.',
    call: `Pour lever ce blocage, appelez le Centre d’Interaction Clients au ${phone.shown}.`,
    notYou: 'Ce n’était pas vous\u00a0? Choisissez aussi un nouveau mot de passe pour votre BMW ID.',
  },
  unblocked: {
    subject: 'Vous pouvez de nouveau ajouter un contrat',
    text: 'Le blocage de votre compte a été levé. Vous disposez de nouveau de trois essais.',
    button: 'Ajouter un contrat',
  },
}

/** The words of the mails. */
export const mailWords: Texts<typeof fr> = {
  fr,
  en: {
    greeting: (person: string) => `Hello ${person},`,
    closing: 'Your MyBMW Financial Services team',
    attached: {
      subject: 'A contract was added to your account',
      text: (number: string) => `Contract ${number} is now in your MyBMW Financial Services account.`,
      button: 'See my contract',
      notYou: `This was not you? Call the Customer Interaction Centre on ${phone.shown}, and choose a new password for your BMW ID.`,
    },
    blocked: {
      subject: 'Adding contracts is blocked',
      text: 'Three wrong codes were entered; for your security, your account can no longer add contracts. Contracts already added remain available.',
      call: `To lift this block, call the Customer Interaction Centre on ${phone.shown}.`,
      notYou: 'This was not you? Choose a new password for your BMW ID as well.',
    },
    unblocked: {
      subject: 'You can add contracts again',
      text: 'The block on your account was lifted. You have three tries again.',
      button: 'Add a contract',
    },
  },
}
