import type { Texts } from '../../shared/i18n.ts'
import type { Publisher } from '../../shared/legal/publisher.ts'
import { phone } from '../phone.ts'

/** The company behind BMW ID. A demonstration has none: whoever runs this for real fills in their own. */
export const publisher: Texts<Publisher> = {
  fr: {
    name: 'Identité de démonstration',
    form: 'société par actions simplifiée (démonstration)',
    capital: '100\u00a0000\u00a0€ (démonstration)',
    seat: '10 rue de la Démonstration, 75000\u00a0Paris',
    register: 'RCS Démonstration 000\u00a0000\u00a0000',
    vat: 'FR 00\u00a0000\u00a0000\u00a0000 (démonstration)',
    phone,
    email: 'contact@bmw-id.example',
    privacyEmail: 'donnees@bmw-id.example',
    director: 'la présidence d’Identité de démonstration',
    host: 'Hébergeur de démonstration, 2 rue de la Démonstration, 75000\u00a0Paris, 01\u00a099\u00a000\u00a056\u00a078',
  },
  en: {
    name: 'Identité de démonstration',
    form: 'simplified joint-stock company (demonstration)',
    capital: '€100,000 (demonstration)',
    seat: '10 rue de la Démonstration, 75000\u00a0Paris, France',
    register: 'RCS Démonstration 000\u00a0000\u00a0000',
    vat: 'FR 00\u00a0000\u00a0000\u00a0000 (demonstration)',
    phone,
    email: 'contact@bmw-id.example',
    privacyEmail: 'donnees@bmw-id.example',
    director: 'the president of Identité de démonstration',
    host: 'Hébergeur de démonstration, 2 rue de la Démonstration, 75000\u00a0Paris, France, 01\u00a099\u00a000\u00a056\u00a078',
  },
}
