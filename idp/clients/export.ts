import type { Texts } from '../../shared/i18n.ts'
import { type ExportOf, instant, type Section } from '../export.ts'
import { clientsOf } from './registry.ts'
import { developerSince } from './store.ts'

type Field = 'since' | 'apps'

const words: Texts<Pick<Section<Field>, 'title' | 'fields'>> = {
  fr: { title: 'Votre espace développeur', fields: { since: 'Ouvert le', apps: 'Applications à votre nom' } },
  en: { title: 'Your developer area', fields: { since: 'Opened on', apps: 'Apps in your name' } },
}

/** Whether somebody may register apps, and which are theirs. */
export const exportDeveloper: ExportOf = async (tx, account, lang) => {
  const since = await developerSince(tx, account.id)
  const apps = (await clientsOf(tx, account.id)).map(({ id, settings, createdAt }) => ({
    clientId: id,
    name: settings.name,
    createdAt: new Date(createdAt),
  }))
  const theirs = { since: instant(since ?? null), apps: { is: apps, words: apps.map(({ name }) => name) } }
  const isNobody = since === undefined && apps.length === 0
  return { ...words[lang], name: 'developer', entries: isNobody ? [] : [theirs] }
}
