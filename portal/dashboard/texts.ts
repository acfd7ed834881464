import type { Texts } from '../../shared/i18n.ts'

interface HomeWords {
  readonly title: string
  readonly banner: { readonly title: string; readonly text: string; readonly action: string }
  readonly add: string
  readonly see: string
  readonly none: string
  readonly tiles: readonly {
    readonly title: string
    readonly text: string
    readonly to: 'help' | 'offers' | 'return'
  }[]
}

export const texts: Texts<HomeWords> = {
  fr: {
    title: 'MyBMW Financial Services.',
    banner: {
      title: 'FAQ. La réponse à vos questions.',
      text: 'Vos échéances, votre contrat, la fin de votre location\u00a0: vingt réponses claires.',
      action: 'En savoir plus',
    },
    add: 'Ajouter un nouveau contrat',
    see: 'Voir mon contrat',
    none: 'Vous n’avez pas encore ajouté de contrat.',
    tiles: [
      { title: 'BMW Financial Services.', text: 'Comment fonctionnent votre crédit ou votre location.', to: 'help' },
      {
        title: 'Nos offres spéciales BMW.',
        text: 'Changer de véhicule en fin de contrat\u00a0: vos choix.',
        to: 'offers',
      },
      {
        title: 'Votre restitution PassLease LLD.',
        text: 'Préparez le retour de votre véhicule, pas à pas.',
        to: 'return',
      },
    ],
  },
  en: {
    title: 'MyBMW Financial Services.',
    banner: {
      title: 'FAQ. Answers to your questions.',
      text: 'Your payments, your contract, the end of your lease: twenty clear answers.',
      action: 'Find out more',
    },
    add: 'Add a new contract',
    see: 'See my contract',
    none: 'You have not added a contract yet.',
    tiles: [
      { title: 'BMW Financial Services.', text: 'How your loan or your lease works.', to: 'help' },
      {
        title: 'Our special BMW offers.',
        text: 'Changing cars at the end of your contract: your choices.',
        to: 'offers',
      },
      { title: 'Returning your PassLease car.', text: 'Prepare the return of your car, step by step.', to: 'return' },
    ],
  },
}
