import type { Knex } from 'knex'
import type { Lang } from '../../shared/i18n.ts'
import { appFacts } from '../clients/service.ts'
import type { Exported, ExportOf } from '../export.ts'
import { activityTexts as texts } from './activity-texts.ts'

interface Event {
  readonly subject: string
  readonly no: number
  readonly at: number
  readonly action: string
  readonly actor: string
  readonly ip: string | null
  readonly details: string
}

/** Whoever failed may have been somebody else: where they were is theirs. */
const MAY_BE_OTHERS = new Set(['login.failed', 'login.throttled'])

/** What the security log has of somebody. Without what an operator wrote, and without addresses of others. */
export const exportActivity: ExportOf = async (tx, account, lang) => {
  const { actions: _, other: __, causes: ___, ...t } = texts[lang]
  const events = await tx<Event>('audit_event')
    .where({ subject: account.id })
    .orderBy('no', 'desc')
    .select('at', 'action', 'actor', 'ip', 'details')
  const entries = events.map(async (event) => ({
    at: new Date(event.at),
    what: { is: event.action, words: texts[lang].actions[event.action] ?? texts[lang].other },
    detail: await detailOf(tx, event.details, lang),
    ip: event.actor === account.id && !MAY_BE_OTHERS.has(event.action) ? event.ip : null,
  }))
  return { ...t, name: 'activity', entries: await Promise.all(entries) }
}

async function detailOf(tx: Knex, json: string, lang: Lang): Promise<Exported> {
  const { client, cause } = JSON.parse(json) as { client?: string; cause?: string }
  if (client !== undefined) return (await appFacts(tx, client))?.name ?? client
  return cause === undefined ? null : { is: cause, words: texts[lang].causes[cause] ?? cause }
}
