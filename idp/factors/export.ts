import type { Texts } from '../../shared/i18n.ts'
import { type ExportOf, instant, type Section } from '../export.ts'
import { codesOf } from './codes.ts'
import { type Factor, kinds } from './kinds.ts'

type Field = 'kind' | 'name' | 'addedAt' | 'usedAt'
type CodesField = 'left' | 'madeAt' | 'rehearsedAt'

interface Words extends Pick<Section<Field>, 'title' | 'about' | 'fields'> {
  readonly kinds: Readonly<Record<Factor['kind'], string>>
  readonly codes: Pick<Section<CodesField>, 'title' | 'about' | 'fields'>
}

const words: Texts<Words> = {
  fr: {
    title: 'Vos moyens de confirmation',
    about: 'Leurs secrets et leurs clés ne sont pas ici\u00a0: ils ouvrent votre compte.',
    fields: { kind: 'Moyen', name: 'Nom', addedAt: 'Ajouté le', usedAt: 'Utilisé le' },
    kinds: { app: 'application d’authentification', passkey: 'clé d’accès' },
    codes: {
      title: 'Vos codes de secours',
      about: 'Nous n’en gardons que des empreintes, qui ne permettent pas de les retrouver.',
      fields: { left: 'Codes restants', madeAt: 'Créés le', rehearsedAt: 'Essayés le' },
    },
  },
  en: {
    title: 'Your ways of confirming',
    about: 'Their secrets and keys are not here: they open your account.',
    fields: { kind: 'Way', name: 'Name', addedAt: 'Added on', usedAt: 'Used on' },
    kinds: { app: 'authenticator app', passkey: 'passkey' },
    codes: {
      title: 'Your recovery codes',
      about: 'We only keep fingerprints of them, from which they cannot be recovered.',
      fields: { left: 'Codes left', madeAt: 'Made on', rehearsedAt: 'Tried on' },
    },
  },
}

/** What somebody confirms with, beside the password. */
export const exportFactors: ExportOf = async (tx, account, lang) => {
  const { kinds: named, codes: _, ...t } = words[lang]
  const factors = (await Promise.all(kinds.map(({ find }) => find(tx, account.id)))).flat()
  return {
    ...t,
    name: 'factors',
    entries: factors.map(({ kind, name, addedAt, usedAt }) => ({
      kind: { is: kind, words: named[kind] },
      name,
      addedAt: new Date(addedAt),
      usedAt: instant(usedAt ?? null),
    })),
  }
}

/** How many codes are left that stand in for a lost one. */
export const exportCodes: ExportOf = async (tx, account, lang) => {
  const { left, madeAt, rehearsedAt } = await codesOf(tx, account.id)
  const entry = { left: String(left), madeAt: instant(madeAt ?? null), rehearsedAt: instant(rehearsedAt ?? null) }
  return { ...words[lang].codes, name: 'recoveryCodes', one: true, entries: madeAt === undefined ? [] : [entry] }
}
