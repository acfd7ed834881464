import type { Texts } from '../../shared/i18n.ts'
import { type ExportOf, instant, type Section } from '../export.ts'
import { changeOf } from './store.ts'

type Field = 'email' | 'askedAt' | 'holdsAt'

const words: Texts<Pick<Section<Field>, 'title' | 'about' | 'fields'>> = {
  fr: {
    title: 'Votre changement d’adresse en cours',
    about: 'Il ne vaut qu’une fois la nouvelle adresse confirmée.',
    fields: { email: 'Nouvelle adresse', askedAt: 'Demandé le', holdsAt: 'Effectif le' },
  },
  en: {
    title: 'Your change of address under way',
    about: 'It holds only once the new address is confirmed.',
    fields: { email: 'New address', askedAt: 'Asked for on', holdsAt: 'Holds from' },
  },
}

/** An address that the account is to get. */
export const exportAddressChange: ExportOf = async (tx, account, lang) => ({
  ...words[lang],
  name: 'addressChange',
  entries: (await changeOf(tx, account.id)).map((change) => ({
    email: change.email,
    askedAt: new Date(change.created_at),
    holdsAt: instant(change.holds_at),
  })),
})
