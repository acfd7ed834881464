import type { Texts } from '../../shared/i18n.ts'

const fr = {
  add: {
    title: 'Ajouter un nouveau contrat.',
    company: 'Attention\u00a0: si vous êtes un client Entreprise, vous ne pouvez pas avoir accès à vos contrats ici.',
    number: 'N° de contrat',
    hint: 'Il commence par un S, par exemple S0123456789. Vous le trouverez sur le courrier de bienvenue reçu après la livraison du véhicule.',
    submit: 'Ajouter ce contrat',
    cancel: 'Annuler',
  },
}

/** The words of adding a contract. */
export const texts: Texts<typeof fr> = {
  fr,
  en: {
    add: {
      title: 'Add a new contract.',
      company: 'Please note: if you are a business customer, you cannot see your contracts here.',
      number: 'Contract number',
      hint: 'It begins with an S, for example S0123456789. You will find it on the welcome letter you received after the delivery of your vehicle.',
      submit: 'Add this contract',
      cancel: 'Cancel',
    },
  },
}
