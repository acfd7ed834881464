import type { Knex } from 'knex'
import type { Cause } from '../engine/service.ts'

/** How far one notice that a session has ended has got. Nothing in it tells whose session it was. */
export interface LogoutDelivery {
  readonly client: string
  readonly cause: Cause
  /** instant at which the session ended */
  readonly endedAt: number
  readonly state: 'waiting' | 'done' | 'dead'
  readonly attempts: number
  /** instant at which the app took it, or was given up */
  readonly closedAt: number | null
  /** instant of the next attempt, while it waits */
  readonly nextAt: number | null
  readonly lastError: string | null
}

const columns = {
  client: 'logout_notice.client_id',
  cause: 'logout_notice.cause',
  endedAt: 'outbox.created_at',
  state: 'outbox.state',
  attempts: 'outbox.attempts',
  closedAt: 'outbox.done_at',
  nextAt: 'outbox.next_at',
  lastError: 'outbox.last_error',
}

/** The notices of the last month, newest first: those of one app, or of all. */
export async function deliveriesOf(db: Knex, clientId?: string, most = 100): Promise<LogoutDelivery[]> {
  const found: LogoutDelivery[] = await db('logout_notice')
    .join('outbox', 'outbox.id', 'logout_notice.id')
    .where(clientId === undefined ? {} : { client_id: clientId })
    .orderBy('outbox.created_at', 'desc')
    .limit(most)
    .select(columns)
  return found.map((one) => (one.state === 'waiting' ? one : { ...one, nextAt: null }))
}
