import type { Texts } from '../../shared/i18n.ts'
import type { HelpSection } from './texts.ts'

export const end: Texts<HelpSection> = {
  fr: {
    id: 'end',
    title: 'Ma fin de contrat',
    questions: [
      {
        id: 'end-of-loa',
        question: 'Quels choix ai-je à la fin de ma LOA\u00a0?',
        answer: [
          'Vous en avez trois\u00a0:',
          [
            'acheter la voiture, au prix fixé dès la signature\u00a0;',
            'la restituer\u00a0;',
            'changer de BMW, avec votre concession.',
          ],
          'Tant que l’option d’achat n’est pas payée, la voiture reste notre propriété. Si vous avez versé un dépôt de garantie, il vous est rendu quand la voiture revient en bon état.',
        ],
      },
      {
        id: 'return',
        question: 'Comment restituer ma voiture\u00a0?',
        answer: [
          'Prenez rendez-vous avec votre concession. Pour préparer ce rendez-vous\u00a0:',
          [
            'Regardez tôt votre compteur, pour éviter une surprise.',
            'Quatre à six semaines avant la fin, demandez un contrôle préalable\u00a0: l’état de la voiture y est noté par écrit.',
            'Un mois avant, faites réparer par un professionnel ce qui dépasse l’usure normale.',
            'Le jour venu, la voiture doit rouler, être à jour d’entretien, et assez propre pour être examinée.',
          ],
          'Apportez les deux clés, le certificat d’immatriculation, le carnet d’entretien, la notice et, pour une voiture électrique, les câbles de recharge.',
          'L’examen se fait à deux\u00a0: soyez présent. Les deux parties signent le procès-verbal de restitution\u00a0; gardez-en un exemplaire.',
          'L’usure normale pour l’âge et le kilométrage ne vous est pas facturée. Selon les règles d’usage des loueurs («\u00a0état standard\u00a0»), sont facturés\u00a0:',
          [
            'une rayure de plus de 30\u00a0mm que le polissage n’efface pas\u00a0;',
            'un choc de plus de 20\u00a0mm de large ou de 2\u00a0mm de profondeur, ou qui a abîmé la peinture\u00a0;',
            'plus de deux petites rayures ou bosses sur un même élément\u00a0;',
            'une salissure qui oblige à repeindre, une brûlure de cigarette, une réparation mal faite\u00a0;',
            'un enjoliveur abîmé ou manquant, une roue de secours fournie et manquante\u00a0;',
            'des papiers, clés ou télécommandes manquants.',
          ],
          'En cas de différence, votre contrat fait foi.',
        ],
      },
    ],
  },
  en: {
    id: 'end',
    title: 'The end of my contract',
    questions: [
      {
        id: 'end-of-loa',
        question: 'What are my choices at the end of my LOA?',
        answer: [
          'You have three:',
          ['buy the car, at the price fixed when you signed;', 'return it;', 'move to another BMW, with your dealer.'],
          'Until the purchase option is paid, the car remains our property. If you paid a deposit, it is given back to you when the car is returned in good condition.',
        ],
      },
      {
        id: 'return',
        question: 'How do I return my car?',
        answer: [
          'Make an appointment with your dealer. To prepare for it:',
          [
            'Look at your odometer early, to avoid a surprise.',
            'Four to six weeks before the end, ask for a preliminary inspection: the condition of the car is put in writing.',
            'One month before, have a professional repair what goes beyond normal wear.',
            'On the day, the car must run, have its service up to date, and be clean enough to be inspected.',
          ],
          'Bring both keys, the registration certificate, the service record, the manual and, for an electric car, the charging cables.',
          'The inspection is made together: please be there. Both sides sign the return report; keep a copy.',
          'Wear that is normal for the age and mileage is not charged. Under the lessors’ customary rules (“état standard”), these are:',
          [
            'a scratch longer than 30\u00a0mm that polishing does not remove;',
            'a dent more than 20\u00a0mm across or 2\u00a0mm deep, or with damaged paint;',
            'more than two small scratches or dents on one panel;',
            'a stain that calls for repainting, a cigarette burn, a poor repair;',
            'a damaged or missing wheel trim, a spare wheel that was supplied and is missing;',
            'missing papers, keys or remote controls.',
          ],
          'If they differ, your contract prevails.',
        ],
      },
    ],
  },
}
