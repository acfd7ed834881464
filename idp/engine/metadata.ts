import { type ClientMetadata, type Configuration, errors } from 'oidc-provider'
import { FAPI, fapiFault } from './fapi.ts'
import { RESPONSE_MODES } from './modes.ts'

type Extra = NonNullable<Configuration['extraClientMetadata']>

/** What stands in a client beside the metadata of OpenID Connect Dynamic Client Registration 1.0 §2. `cors_origins`: whose
 *  pages may read our answers to this client. `profile`: nothing, or `fapi2`. `require_mfa`: nobody comes in by a password
 *  alone. */
const PROPERTIES = ['first_party', 'start_uri', 'cors_origins', 'profile', 'require_mfa']

/** Judged whenever a client is saved or loaded; every sentence begins with the field that is wrong. */
export const extraMetadata: Extra = {
  properties: PROPERTIES,
  validator: (_ctx, name, value, metadata) => {
    const fault =
      name === 'cors_origins' ? originsFault(value) : name === 'profile' ? profileFault(value, metadata) : undefined
    if (fault !== undefined) throw new errors.InvalidClientMetadata(fault)
  },
}

function originsFault(value: unknown): string | undefined {
  if (value === undefined || (Array.isArray(value) && value.every(isOrigin))) return undefined
  return 'cors_origins can only contain origins such as https://app.example, as a browser writes them'
}

/** `null`, `*` and the schemes of browser extensions are none. */
const isOrigin = (value: unknown): boolean =>
  typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value

function profileFault(value: unknown, metadata: ClientMetadata): string | undefined {
  const modes = metadata['response_modes'] as readonly string[] | undefined
  if (!modes?.every((mode) => RESPONSE_MODES.includes(mode))) {
    return `response_modes can only contain ${RESPONSE_MODES.join(', ')}`
  }
  if (value === undefined) return undefined
  return value === FAPI ? fapiFault(metadata) : `profile can only be ${FAPI}`
}
