import type { Knex } from 'knex'
import type { Lang } from '../../shared/i18n.ts'
import { eventsOf, type Happened } from '../../shared/observe/audit.ts'
import { appFacts } from '../clients/service.ts'
import type { Exported, ExportOf } from '../export.ts'
import { activityTexts as texts } from './activity-texts.ts'

/** Whoever failed may have been somebody else: where they were is theirs. */
const MAY_BE_OTHERS = new Set(['login.failed', 'login.throttled'])

/** What the security log has of somebody. Without what an operator wrote, and without addresses of others. */
export const exportActivity: ExportOf = async (tx, account, lang) => {
  const { actions: _, other: __, causes: ___, ...t } = texts[lang]
  const events = await eventsOf(tx, account.id)
  const entries = events.map(async (event) => ({
    at: new Date(event.at),
    what: { is: event.action, words: texts[lang].actions[event.action] ?? texts[lang].other },
    detail: await detailOf(tx, event.details, lang),
    ip: event.actor === account.id && !MAY_BE_OTHERS.has(event.action) ? event.ip : null,
  }))
  return { ...t, name: 'activity', entries: await Promise.all(entries) }
}

async function detailOf(tx: Knex, { client, cause }: Happened['details'], lang: Lang): Promise<Exported> {
  if (typeof client === 'string') return (await appFacts(tx, client))?.name ?? client
  return typeof cause === 'string' ? { is: cause, words: texts[lang].causes[cause] ?? cause } : null
}
