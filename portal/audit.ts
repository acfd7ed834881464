import type { Knex } from 'knex'
import { type AuditEvent, type Origin, record } from '../shared/observe/audit.ts'
import type { Portal } from './context.ts'

/** Everything that is recorded of a customer, a sentence each. */
export const auditActions = {
  'session.opened': 'Somebody signed in with their BMW ID.',
  'session.closed': 'Somebody signed out.',
  'session.endedByProvider': 'The identity provider said that a sign-in is over.',
  'session.logoutRefused': 'A logout token was not good, and nothing was done.',
  'contract.unknown': 'A contract number was asked for that is not known.',
  'contract.refused': 'A contract cannot be added online.',
  'code.requested': 'An SMS code was sent to the number given at signature.',
  'code.resent': 'A new SMS code was sent.',
  'code.wrong': 'A wrong SMS code was entered.',
  'code.cancelled': 'The entry of a code was given up.',
  'attachment.blocked': 'Three wrong codes: no contract can be added until somebody lifts it.',
  'attachment.unblocked': 'The block on adding contracts was lifted.',
  'contract.attached': 'A contract was added.',
} as const

export type PortalAction = keyof typeof auditActions

/** Writes the event with the transaction it tells of. */
export const recordEvent = (
  tx: Knex,
  event: AuditEvent<PortalAction>,
  { now, origin }: Pick<Portal, 'now'> & { origin?: Origin },
): Promise<void> => record(tx, event, { at: now(), ...(origin ? { origin } : {}) })
