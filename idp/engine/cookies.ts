import type { Configuration } from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import type { IdpConfig } from '../config.ts'

export function cookies(config: IdpConfig, secrets: Secrets): NonNullable<Configuration['cookies']> {
  const secure = config.url.startsWith('https:')
  const attributes = { httpOnly: true, sameSite: 'lax', secure, signed: true } as const
  return {
    keys: secrets.keys('cookies').map((key) => key.toString('base64url')),
    // the latter two carry a path, which `__Host-` does not allow
    names: {
      session: secure ? '__Host-bmwid_session' : 'bmwid_session',
      interaction: secure ? '__Secure-bmwid_interaction' : 'bmwid_interaction',
      resume: secure ? '__Secure-bmwid_resume' : 'bmwid_resume',
    },
    long: attributes,
    short: attributes,
  }
}
