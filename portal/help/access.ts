import type { Texts } from '../../shared/i18n.ts'
import { phone } from './phone.ts'
import type { HelpSection } from './texts.ts'

export const access: Texts<HelpSection> = {
  fr: {
    id: 'access',
    title: 'Mon accès',
    questions: [
      {
        id: 'existing-bmw-id',
        question: 'J’ai déjà un BMW ID. Dois-je en créer un autre\u00a0?',
        answer: [
          'Non. L’adresse e-mail et le mot de passe de votre BMW ID ouvrent aussi MyBMW Financial Services. Connectez-vous, puis ajoutez votre contrat.',
          'Si vous ne vous souvenez plus de votre mot de passe, choisissez «\u00a0Mot de passe oublié\u00a0?\u00a0» sur la page de connexion. Vous recevrez un lien, valable 30\u00a0minutes, pour en choisir un nouveau.',
        ],
      },
      {
        id: 'activation-mail',
        question: 'Je n’ai pas reçu l’e-mail d’activation. Que faire\u00a0?',
        answer: [
          'Regardez d’abord dans vos courriers indésirables. Vérifiez ensuite l’adresse\u00a0: la page qui suit l’inscription la rappelle, et vous pouvez l’y corriger. Sur cette même page, «\u00a0Envoyer l’e-mail à nouveau\u00a0» vous renvoie le lien\u00a0; laissez passer une minute entre deux envois.',
          'Le lien est valable 24\u00a0heures. Passé ce délai, ouvrez-le quand même\u00a0: la page vous proposera d’en recevoir un nouveau. Après sept jours sans activation, votre inscription est effacée et il faut la recommencer.',
        ],
      },
      {
        id: 'contract-number',
        question: 'Où trouver mon numéro de contrat\u00a0?',
        answer: [
          'Sur le courrier de bienvenue que nous vous avons adressé après la livraison du véhicule. Le numéro commence par un S, suivi de dix chiffres\u00a0: par exemple S0123456789.',
          `Un contrat peut être ajouté dès que le véhicule est livré. Si vous avez égaré le courrier, le Centre d’Interaction Clients vous aidera à retrouver le numéro\u00a0: ${phone.shown}.`,
        ],
      },
      {
        id: 'sms-phone',
        question: 'À quel numéro le code SMS est-il envoyé\u00a0?',
        answer: [
          'Au numéro de portable que vous avez donné à la signature du contrat, jamais à un numéro saisi en ligne. C’est ce qui empêche une autre personne d’ajouter votre contrat. La page n’en affiche qu’une partie, pour que vous puissiez le reconnaître.',
          `Si ce numéro a changé, ou si vous n’aviez donné qu’un numéro fixe, appelez le Centre d’Interaction Clients au ${phone.shown}.`,
        ],
      },
      {
        id: 'sms-code',
        question: 'Combien de temps le code SMS est-il valable\u00a0?',
        answer: [
          'Dix minutes. Vous avez trois essais en tout pour un contrat\u00a0: demander un nouveau code n’en ajoute pas. Un code expiré ne compte pas comme un essai.',
          'Rien reçu\u00a0? Vérifiez que vous avez du réseau. Au bout de dix minutes, vous pouvez choisir «\u00a0Renvoyer le code SMS\u00a0»\u00a0; le nouveau code remplace le précédent. Nous envoyons au plus trois codes en 24\u00a0heures.',
          'Ne donnez ce code à personne, pas même à nous\u00a0: nos conseillers ne vous le demanderont jamais.',
        ],
      },
      {
        id: 'blocked',
        question: 'Mon accès est bloqué. Que faire\u00a0?',
        answer: [
          'Après trois codes SMS faux, votre compte ne peut plus ajouter de contrat. Vous pouvez toujours vous connecter et consulter les contrats déjà ajoutés.',
          `Appelez le Centre d’Interaction Clients au ${phone.shown} (prix d’un appel local, du lundi au vendredi de 8\u00a0h\u00a030 à 18\u00a0h\u00a030, heure de Paris). Un conseiller vérifie votre identité, puis lève le blocage. Gardez votre numéro de contrat sous la main.`,
          'Si c’est la connexion qui vous fait patienter après plusieurs mots de passe faux, la page indique combien de temps. Réessayez ensuite, ou choisissez un nouveau mot de passe.',
        ],
      },
      {
        id: 'company',
        question: 'Je suis client Entreprise. Puis-je ajouter mon contrat\u00a0?',
        answer: [
          `Non. MyBMW Financial Services est réservé aux particuliers\u00a0: le contrat d’une entreprise ne peut pas y être ajouté. Le Centre d’Interaction Clients vous renseigne au ${phone.shown}.`,
        ],
      },
    ],
  },
  en: {
    id: 'access',
    title: 'My access',
    questions: [
      {
        id: 'existing-bmw-id',
        question: 'I already have a BMW ID. Do I need another one?',
        answer: [
          'No. The e-mail address and password of your BMW ID also open MyBMW Financial Services. Sign in, then add your contract.',
          'If you no longer remember your password, choose the link for forgotten passwords on the sign-in page. We will send you a link, valid for 30\u00a0minutes, to choose a new one.',
        ],
      },
      {
        id: 'activation-mail',
        question: 'I have not received the activation e-mail. What can I do?',
        answer: [
          'First look in your spam folder. Then check the address: the page that follows the sign-up shows it, and you can correct it there. On that same page you can have the e-mail sent again; leave a minute between two sends.',
          'The link is valid for 24\u00a0hours. After that, open it all the same: the page will offer to send you a new one. After seven days without activation your sign-up is erased, and you need to start again.',
        ],
      },
      {
        id: 'contract-number',
        question: 'Where do I find my contract number?',
        answer: [
          'In the welcome letter we sent you after the delivery of your car. The number starts with an S, followed by ten digits: for example S0123456789.',
          `A contract can be added as soon as the car has been delivered. If you have mislaid the letter, the Customer Interaction Centre will help you find the number: ${phone.shown}.`,
        ],
      },
      {
        id: 'sms-phone',
        question: 'Which phone number is the SMS code sent to?',
        answer: [
          'To the mobile number you gave when you signed the contract, never to a number typed online. This is what keeps others from adding your contract. The page shows only part of it, so that you can recognise it.',
          `If this number has changed, or if you only gave a landline, call the Customer Interaction Centre on ${phone.shown}.`,
        ],
      },
      {
        id: 'sms-code',
        question: 'How long is the SMS code valid?',
        answer: [
          'Ten minutes. You have three tries in total for a contract: asking for a new code does not add any. An expired code does not count as a try.',
          'Nothing received? Check that your phone has a signal. After ten minutes you can have a new code sent; it replaces the previous one. We send at most three codes in 24\u00a0hours.',
          'Give this code to nobody, not even to us: our advisers will never ask you for it.',
        ],
      },
      {
        id: 'blocked',
        question: 'My access is blocked. What can I do?',
        answer: [
          'After three wrong SMS codes, your account can no longer add contracts. You can still sign in and see the contracts you have already added.',
          `Call the Customer Interaction Centre on ${phone.shown} (price of a local call, Monday to Friday, 8.30 am to 6.30 pm Paris time). An adviser checks who you are, then lifts the block. Please have your contract number at hand.`,
          'If it is the sign-in that makes you wait after several wrong passwords, the page tells you how long. Try again afterwards, or choose a new password.',
        ],
      },
      {
        id: 'company',
        question: 'I am a business customer. Can I add my contract?',
        answer: [
          `No. MyBMW Financial Services is for private customers only: a company’s contract cannot be added. The Customer Interaction Centre can help you on ${phone.shown}.`,
        ],
      },
    ],
  },
}
