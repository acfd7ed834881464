import { z } from 'zod'
import * as read from '../../../shared/config.ts'
import { decodeSecret } from './webhook.ts'

/** Every environment variable of the inbox. */
export const settings = {
  host: {
    name: 'INBOX_HOST',
    about: 'Address to listen on, for both ports',
    form: 'an IP address or host name',
    default: '127.0.0.1',
    schema: read.text,
  },
  httpPort: {
    name: 'INBOX_PORT',
    about: 'Port of its page, its API and the SMS gateway',
    form: 'a port, 0 to 65535',
    default: '8025',
    schema: read.port,
  },
  smtpPort: {
    name: 'INBOX_SMTP_PORT',
    about: 'Port of its mail server',
    form: 'a port, 0 to 65535',
    default: '1025',
    schema: read.port,
  },
  file: {
    name: 'INBOX_FILE',
    about: 'Where messages outlive a restart',
    form: 'a file path',
    default: 'var/inbox.json',
    schema: read.text,
  },
  smsSecret: {
    name: 'SMS_SECRET',
    about: 'What the portal has as PORTAL_SMS_SECRET; `npm start` sees to it',
    form: 'base64 of 24 to 64 bytes, with or without the prefix whsec_',
    secret: true,
    schema: z.string().transform((value, check) => {
      const secret = decodeSecret(value)
      if (!secret) check.addIssue('not a secret')
      return secret ?? z.NEVER
    }),
  },
} as const satisfies Record<string, read.Setting<unknown>>

/** Throws a ConfigError with every fault. */
export const readConfig = (env: Readonly<Record<string, string | undefined>>) => read.readSettings(settings, env)
export type InboxConfig = ReturnType<typeof readConfig>
