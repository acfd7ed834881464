import type { Knex } from 'knex'

/** Who did it from where, for the record: made once for each request. */
export interface Origin {
  readonly ip: string
  readonly requestId: string
}

/** One thing that happened to somebody. `details` never holds a password, code, token, or whole address or number. */
export interface AuditEvent<Action extends string = string> {
  readonly action: Action
  /** the account, customer, app or key it happened to; absent when nobody is known */
  readonly subject?: string
  /** who did it; the subject themselves when absent */
  readonly actor?: string
  readonly details?: Readonly<Record<string, string | number | boolean>>
}

/** Writes the event in the transaction of what it tells of: either both are kept or neither. It is sealed right after
 *  (chain.ts). */
export async function record(
  tx: Knex,
  event: AuditEvent,
  { at, origin }: { at: number; origin?: Origin },
): Promise<void> {
  await tx('audit_event').insert({
    at,
    action: event.action,
    subject: event.subject ?? null,
    actor: event.actor ?? event.subject ?? 'visitor',
    ip: origin?.ip ?? null,
    request_id: origin?.requestId ?? null,
    details: JSON.stringify(event.details ?? {}),
  })
}

/** One event, as it is told to whom it happened. */
export interface Happened {
  readonly no: number
  readonly at: number
  readonly action: string
  readonly actor: string
  readonly ip: string | null
  readonly details: Readonly<Record<string, unknown>>
}

interface Wanted {
  /** only those before that number */
  readonly before?: number | undefined
  readonly most?: number | undefined
}

/** What is recorded of one subject, the newest first. */
export async function eventsOf(db: Knex, subject: string, { before, most }: Wanted = {}): Promise<Happened[]> {
  const events = db<Omit<Happened, 'details'> & { subject: string; details: string }>('audit_event')
    .where({ subject })
    .orderBy('no', 'desc')
    .select('no', 'at', 'action', 'actor', 'ip', 'details')
  if (before !== undefined) void events.where('no', '<', before)
  if (most !== undefined) void events.limit(most)
  return (await events).map(({ details, ...event }) => ({
    ...event,
    details: JSON.parse(details) as Readonly<Record<string, unknown>>,
  }))
}
