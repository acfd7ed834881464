import type { Prose } from '../../shared/html/prose.tsx'
import type { Texts } from '../../shared/i18n.ts'
import { access } from './access.ts'
import { contract } from './contract.ts'
import { end } from './end.ts'
import { start } from './start.ts'

/** A section of the help page. The ids are addresses (`/help#sms-code`), the same in every language: never rename one. */
export interface HelpSection {
  readonly id: string
  readonly title: string
  readonly questions: readonly { readonly id: string; readonly question: string; readonly answer: Prose }[]
}

export interface HelpTexts {
  readonly title: string
  readonly intro: string
  readonly contents: string
  readonly sections: readonly HelpSection[]
}

/** The twenty questions customers ask most, in four sections. */
export const texts: Texts<HelpTexts> = {
  fr: {
    title: 'Aide.',
    intro:
      'La réponse à vos questions. Si vous ne trouvez pas la vôtre, le Centre d’Interaction Clients vous renseigne par téléphone.',
    contents: 'Sur cette page',
    sections: [access.fr, start.fr, contract.fr, end.fr],
  },
  en: {
    title: 'Help.',
    intro:
      'Answers to your questions. If you cannot find yours, the Customer Interaction Centre will help you by phone.',
    contents: 'On this page',
    sections: [access.en, start.en, contract.en, end.en],
  },
}

const french = {
  name: 'Centre d’Interaction Clients\u00a0:',
  terms: '(prix d’un appel local, du lundi au vendredi de 8\u00a0h\u00a030 à 18\u00a0h\u00a030).',
  open: 'Ouvert en ce moment.',
  opensToday: 'Fermé, ouvre aujourd’hui à 8\u00a0h\u00a030.',
  opensTomorrow: 'Fermé, ouvre demain à 8\u00a0h\u00a030.',
  opensOn: (weekday: string) => `Fermé, ouvre ${weekday} à 8\u00a0h\u00a030.`,
}

/** The words around the call centre's number, wherever a page shows it. */
export const callCentreTexts: Texts<typeof french> = {
  fr: french,
  en: {
    name: 'Customer Interaction Centre:',
    terms: '(price of a local call, Monday to Friday, 8.30 am to 6.30 pm Paris time).',
    open: 'Open now.',
    opensToday: 'Closed, opens today at 8.30 am.',
    opensTomorrow: 'Closed, opens tomorrow at 8.30 am.',
    opensOn: (weekday: string) => `Closed, opens on ${weekday} at 8.30 am.`,
  },
}
