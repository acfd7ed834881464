import type { Texts } from '../../shared/i18n.ts'
import type { ExportOf, Section } from '../export.ts'
import { connectedApps } from './service.ts'
import { tell } from './words.ts'

type Field = 'app' | 'allowed' | 'givenAt' | 'changedAt' | 'usedAt'

const words: Texts<Pick<Section<Field>, 'title' | 'about' | 'fields'>> = {
  fr: {
    title: 'Les applications que vous avez autorisées',
    about: 'Elles ne sont pas de BMW. Ce qu’elles ont reçu, elles seules peuvent vous en donner copie.',
    fields: {
      app: 'Application',
      allowed: 'Ce qu’elle peut voir',
      givenAt: 'Autorisée le',
      changedAt: 'Changée le',
      usedAt: 'Dernière connexion',
    },
  },
  en: {
    title: 'The apps that you have allowed',
    about: 'They are not by BMW. Only they can give you a copy of what they have received.',
    fields: {
      app: 'App',
      allowed: 'What it can see',
      givenAt: 'Allowed on',
      changedAt: 'Changed on',
      usedAt: 'Last used',
    },
  },
}

/** What somebody lets apps of others see and do. */
export const exportConsents: ExportOf = async (tx, account, lang) => {
  const connected = await connectedApps({ db: tx }, account.id)
  const entries = connected.map(async ({ app, permission, givenAt, changedAt, usedAt }) => {
    const told = await tell(tx, permission, { account, lang })
    return {
      app: app.name,
      allowed: { is: permission, words: told.map((datum) => datum.words) },
      givenAt: new Date(givenAt),
      changedAt: new Date(changedAt),
      usedAt: new Date(usedAt),
    }
  })
  return { ...words[lang], name: 'consents', entries: await Promise.all(entries) }
}
