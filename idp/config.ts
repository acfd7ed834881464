import { z } from 'zod'
import * as read from '../shared/config.ts'

/** Every environment variable of the provider. */
export const settings = {
  url: {
    name: 'IDP_URL',
    about: 'Public address of BMW ID: the issuer, and the base of every link in a mail',
    form: 'an origin, https but on this machine, without a trailing slash',
    default: 'http://localhost:3000',
    schema: read.origin,
  },
  host: {
    name: 'IDP_HOST',
    about: 'Address to listen on',
    form: 'an IP address or host name',
    default: 'localhost',
    schema: read.text,
  },
  port: {
    name: 'IDP_PORT',
    about: 'Port to listen on',
    form: 'a port, 0 to 65535',
    default: '3000',
    schema: read.port,
  },
  databaseUrl: {
    name: 'IDP_DATABASE_URL',
    about: 'Database of BMW ID',
    form: 'sqlite:path or postgres://user:password@host/name',
    default: 'sqlite:var/idp.sqlite',
    secret: true,
    schema: read.databaseUrl,
  },
  secrets: {
    name: 'IDP_SECRETS',
    about: 'What all keys are derived from, newest first; empty: made once and kept in IDP_SECRETS_FILE',
    form: '32 random bytes each in base64url (43 characters), comma-separated',
    default: '',
    secret: true,
    schema: read.list.pipe(z.array(z.string().regex(/^[\w-]{43}$/))),
  },
  secretsFile: {
    name: 'IDP_SECRETS_FILE',
    about: 'Where the secret lies if IDP_SECRETS is empty: back it up, without it the database cannot be read',
    form: 'a file path',
    default: 'var/idp.secret',
    schema: read.text,
  },
  trustedProxies: {
    name: 'IDP_TRUSTED_PROXIES',
    about: 'Proxies whose X-Forwarded-For is believed',
    form: 'addresses or ranges in CIDR form, comma-separated',
    default: '',
    schema: read.list,
  },
  portalUrl: {
    name: 'IDP_PORTAL_URL',
    about: 'Public address of MyBMW Financial Services, the first app that signs in here',
    form: 'an origin',
    default: 'http://localhost:4000',
    schema: read.origin,
  },
  smtpUrl: {
    name: 'IDP_SMTP_URL',
    about: 'Mail server',
    form: 'smtp://user:password@host:port, or smtps://',
    default: 'smtp://localhost:1025',
    secret: true,
    schema: z.string().regex(/^smtps?:\/\/.+/),
  },
  mailFrom: {
    name: 'IDP_MAIL_FROM',
    about: 'Sender of mails',
    form: 'Name <address>',
    default: 'BMW ID <bmw-id@example.test>',
    schema: z.string().regex(/@/),
  },
  hashesAtOnce: {
    name: 'IDP_HASHES_AT_ONCE',
    about: 'Password hashes computed at once: as many as there are cores',
    form: 'a whole number',
    default: '2',
    schema: read.wholeNumber,
  },
  logLevel: {
    name: 'IDP_LOG_LEVEL',
    about: 'What is logged to standard output, one JSON line each',
    form: 'one of debug, info, warn, error, silent',
    default: 'info',
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
  },
} as const satisfies Record<string, read.Setting<unknown>>

export const readConfig = (env: Readonly<Record<string, string | undefined>>) => read.readSettings(settings, env)
export type IdpConfig = ReturnType<typeof readConfig>
