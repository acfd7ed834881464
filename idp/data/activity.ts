import type { Knex } from 'knex'
import type { Lang, Texts } from '../../shared/i18n.ts'
import { eventsOf, type Happened } from '../../shared/observe/audit.ts'
import { texts } from '../activity/texts.ts'
import { appFacts } from '../clients/service.ts'
import type { Exported, ExportOf, Section } from '../export.ts'

type Field = 'at' | 'what' | 'detail' | 'ip'

const words: Texts<Pick<Section<Field>, 'title' | 'about' | 'fields'>> = {
  fr: {
    title: 'Le journal de sécurité',
    about:
      'Ce qui s’est passé sur votre compte, 12 mois en arrière. L’adresse IP n’est donnée que pour ce que votre compte a fait\u00a0: un essai manqué peut venir de quelqu’un d’autre.',
    fields: { at: 'Quand', what: 'Quoi', detail: 'Détail', ip: 'Adresse IP' },
  },
  en: {
    title: 'The security log',
    about:
      'What happened to your account, 12 months back. The IP address is only given for what your account did: a failed try may have been somebody else’s.',
    fields: { at: 'When', what: 'What', detail: 'Detail', ip: 'IP address' },
  },
}

/** Whoever failed may have been somebody else: where they were is theirs. */
const MAY_BE_OTHERS = new Set(['login.failed', 'login.throttled'])

/** What the security log has of somebody. Without what an operator wrote, and without addresses of others. */
export const exportActivity: ExportOf = async (tx, account, lang) => {
  const actions: Readonly<Record<string, string>> = texts[lang].actions
  const events = await eventsOf(tx, account.id)
  const entries = events.map(async (event) => ({
    at: new Date(event.at),
    what: { is: event.action, words: actions[event.action] ?? texts[lang].other },
    detail: await detailOf(tx, event.details, lang),
    ip: event.actor === account.id && !MAY_BE_OTHERS.has(event.action) ? event.ip : null,
  }))
  return { ...words[lang], name: 'activity', entries: await Promise.all(entries) }
}

async function detailOf(tx: Knex, { client, cause }: Happened['details'], lang: Lang): Promise<Exported> {
  if (typeof client === 'string') return (await appFacts(tx, client))?.name ?? null
  const causes: Readonly<Record<string, string>> = texts[lang].causes
  return typeof cause === 'string' ? { is: cause, words: causes[cause] ?? cause } : null
}
