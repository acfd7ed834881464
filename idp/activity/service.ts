import { inTransaction } from '../../shared/database/open.ts'
import type { Lang } from '../../shared/i18n.ts'
import { takeOne } from '../../shared/limits/budget.ts'
import { eventsOf, type Happened, type Origin } from '../../shared/observe/audit.ts'
import { HOUR, MINUTE } from '../../shared/time.ts'
import type { Account } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import { maskAddress } from '../browser.ts'
import { appFacts } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { forgetFailures } from '../login/service.ts'
import { mailReset } from '../password/service.ts'

// Owns what somebody reads of their own record, and the one safe act for what they do not recognise in it.

const PAGE = 40

/** A line of the timeline: one event, or several of a kind in a row. */
export interface Line extends Happened {
  readonly times: number
  /** the name of the app it is about; null: it was removed since */
  readonly app: string | null | undefined
  /** whether it was done in the name of the account, and so may have been somebody else */
  readonly mayBeAnothers: boolean
}

export interface Timeline {
  readonly lines: readonly Line[]
  /** where the next page begins; undefined: that was all */
  readonly before: number | undefined
}

/** What happened to an account, the newest first, from before an event on. */
export async function timelineOf(
  { db }: Pick<Idp, 'db'>,
  accountId: string,
  { before }: { before?: number | undefined } = {},
): Promise<Timeline> {
  const events = await eventsOf(db, accountId, { before, most: PAGE + 1 })
  const shown = events.slice(0, PAGE)
  const lines = await Promise.all(
    inRows(shown).map(async ({ event, times }) => {
      const { client } = event.details
      const app = typeof client === 'string' ? ((await appFacts(db, client))?.name ?? null) : undefined
      return { ...event, times, app, mayBeAnothers: mayBeAnothers(event, accountId) }
    }),
  )
  return { lines, before: events.length > PAGE ? shown.at(-1)?.no : undefined }
}

const mayBeAnothers = ({ actor }: Happened, accountId: string): boolean => actor === accountId || actor === 'visitor'

/** Wrong passwords come by the dozen: those within the same hour, from the same network, are one line. */
function inRows(events: readonly Happened[]): { event: Happened; times: number }[] {
  const rows: { event: Happened; times: number }[] = []
  for (const event of events) {
    const last = rows.at(-1)
    if (last && isMore(last.event, event)) last.times += 1
    else rows.push({ event, times: 1 })
  }
  return rows
}

const isMore = (later: Happened, event: Happened): boolean =>
  later.action === event.action &&
  event.action.startsWith('login.') &&
  event.action !== 'login.succeeded' &&
  later.at - event.at < HOUR &&
  networkOf(later) === networkOf(event)

const networkOf = ({ ip }: Happened): string | null => ip && maskAddress(ip)

/** An event of this account that may have been somebody else; undefined: it has none of that number. */
export async function doubtfulOf(
  { db }: Pick<Idp, 'db'>,
  accountId: string,
  no: number,
): Promise<Happened | undefined> {
  const [event] = await eventsOf(db, accountId, { before: no + 1, most: 1 })
  return event?.no === no && mayBeAnothers(event, accountId) ? event : undefined
}

/** « Ce n’était pas moi »: everything ends, each time, and the owner gets a link to choose a new password; of many presses
 *  within a minute one mails it. */
export const disown = (
  idp: Pick<Idp, 'config' | 'db' | 'engine' | 'secrets' | 'passwords' | 'now'>,
  { account, no }: { account: Account; no: number },
  { lang, origin }: { lang: Lang; origin: Origin },
): Promise<void> =>
  inTransaction(idp.db, async (tx) => {
    const { engine, now } = idp
    await engine.endSessions(tx, { accountId: account.id }, { cause: 'disowned', origin })
    await forgetFailures(tx, account)
    const turn = await takeOne(tx, `disowned by ${account.id}`, { to: 1, within: MINUTE, now: now() })
    if (turn.kind === 'spent') return
    await recordEvent(tx, { action: 'activity.disowned', subject: account.id, details: { event: no } }, { now, origin })
    await mailReset(tx, idp, { account, app: undefined, visitor: { lang, origin } })
  })
