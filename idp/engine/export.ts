import type { Texts } from '../../shared/i18n.ts'
import { sayBrowser } from '../browser.ts'
import { appFacts } from '../clients/service.ts'
import type { ExportOf, Section } from '../export.ts'
import { browsersOf } from './browsers.ts'

type Names = 'sector' | 'sub'
type Apps = 'app' | 'seenAt'
type Sessions = 'browser' | 'network' | 'openedAt' | 'seenAt'

interface Words {
  readonly names: Pick<Section<Names>, 'title' | 'about' | 'fields'>
  readonly apps: Pick<Section<Apps>, 'title' | 'fields'>
  readonly sessions: Pick<Section<Sessions>, 'title' | 'fields'>
}

const words: Texts<Words> = {
  fr: {
    names: {
      title: 'Les noms par lesquels d’autres applications vous connaissent',
      about: 'Chacune reçoit un numéro différent, pour que deux applications ne puissent pas vous comparer.',
      fields: { sector: 'Pour', sub: 'Numéro' },
    },
    apps: {
      title: 'Les applications ouvertes avec votre BMW ID',
      fields: { app: 'Application', seenAt: 'Vue le' },
    },
    sessions: {
      title: 'Vos sessions',
      fields: { browser: 'Navigateur', network: 'Réseau', openedAt: 'Ouverte le', seenAt: 'Dernière activité' },
    },
  },
  en: {
    names: {
      title: 'The names by which other apps know you',
      about: 'Each receives a number of its own, so that two apps cannot compare you.',
      fields: { sector: 'For', sub: 'Number' },
    },
    apps: { title: 'The apps opened with your BMW ID', fields: { app: 'App', seenAt: 'Seen on' } },
    sessions: {
      title: 'Your sessions',
      fields: { browser: 'Browser', network: 'Network', openedAt: 'Opened on', seenAt: 'Last used' },
    },
  },
}

/** By which name the apps of each sector know somebody. */
export const exportNames: ExportOf = async (tx, account, lang) => {
  const names = await tx<{ account_id: string; sector: string; sub: string }>('pairwise_subject')
    .where({ account_id: account.id })
    .orderBy('sector')
    .select('sector', 'sub')
  return { ...words[lang].names, name: 'names', entries: names.map(({ sector, sub }) => ({ sector, sub })) }
}

/** Which apps are open in sessions of theirs. */
export const exportOpenApps: ExportOf = async (tx, account, lang) => {
  const open = await tx<{ account_id: string; client_id: string; seen_at: number }>('app_session')
    .where({ account_id: account.id })
    .orderBy('seen_at', 'desc')
    .select('client_id', 'seen_at')
  const entries = open.map(async ({ client_id, seen_at }) => ({
    app: (await appFacts(tx, client_id))?.name ?? null,
    seenAt: new Date(seen_at),
  }))
  return { ...words[lang].apps, name: 'openApps', entries: await Promise.all(entries) }
}

/** Where they are signed in. */
export const exportSessions: ExportOf = async (tx, account, lang) => ({
  ...words[lang].sessions,
  name: 'sessions',
  entries: (await browsersOf(tx, account.id)).map((one) => ({
    browser: sayBrowser(lang, one),
    network: one.network,
    openedAt: new Date(one.created_at),
    seenAt: new Date(one.seen_at),
  })),
})
