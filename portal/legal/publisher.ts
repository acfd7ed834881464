import type { Texts } from '../../shared/i18n.ts'
import type { Publisher } from '../../shared/legal/publisher.ts'
import { phone } from '../help/phone.ts'

/** The finance company. A demonstration has none: whoever runs this for real fills in their own. */
export const publisher: Texts<Publisher> = {
  fr: {
    name: 'Services financiers de démonstration',
    form: 'société par actions simplifiée (démonstration)',
    capital: '1\u00a0000\u00a0000\u00a0€ (démonstration)',
    seat: '1 rue de la Démonstration, 75000\u00a0Paris',
    register: 'RCS Démonstration 000\u00a0000\u00a0000',
    vat: 'FR 00\u00a0000\u00a0000\u00a0000 (démonstration)',
    phone: phone.shown,
    email: 'contact@mybmw-fs.example',
    privacyEmail: 'donnees@mybmw-fs.example',
    director: 'la présidence de Services financiers de démonstration',
    host: 'Hébergeur de démonstration, 2 rue de la Démonstration, 75000\u00a0Paris, 01\u00a099\u00a000\u00a056\u00a078',
  },
  en: {
    name: 'Services financiers de démonstration',
    form: 'simplified joint-stock company (demonstration)',
    capital: '€1,000,000 (demonstration)',
    seat: '1 rue de la Démonstration, 75000\u00a0Paris, France',
    register: 'RCS Démonstration 000\u00a0000\u00a0000',
    vat: 'FR 00\u00a0000\u00a0000\u00a0000 (demonstration)',
    phone: phone.shown,
    email: 'contact@mybmw-fs.example',
    privacyEmail: 'donnees@mybmw-fs.example',
    director: 'the president of Services financiers de démonstration',
    host: 'Hébergeur de démonstration, 2 rue de la Démonstration, 75000\u00a0Paris, France, 01\u00a099\u00a000\u00a056\u00a078',
  },
}
