import type { Knex } from 'knex'
import { hasLeft, takeOne } from '../../shared/limits/budget.ts'
import type { Log } from '../../shared/observe/log.ts'
import { DAY, HOUR, MINUTE } from '../../shared/time.ts'
import { everybody } from './limits.ts'

/** From so many on a share means something. */
const ENOUGH = 50
/** A code that was sent so long ago would have been entered by now. */
const SETTLED = 15 * MINUTE

/** Looks whether codes are being guessed, or sent for nothing, and says so in the log as an error: an hour apart, so that
 *  an alarm stays one. */
export async function watchCodes({ db, log }: { db: Knex; log: Log }, now: number): Promise<void> {
  for (const [name, sentence, figures] of await alarms(db, now)) {
    const take = await takeOne(db, `alarm: ${name}`, { to: 1, within: HOUR, now })
    if (take.kind === 'taken') log.error({ alarm: name, ...figures }, sentence)
  }
}

type Alarm = readonly [name: string, sentence: string, figures: Readonly<Record<string, number>>]

async function alarms(db: Knex, now: number): Promise<Alarm[]> {
  const { sent, entered, judged } = await lastDay(db, now)
  const found: Alarm[] = []
  if (!(await hasLeft(db, everybody.key, { to: everybody.to, now }))) {
    found.push(['sms.paused', 'so many text messages left in an hour that no more are sent for now', {}])
  }
  if (sent >= ENOUGH && entered < sent * 0.4) {
    found.push([
      'sms.unused',
      'most SMS codes of the last day were never entered: somebody may be running up costs',
      { sent, entered },
    ])
  }
  if (judged >= ENOUGH && judged - entered > judged * 0.1) {
    const wrong = judged - entered
    found.push(['sms.guessed', 'too many wrong SMS codes in the last day: somebody may be guessing', { judged, wrong }])
  }
  return found
}

async function lastDay(db: Knex, now: number): Promise<{ sent: number; entered: number; judged: number }> {
  const [row] = await db('sms_challenge')
    .where('sent_at', '>', now - DAY)
    .where('sent_at', '<', now - SETTLED)
    .select<Record<'sent' | 'entered' | 'judged', number | string | null>[]>(
      db.raw('count(*) as sent'),
      db.raw("sum(case when closed_as = 'consumed' then 1 else 0 end) as entered"),
      db.raw('sum(tries) as judged'),
    )
  return { sent: Number(row?.sent ?? 0), entered: Number(row?.entered ?? 0), judged: Number(row?.judged ?? 0) }
}
