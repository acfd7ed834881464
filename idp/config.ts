import { z } from 'zod'
import * as read from '../shared/config.ts'
import { productSettings } from '../shared/settings.ts'

/** Every environment variable of the provider. */
export const settings = {
  ...productSettings({
    prefix: 'IDP',
    product: 'BMW ID',
    port: 3000,
    database: 'idp',
    sender: 'BMW ID <bmw-id@example.test>',
  }),
  portalUrl: {
    name: 'IDP_PORTAL_URL',
    about: 'Public address of MyBMW Financial Services, the first app that signs in here',
    form: 'an origin, https but on this machine, without a trailing slash',
    default: 'http://localhost:4000',
    schema: read.origin,
  },
  reachableOrigins: {
    name: 'IDP_REACHABLE_ORIGINS',
    about: 'Apps on private addresses that may be called all the same (their keys, their logout), beside the portal',
    form: 'origins, comma-separated',
    default: '',
    schema: read.list.pipe(z.array(read.origin)),
  },
  keysRotateDays: {
    name: 'IDP_KEYS_ROTATE_DAYS',
    about: 'How long a signing key signs before the next one does; each is published a day before',
    form: 'days, 7 to 366',
    default: '90',
    schema: read.wholeNumber.pipe(z.number().min(7).max(366)),
  },
  keysLookSeconds: {
    name: 'IDP_KEYS_LOOK_SECONDS',
    about: 'How often each process looks which keys sign: they never disagree for longer',
    form: 'seconds, 1 to 30',
    default: '30',
    schema: read.wholeNumber.pipe(z.number().min(1).max(30)),
  },
  hashesAtOnce: {
    name: 'IDP_HASHES_AT_ONCE',
    about: 'Password hashes computed at once: as many as the machine has cores',
    form: 'a whole number, at least 1',
    default: '2',
    schema: read.wholeNumber.pipe(z.number().min(1)),
  },
  hashMemoryKib: {
    name: 'IDP_HASH_MEMORY_KIB',
    about: 'Memory of one password hash (Argon2id); who signs in after a rise gets a new hash',
    form: 'KiB, at least 19456',
    default: '19456',
    schema: read.wholeNumber.pipe(z.number().min(19_456)),
  },
  hashPasses: {
    name: 'IDP_HASH_PASSES',
    about: 'Passes of one password hash (Argon2id) over its memory',
    form: 'a whole number, at least 2',
    default: '2',
    schema: read.wholeNumber.pipe(z.number().min(2)),
  },
} as const satisfies Record<string, read.Setting<unknown>>

export const readConfig = (env: Readonly<Record<string, string | undefined>>) => read.readSettings(settings, env)
export type IdpConfig = ReturnType<typeof readConfig>
