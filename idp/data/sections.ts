import { exportAccount } from '../account/service.ts'
import { exportAddressChange } from '../address/service.ts'
import { exportDeveloper } from '../clients/service.ts'
import { exportConsents } from '../consent/service.ts'
import { exportNames, exportOpenApps, exportSessions } from '../engine/service.ts'
import type { ExportOf } from '../export.ts'
import { exportCodes, exportFactors } from '../factors/service.ts'
import { exportDevices } from '../login/service.ts'
import { exportUndos } from '../undo/service.ts'
import { exportActivity } from './activity.ts'

/** Everything that a copy holds, in its order, each by the room that keeps it, with the tables that it tells of. A test
 *  looks for tables of an account that are in neither list. */
export const sections: readonly { readonly tables: readonly string[]; readonly of: ExportOf }[] = [
  { tables: ['account'], of: exportAccount },
  { tables: ['address_change'], of: exportAddressChange },
  { tables: ['authenticator', 'passkey'], of: exportFactors },
  { tables: ['recovery_code', 'factor_state'], of: exportCodes },
  { tables: ['consent'], of: exportConsents },
  { tables: ['pairwise_subject'], of: exportNames },
  { tables: ['session_browser'], of: exportSessions },
  { tables: ['app_session'], of: exportOpenApps },
  { tables: ['known_device'], of: exportDevices },
  { tables: ['developer', 'client'], of: exportDeveloper },
  { tables: ['undo_link'], of: exportUndos },
  { tables: [], of: exportActivity }, // the audit log, which has no column for accounts alone
]

/** What a copy leaves out, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  engine_object:
    'Sessions, codes, tokens and grants: secrets that open the account. What they are for is in consent and app_session.',
  second_step: 'That a password was right and the second step is open: a secret, for five minutes.',
  factor_reset: 'What our team was asked to remove, for a day. That it was asked for is in the security log.',
  passkey_user: 'The random number by which devices know an account: it tells nothing, and lies on the devices too.',
  former_address: 'The hash of an address that was left, for three days, so that it can be had back.',
  password_reset: 'The hash of a secret, for a day. That it was asked for is in the security log.',
}
