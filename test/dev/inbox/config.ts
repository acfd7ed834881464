import { fromRoot } from '../../../shared/root.ts'
import { decodeSecret } from './webhook.ts'

export interface InboxConfig {
  readonly host: string
  readonly httpPort: number
  readonly smtpPort: number
  readonly smsSecret: Buffer
  readonly file: string
}

/** The settings, or a sentence for each that is wrong. */
export function readConfig(env: NodeJS.ProcessEnv): { config: InboxConfig } | { faults: string[] } {
  const faults: string[] = []
  const port = (name: string, standard: number): number => {
    const value = env[name] || String(standard)
    if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535) faults.push(`${name} must be a port, 0 to 65535.`)
    return Number(value)
  }
  const httpPort = port('INBOX_PORT', 8025)
  const smtpPort = port('INBOX_SMTP_PORT', 1025)
  const smsSecret = decodeSecret(env['SMS_SECRET'] ?? '')
  if (!smsSecret) faults.push('SMS_SECRET must be 24 to 64 bytes in base64, as the portal has it.')
  if (faults.length > 0 || !smsSecret) return { faults }

  const file = env['INBOX_FILE'] || fromRoot('var', 'inbox.json')
  return { config: { host: env['INBOX_HOST'] || '127.0.0.1', httpPort, smtpPort, smsSecret, file } }
}
