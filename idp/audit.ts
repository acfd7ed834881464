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
  'password.resetRequested': 'A link to choose a new password was asked for.',
  'keys.published': 'A key was published that will sign.',
  'keys.activated': 'A key began to sign.',
  'keys.retired': 'A key signs no more; what it has signed is still good.',
  'keys.erased': 'A key left the key set, its private part erased.',
  'keys.revoked': 'An operator took a key out of the key set at once.',
  'password.changed': 'A new password was chosen; every session ended.',
} as const

export type IdpAction = keyof typeof auditActions

/** Writes the event with the transaction it tells of. */
export const recordEvent = (
  tx: Knex,
  event: AuditEvent<IdpAction>,
  { now, origin }: Pick<Idp, 'now'> & { origin?: Origin },
): Promise<void> => record(tx, event, { at: now(), ...(origin ? { origin } : {}) })
