import type { Knex } from 'knex'
import { takeOne } from '../../shared/limits/budget.ts'
import { DAY, HOUR } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import { type Rule, ruleOf } from './rules.ts'
import { dropFailuresBefore, type FailureRow, failureRow, newestFailures, putFailure } from './store.ts'

// Owns why requests of apps were refused: what the visitor sees as a reference, whoever builds the app sees in full.

/** Protocol parameters by name; a list has a line for each entry. Never a token, code, secret, or anything of a person. */
export type Values = Readonly<Record<string, string>>

export interface Failure {
  readonly reference: string
  /** as it was sent, known or not */
  readonly clientId: string | undefined
  /** the engine's event, such as `grant.error`: which endpoint refused */
  readonly event: string
  /** RFC 6749 `error` */
  readonly error: string
  /** what the engine says for developers, in English */
  readonly reason: string
  readonly sent: Values
  readonly registered: Values
}

export interface Explanation extends Failure {
  readonly at: number
  readonly rule: Rule
}

/** How long a failure can be looked up. */
const KEPT = 30 * DAY

/** Keeps a failure; false: there were too many of this app within the hour, so that this one is only in the log. */
export async function keepFailure({ db, now }: Pick<Idp, 'db' | 'now'>, failure: Failure): Promise<boolean> {
  const budget = { to: 300, within: HOUR, now: now() }
  // whoever invents identifiers has one budget for all of them
  const whose = failure.registered['client_id'] ?? 'nobody'
  if ((await takeOne(db, `failures of ${whose}`, budget)).kind === 'spent') return false
  await putFailure(db, {
    reference: failure.reference,
    client_id: failure.clientId ?? null,
    event: failure.event,
    error: failure.error,
    reason: failure.reason,
    sent: JSON.stringify(failure.sent),
    registered: JSON.stringify(failure.registered),
    at: now(),
  })
  return true
}

/** A failure with the rule it broke; a reference may be typed in small letters, and without its dash. */
export async function explain(db: Knex, typed: string): Promise<Explanation | undefined> {
  const letters = typed.toUpperCase().replace(/[^A-Z0-9]/g, '')
  if (letters.length !== 6) return undefined
  const row = await failureRow(db, `${letters.slice(0, 4)}-${letters.slice(4)}`)
  return row && fromRow(row)
}

/** The newest failures of an app, or of all. */
export const latestFailures = async (db: Knex, of: { clientId?: string; most: number }): Promise<Explanation[]> =>
  (await newestFailures(db, of.clientId, of.most)).map(fromRow)

export const purgeFailures = (db: Knex, now: number): Promise<number> => dropFailuresBefore(db, now - KEPT)

function fromRow(row: FailureRow): Explanation {
  const failure = {
    reference: row.reference,
    clientId: row.client_id ?? undefined,
    event: row.event,
    error: row.error,
    reason: row.reason,
    sent: JSON.parse(row.sent) as Values,
    registered: JSON.parse(row.registered) as Values,
  }
  return { ...failure, at: row.at, rule: ruleOf(failure) }
}
