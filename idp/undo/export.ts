import type { Texts } from '../../shared/i18n.ts'
import { type ExportOf, instant, type Section } from '../export.ts'
import type { UndoKind } from './service.ts'
import { linksOf } from './store.ts'

type Field = 'what' | 'changedAt' | 'until' | 'undoneAt'

interface Words extends Pick<Section<Field>, 'title' | 'about' | 'fields'> {
  readonly kinds: Readonly<Record<UndoKind, string>>
}

const words: Texts<Words> = {
  fr: {
    title: 'Les changements que vous pouvez encore annuler',
    about: 'Par le lien de l’e-mail qui vous les a annoncés.',
    fields: { what: 'Changement', changedAt: 'Fait le', until: 'Annulable jusqu’au', undoneAt: 'Annulé le' },
    kinds: {
      password: 'mot de passe',
      email: 'adresse e-mail',
      factor: 'moyen de confirmation',
      factorReset: 'retrait de vos moyens de confirmation',
      deletion: 'demande de suppression',
    },
  },
  en: {
    title: 'The changes that you can still take back',
    about: 'By the link of the e-mail that told you of them.',
    fields: { what: 'Change', changedAt: 'Made on', until: 'Can be taken back until', undoneAt: 'Taken back on' },
    kinds: {
      password: 'password',
      email: 'e-mail address',
      factor: 'way of confirming',
      factorReset: 'removal of your ways of confirming',
      deletion: 'request for deletion',
    },
  },
}

/** Changes whose former state is still kept. */
export const exportUndos: ExportOf = async (tx, account, lang) => {
  const { kinds, ...t } = words[lang]
  const links = await linksOf(tx, account.id)
  return {
    ...t,
    name: 'changes',
    entries: links.map((link) => ({
      what: { is: link.kind, words: kinds[link.kind as UndoKind] },
      changedAt: new Date(link.created_at),
      until: new Date(link.expires_at),
      undoneAt: instant(link.used_at),
    })),
  }
}
