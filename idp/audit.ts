import type { Knex } from 'knex'
import { type AuditEvent, type Origin, record } from '../shared/observe/audit.ts'
import type { Idp } from './context.ts'

/** Everything that is recorded of an account, a sentence each. */
export const auditActions = {
  'signup.requested': 'Somebody asked for a BMW ID.',
  'signup.readdressed': 'A pending signup got another address.',
  'signup.refused': 'The owner of an address said that a signup was not theirs.',
  'account.activated': 'An address was proven and the account opened.',
  'login.succeeded': 'Somebody signed in.',
  'login.failed': 'A password did not fit, or nobody has that address.',
  'login.throttled': 'A sign-in was refused after too many failures.',
  'session.ended': 'Sessions ended, or an app in them, for the cause given; the apps that were open in them are told.',
  'account.blocked': 'An operator blocked the account; every session ended.',
  'account.unblocked': 'An operator let the account sign in again.',
  'password.resetRequested': 'A link to choose a new password was asked for.',
  'password.changed': 'A new password was chosen; every session ended.',
} as const

export type IdpAction = keyof typeof auditActions

/** Writes the event with the transaction it tells of. */
export const recordEvent = (
  tx: Knex,
  event: AuditEvent<IdpAction>,
  { now, origin }: Pick<Idp, 'now'> & { origin?: Origin },
): Promise<void> => record(tx, event, { at: now(), ...(origin ? { origin } : {}) })
