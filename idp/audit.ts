import type { Knex } from 'knex'
import { type AuditEvent, type Origin, record } from '../shared/observe/audit.ts'
import type { Idp } from './context.ts'

/** Everything that is recorded, a sentence each: of an account, or (`app.`) of the app with that id. */
export const auditActions = {
  'signup.requested': 'Somebody asked for a BMW ID.',
  'signup.readdressed': 'A pending signup got another address.',
  'signup.refused': 'The owner of an address said that a signup was not theirs.',
  'account.activated': 'An address was proven and the account opened.',
  'login.succeeded': 'Somebody signed in.',
  'login.halfway': 'A password was right; what confirms it was asked for.',
  'login.unconfirmed': 'A second step failed: a code was wrong, or used before.',
  'login.stepThrottled': 'A second step was refused after too many wrong codes.',
  'login.failed': 'A password did not fit, or nobody has that address.',
  'login.throttled': 'A sign-in was refused after too many failures.',
  'session.ended': 'Sessions ended, or an app in them, for the cause given; the apps that were open in them are told.',
  'profile.changed': 'Civility, names or the language of mails were changed; which of them, and never to what.',
  'email.changeRequested': 'Somebody asked to change their address; the new one has a link to prove it.',
  'email.changeWaits': 'The new address was proven; it will hold after a time in which the change can be cancelled.',
  'email.changeCancelled': 'A change of address was cancelled before it held.',
  'email.changed': 'A proven address took the place of the one before; every other session ended.',
  'account.blocked': 'An operator blocked the account; every session ended.',
  'account.unblocked': 'An operator let the account sign in again.',
  'password.resetRequested': 'A link to choose a new password was asked for.',
  'change.undone': 'A change of the account was taken back with the link of the mail about it; every session ended.',
  'factor.added': 'Somebody added something that confirms it is them.',
  'factor.removed': 'Somebody removed such a thing.',
  'factor.restored': 'A removed one was put back with the link of the mail about it.',
  'recovery.made': 'Ten recovery codes were made; those before are void.',
  'recovery.used': 'A recovery code was used.',
  'recovery.rehearsed': 'Somebody tried out a recovery code, without using it.',
  'factors.resetAsked': 'An operator decided that the factors of an account go, a day later.',
  'factors.resetStopped': 'The owner stopped that.',
  'factors.reset': 'Every factor and recovery code of an account was removed; every session ended.',
  'consent.given': 'Somebody let an app of others see or do something.',
  'consent.refused': 'Somebody did not let an app see what it asked for.',
  'consent.withdrawn': 'Somebody took back what an app might see and do; its grants, tokens and sessions ended.',
  'keys.published': 'A key was published that will sign.',
  'keys.activated': 'A key began to sign.',
  'keys.retired': 'A key signs no more; what it has signed is still good.',
  'keys.erased': 'A key left the key set, its private part erased.',
  'keys.revoked': 'An operator took a key out of the key set at once.',
  'password.changed':
    'A new password was chosen; every session ended, but for the one it was chosen in, if there is one.',
  'app.registered': 'An app was registered.',
  'app.changed': 'An app’s settings were changed.',
  'app.disabled': 'An app was disabled; what it had been given ended.',
  'app.enabled': 'An app was enabled again.',
  'app.secretAdded': 'An app got a new secret; the one before ends later.',
  'app.secretEnded': 'A secret of an app ended.',
  'app.removed': 'An app was removed, with all that it had been given.',
  'registrationToken.issued': 'A token was issued by which apps may be registered.',
  'registrationToken.revoked': 'Such a token was revoked.',
  'developer.added': 'Somebody may register apps.',
  'developer.removed': 'Somebody may no longer register apps.',
  'api.added': 'An API was added, for which access tokens can be made.',
  'api.changed': 'An API was changed.',
  'api.removed': 'An API was removed; no access token is made for it any more.',
  'api.allowed': 'An app was allowed to ask for scopes of an API.',
  'api.disallowed': 'Scopes of an API were taken back from an app.',
} as const

export type IdpAction = keyof typeof auditActions

/** Writes the event with the transaction it tells of. */
export const recordEvent = (
  tx: Knex,
  event: AuditEvent<IdpAction>,
  { now, origin }: Pick<Idp, 'now'> & { origin?: Origin | undefined },
): Promise<void> => record(tx, event, { at: now(), ...(origin === undefined ? {} : { origin }) })
