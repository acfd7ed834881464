import { z } from 'zod'
import * as read from '../shared/config.ts'
import { productSettings } from '../shared/settings.ts'
import { isSmsUrl, isWebhookUrl } from '../shared/sms/gateway.ts'

/** Every environment variable of the portal. */
export const settings = {
  ...productSettings({
    prefix: 'PORTAL',
    product: 'MyBMW Financial Services',
    port: 4000,
    database: 'portal',
    sender: 'MyBMW Financial Services <mybmw-fs@example.test>',
  }),
  issuer: {
    name: 'PORTAL_ISSUER',
    about: 'The identity provider: its issuer identifier',
    form: 'an origin, https but on this machine, without a trailing slash',
    default: 'http://localhost:3000',
    schema: read.origin,
  },
  clientId: {
    name: 'PORTAL_CLIENT_ID',
    about: 'Name under which the identity provider knows the portal',
    form: 'a client id',
    default: 'mybmw-financial-services',
    schema: read.text,
  },
  demandsFactor: {
    name: 'PORTAL_DEMANDS_FACTOR',
    about: 'Whether customers need a second factor at the provider before they see their contracts',
    form: 'true or false',
    default: 'false',
    schema: read.flag,
  },
  smsUrl: {
    name: 'PORTAL_SMS_URL',
    about: 'SMS gateway (docs/sms-gateway.md)',
    form: 'webhook+https://host/path, twilio://sid:token@api.twilio.com?from=… or smpps://id:password@host?source=…',
    default: 'webhook+http://localhost:8025/api/sms',
    secret: true,
    schema: z.string().refine(isSmsUrl),
  },
  smsSecret: {
    name: 'PORTAL_SMS_SECRET',
    about: 'Secret shared with the SMS gateway; `npm start` makes one. Required for webhook+https://',
    form: 'base64 of 24 to 64 bytes, with or without the prefix whsec_',
    default: '',
    secret: true,
    schema: z
      .string()
      .transform((value) => Buffer.from(value.replace(/^whsec_/, ''), 'base64'))
      .refine((key) => key.length === 0 || (key.length >= 24 && key.length <= 64)),
  },
} as const satisfies Record<string, read.Setting<unknown>>

export function readConfig(env: Readonly<Record<string, string | undefined>>) {
  const config = read.readSettings(settings, env)
  if (isWebhookUrl(config.smsUrl) && config.smsSecret.length === 0) {
    throw new read.ConfigError(['PORTAL_SMS_SECRET is missing: a webhook knows us by it.'])
  }
  return config
}
export type PortalConfig = ReturnType<typeof readConfig>
