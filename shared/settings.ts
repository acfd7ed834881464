import { z } from 'zod'
import * as read from './config.ts'
import { isStrong } from './crypto/secrets.ts'
import { readDkim } from './mail/dkim.ts'
import { readSmtpUrl } from './mail/smtp-url.ts'

/** The environment variables that each product has under its own prefix. */
export function productSettings(of: {
  prefix: string
  product: string
  port: number
  database: string
  sender: string
}) {
  const { prefix, product } = of
  return {
    url: {
      name: `${prefix}_URL`,
      about: `Public address of ${product}: the base of every link, and the only host that is answered`,
      form: 'an origin, https but on this machine, without a trailing slash',
      default: `http://localhost:${of.port}`,
      schema: read.origin,
    },
    host: {
      name: `${prefix}_HOST`,
      about: 'Address to listen on',
      form: 'an IP address or host name',
      default: 'localhost',
      schema: read.text,
    },
    port: {
      name: `${prefix}_PORT`,
      about: 'Port to listen on',
      form: 'a port, 0 to 65535',
      default: String(of.port),
      schema: read.port,
    },
    databaseUrl: {
      name: `${prefix}_DATABASE_URL`,
      about: `Database of ${product}`,
      form: 'sqlite:path or postgres://user:password@host/name',
      default: `sqlite:var/${of.database}.sqlite`,
      secret: true,
      schema: read.databaseUrl,
    },
    secrets: {
      name: `${prefix}_SECRETS`,
      about: `What all keys are derived from, newest first; empty: made once and kept in ${prefix}_SECRETS_FILE`,
      form: '32 random bytes each in base64url (43 characters), comma-separated',
      default: '',
      secret: true,
      schema: read.list.pipe(z.array(z.string().refine(isStrong))),
    },
    secretsFile: {
      name: `${prefix}_SECRETS_FILE`,
      about: `Where the secret lies if ${prefix}_SECRETS is empty. Back it up: without it the database cannot be read`,
      form: 'a file path',
      default: `var/${of.database}.secret`,
      schema: read.text,
    },
    trustedProxies: {
      name: `${prefix}_TRUSTED_PROXIES`,
      about: 'Proxies whose X-Forwarded-For is believed',
      form: 'addresses or ranges in CIDR form, comma-separated',
      default: '',
      schema: read.list.pipe(z.array(read.addressRange)),
    },
    smtpUrl: {
      name: `${prefix}_SMTP_URL`,
      about: 'Mail server (docs/mail.md)',
      form: 'smtp://user:password@host:port, or smtps://; STARTTLS is required unless it is this machine',
      default: 'smtp://localhost:1025',
      secret: true,
      schema: z.string().refine((url) => readSmtpUrl(url) !== undefined),
    },
    mailFrom: {
      name: `${prefix}_MAIL_FROM`,
      about: 'Sender of mails',
      form: 'Name <address>',
      default: of.sender,
      schema: z.string().regex(/@/),
    },
    dkim: {
      name: `${prefix}_DKIM`,
      about: 'With what mails are signed (docs/mail.md); empty: not by us',
      form: 'domain:selector:path to an RSA private key of 2048 bits or more, in PEM',
      default: '',
      schema: z
        .string()
        .transform((value) => (value === '' ? { key: undefined } : { key: readDkim(value), given: true }))
        .refine(({ key, given }) => key !== undefined || !given)
        .transform(({ key }) => key),
    },
    logLevel: {
      name: `${prefix}_LOG_LEVEL`,
      about: 'What is logged to standard output, one JSON line each',
      form: 'one of debug, info, warn, error, silent',
      default: 'info',
      schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    },
  } as const satisfies Record<string, read.Setting<unknown>>
}
