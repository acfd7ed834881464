import { restoreAddress } from '../address/service.ts'
import { keepByLink } from '../deletion/service.ts'
import { restorePasskey } from '../passkeys/service.ts'
import { restorePassword } from '../password/service.ts'
import { restoreAuthenticator, stopReset } from '../security/service.ts'
import type { Undos } from './service.ts'

/** How each kind of change is taken back, by the room that made it. */
export const undos: Undos = {
  deletion: keepByLink,
  email: restoreAddress,
  password: restorePassword,
  factor: async (...change) => (await restoreAuthenticator(...change)) || restorePasskey(...change),
  factorReset: stopReset,
}
