import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { hashToken, randomToken } from '../../shared/crypto/tokens.ts'
import { takeRows } from '../../shared/database/open.ts'
import { HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import type { Customer } from '../account/service.ts'
import type { PortalConfig } from '../config.ts'
import type { Identity } from './identity.ts'

/** How long a session lasts: unused, and at all (security requirement R31). */
const IDLE = 15 * MINUTE
const ABSOLUTE = 12 * HOUR
/** `seen_at` is written at most this often: it is a matter of minutes, not of requests. */
const TOUCH = 30 * SECOND

export type Visit =
  | { readonly kind: 'signedIn'; readonly customer: Customer; readonly authenticatedAt: number }
  /** there was a session, and it ended by itself */
  | { readonly kind: 'idle' }
  | { readonly kind: 'nobody' }

interface SessionRow {
  id_hash: string
  customer_id: string
  sid: string | null
  sealed_id_token: string
  authenticated_at: number
  by_factor: number
  created_at: number
  seen_at: number
}

type Needs = { db: Knex; secrets: Secrets; now: () => number }

/** Opens a session; returns its cookie's value, which is kept nowhere. */
export async function openSession(
  { db, secrets, now }: Needs,
  customerId: string,
  from: Pick<Identity, 'sid' | 'idToken' | 'authenticatedAt' | 'byFactor'>,
): Promise<string> {
  const id = randomToken()
  const id_hash = hashToken(id)
  await db<SessionRow>('session').insert({
    id_hash,
    customer_id: customerId,
    sid: from.sid ?? null,
    sealed_id_token: secrets.seal('id-token', from.idToken, id_hash),
    authenticated_at: from.authenticatedAt,
    by_factor: Number(from.byFactor),
    created_at: now(),
    seen_at: now(),
  })
  return id
}

/** Who comes with this cookie. A session that was opened by less than is demanded by now opens nothing. */
export async function visitOf(
  { db, now, config }: Pick<Needs, 'db' | 'now'> & { readonly config: Pick<PortalConfig, 'demandsFactor'> },
  id: string | undefined,
): Promise<Visit> {
  if (id === undefined) return { kind: 'nobody' }
  const row = await db('session')
    .join('customer', 'customer.id', 'session.customer_id')
    .where({ 'session.id_hash': hashToken(id) })
    .first<(SessionRow & CustomerRow) | undefined>('session.*', ...customerColumns)
  if (!row || (config.demandsFactor && !row.by_factor)) return { kind: 'nobody' }
  if (row.seen_at < now() - IDLE || row.created_at < now() - ABSOLUTE) {
    await endSession({ db }, id)
    return { kind: 'idle' }
  }
  if (row.seen_at < now() - TOUCH) await db('session').where({ id_hash: row.id_hash }).update({ seen_at: now() })
  return { kind: 'signedIn', customer: customerOf(row), authenticatedAt: row.authenticated_at }
}

/** Ends a session at once; returns its ID token, by which the provider knows which of its sessions to end. */
export async function closeSession(
  { db, secrets }: Pick<Needs, 'db' | 'secrets'>,
  id: string,
): Promise<string | undefined> {
  const row = await endSession({ db }, id)
  return row && secrets.open('id-token', row.sealed_id_token, row.id_hash)
}

/** Ends the sessions that a logout token speaks of: one by its `sid`, all of a subject, or one only if it is that
 *  subject's. */
export async function endSessionsOf(
  db: Knex,
  of: { issuer: string; subject: string | undefined; sid: string | undefined },
): Promise<number> {
  const { issuer, subject, sid } = of
  const customers = db('customer').where({ issuer, ...(subject === undefined ? {} : { subject }) })
  const sessions = db<SessionRow>('session').whereIn('customer_id', customers.select('id'))
  return (sid === undefined ? sessions : sessions.where({ sid })).delete()
}

async function endSession({ db }: { db: Knex }, id: string): Promise<SessionRow | undefined> {
  const [row] = await takeRows<SessionRow>(db, db<SessionRow>('session').where({ id_hash: hashToken(id) }))
  return row
}

interface CustomerRow {
  email: string
  civility: Customer['civility']
  given_name: string
  family_name: string
  attach_blocked_at: number | null
}

const customerColumns = ['email', 'civility', 'given_name', 'family_name', 'attach_blocked_at'].map(
  (name) => `customer.${name}`,
)

const customerOf = (row: SessionRow & CustomerRow): Customer => ({
  id: row.customer_id,
  email: row.email,
  civility: row.civility,
  givenName: row.given_name,
  familyName: row.family_name,
  attachBlocked: row.attach_blocked_at !== null,
})
