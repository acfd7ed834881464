import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { readConfig as readIdpConfig } from '../../idp/config.ts'
import { readConfig as readPortalConfig } from '../../portal/config.ts'
import { ConfigError } from '../../shared/config.ts'
import { createSecrets, readMasters } from '../../shared/crypto/secrets.ts'
import { keepSecretFingerprint } from '../../shared/database/fingerprint.ts'
import { inTransaction, migrate, openDatabase } from '../../shared/database/open.ts'
import { parisDate } from '../../shared/i18n.ts'
import { fromRoot } from '../../shared/root.ts'
import { readConfig as readInboxConfig } from './inbox/config.ts'
import { readConfig as readRoadbookConfig, roadbookUrl } from './roadbook.ts'
import { attachToItsOwner, seedContracts } from './seed-contracts.ts'

type Env = Readonly<Record<string, string | undefined>>

/** The environment, and below it what stands in `.env`. */
export function withEnvFile(env: Env): Env {
  const file = fromRoot('.env')
  return existsSync(file) ? { ...parseEnv(readFileSync(file, 'utf8')), ...env } : env
}

/** The settings of both products as one world: a port that is moved is moved for everybody who has to know it. */
export function worldEnv(env: Env): Record<string, string | undefined> {
  const idpUrl = env['IDP_URL'] || `http://localhost:${env['IDP_PORT'] || 3000}`
  const portalUrl = env['PORTAL_URL'] || `http://localhost:${env['PORTAL_PORT'] || 4000}`
  const smtpUrl = `smtp://localhost:${env['INBOX_SMTP_PORT'] || 1025}`
  const reachable = [env['IDP_REACHABLE_ORIGINS'], roadbookUrl(env['ROADBOOK_PORT'])].filter(Boolean).join(',')
  const defaults = {
    IDP_URL: idpUrl,
    PORTAL_ISSUER: idpUrl,
    PORTAL_URL: portalUrl,
    IDP_PORTAL_URL: portalUrl,
    IDP_SMTP_URL: smtpUrl,
    PORTAL_SMTP_URL: smtpUrl,
    PORTAL_SMS_URL: `webhook+http://localhost:${env['INBOX_PORT'] || 8025}/api/sms`,
  }
  const chosen = Object.entries(env).filter(([, value]) => value !== undefined && value !== '')
  return { ...defaults, ...Object.fromEntries(chosen), IDP_REACHABLE_ORIGINS: reachable }
}

/** The same with the secret that the portal and the SMS gateway share: given, or made once and kept. */
export function withSmsSecret(env: Env): Record<string, string | undefined> {
  const given = env['PORTAL_SMS_SECRET'] || env['SMS_SECRET']
  const secret = given || readMasters([], fromRoot('var', 'sms.secret'))[0]?.toString('base64')
  return { PORTAL_SMS_SECRET: secret, SMS_SECRET: secret, ...env }
}

/** The settings of all four. Throws a ConfigError with all faults. */
export function readConfigs(env: Env) {
  const faults: string[] = []
  const read = <T>(config: (env: Env) => T): T | undefined => {
    try {
      return config(env)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      faults.push(...error.faults)
      return undefined
    }
  }
  const idp = read(readIdpConfig)
  const portal = read(readPortalConfig)
  const inbox = read(readInboxConfig)
  const roadbook = read(readRoadbookConfig)
  if (!idp || !portal || !inbox || !roadbook) throw new ConfigError(faults)
  return { idp, portal, inbox, roadbook: { ...roadbook, url: roadbookUrl(roadbook.port) } }
}

type Databases = { readonly [P in 'idp' | 'portal']: { readonly databaseUrl: string } }

/** Brings both databases to the newest schema; returns what was applied. */
export async function migrateBoth({ idp, portal }: Databases): Promise<{ idp: Applied; portal: Applied }> {
  return { idp: await migrate(idp.databaseUrl, 'idp'), portal: await migrate(portal.databaseUrl, 'portal') }
}
type Applied = readonly string[]

/** Loads the demo contracts that are missing, sealed by the portal's secret; returns how many. */
export async function seed({ portal }: { readonly portal: Sealing }): Promise<number> {
  const db = openDatabase(portal.databaseUrl, 'portal')
  try {
    const secrets = createSecrets(readMasters(portal.secrets, fromRoot(portal.secretsFile)))
    await keepSecretFingerprint(db, secrets, Date.now())
    const { loaded } = await seedContracts({ db, secrets }, parisDate(Date.now()))
    await inTransaction(db, attachToItsOwner)
    return loaded
  } finally {
    await db.destroy()
  }
}
type Sealing = Pick<ReturnType<typeof readPortalConfig>, 'databaseUrl' | 'secrets' | 'secretsFile'>
