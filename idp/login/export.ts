import type { Texts } from '../../shared/i18n.ts'
import { sayBrowser } from '../browser.ts'
import type { ExportOf, Section } from '../export.ts'
import { devicesOf } from './store.ts'

type Field = 'browser' | 'firstSeenAt' | 'lastSeenAt'

const words: Texts<Pick<Section<Field>, 'title' | 'about' | 'fields'>> = {
  fr: {
    title: 'Vos appareils reconnus',
    about: 'Un navigateur est reconnu à un cookie, dont nous ne gardons qu’une empreinte.',
    fields: { browser: 'Navigateur', firstSeenAt: 'Première connexion', lastSeenAt: 'Dernière connexion' },
  },
  en: {
    title: 'The devices recognised',
    about: 'A browser is recognised by a cookie, of which we only keep a fingerprint.',
    fields: { browser: 'Browser', firstSeenAt: 'First sign-in', lastSeenAt: 'Last sign-in' },
  },
}

/** The browsers somebody has signed in from. */
export const exportDevices: ExportOf = async (tx, account, lang) => ({
  ...words[lang],
  name: 'devices',
  entries: (await devicesOf(tx, account.id)).map((device) => ({
    browser: sayBrowser(lang, device),
    firstSeenAt: new Date(device.first_seen_at),
    lastSeenAt: new Date(device.last_seen_at),
  })),
})
