import type { Texts } from '../../shared/i18n.ts'
import type { LogoFault } from '../clients/service.ts'

interface LogoWords {
  readonly title: (name: string) => string
  readonly lead: string
  readonly field: string
  readonly hint: string
  readonly act: string
  readonly remove: string
  readonly cancel: string
  readonly faults: string
  readonly fault: Readonly<Record<LogoFault | 'none', string>>
}

export const texts: Texts<LogoWords> = {
  fr: {
    title: (name) => `Logo\u00a0: ${name}.`,
    lead: 'Il accompagne le nom de l’application quand une personne l’autorise, puis dans la liste de ses applications. Sans logo, la première lettre du nom le remplace.',
    field: 'Image PNG',
    hint: 'De 64 à 512\u00a0pixels de côté, 64\u00a0Ko au plus. Un carré convient le mieux.',
    act: 'Enregistrer le logo',
    remove: 'Retirer le logo',
    cancel: 'Annuler',
    faults: 'Ce logo ne peut pas être enregistré.',
    fault: {
      none: 'Choisissez une image.',
      notPng: 'Ce fichier n’est pas une image PNG. Exportez le logo en PNG.',
      size: 'Chaque côté de l’image doit mesurer entre 64 et 512\u00a0pixels.',
      tooLarge: 'Cette image dépasse 64\u00a0Ko. Réduisez ses dimensions ou le nombre de ses couleurs.',
      broken: 'Cette image est endommagée. Exportez-la à nouveau.',
    },
  },
  en: {
    title: (name) => `Logo: ${name}.`,
    lead: 'It stands beside the app’s name when somebody allows it something, and in their list of apps. Without one, the first letter of the name takes its place.',
    field: 'PNG image',
    hint: '64 to 512 pixels on each side, 64 KB at most. A square fits best.',
    act: 'Save the logo',
    remove: 'Remove the logo',
    cancel: 'Cancel',
    faults: 'This logo cannot be saved.',
    fault: {
      none: 'Choose an image.',
      notPng: 'This file is not a PNG image. Export the logo as PNG.',
      size: 'Each side of the image must be 64 to 512 pixels long.',
      tooLarge: 'This image is larger than 64 KB. Make it smaller, or use fewer colours.',
      broken: 'This image is damaged. Export it again.',
    },
  },
}
