import { readFile } from 'node:fs/promises'
import { findClient, keepLogo, type Metadata, saveClient, secretFits } from '../../idp/clients/service.ts'
import type { IdpConfig } from '../../idp/config.ts'
import * as read from '../../shared/config.ts'
import { createSecrets, readMasters } from '../../shared/crypto/secrets.ts'
import { keepSecretFingerprint } from '../../shared/database/fingerprint.ts'
import { openDatabase } from '../../shared/database/open.ts'
import { fromRoot } from '../../shared/root.ts'

// The second app of the world, test/apps/roadbook: somebody else's, so it is registered as anybody's would be.

/** Every environment variable of Carnet de route that one would set. */
export const settings = {
  port: {
    name: 'ROADBOOK_PORT',
    about: 'Its port; `npm start` registers it and hands it its secret',
    form: 'a port, 0 to 65535',
    default: '4100',
    schema: read.port,
  },
} as const satisfies Record<string, read.Setting<unknown>>

export const readConfig = (env: Readonly<Record<string, string | undefined>>) => read.readSettings(settings, env)

export const roadbookUrl = (port: string | number | undefined): string =>
  `http://localhost:${port || settings.port.default}`

export const CLIENT_ID = 'carnet-de-route'
const ICON = fromRoot('test', 'apps', 'roadbook', 'icon.png')

/** How it is known to the provider. */
export const roadbookClient = (url: string): Metadata => ({
  client_id: CLIENT_ID,
  client_name: 'Carnet de route',
  client_uri: url,
  start_uri: `${url}/login`,
  redirect_uris: [`${url}/callback`],
  post_logout_redirect_uris: [`${url}/bye`],
  backchannel_logout_uri: `${url}/backchannel-logout`,
  backchannel_logout_session_required: true,
  token_endpoint_auth_method: 'client_secret_basic',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  response_modes: ['query'],
  scope: 'openid profile email',
})

/** All that the app is told. */
export const roadbookEnv = ({ url, issuer, clientSecret }: { url: string; issuer: string; clientSecret: string }) => ({
  PATH: process.env['PATH'],
  ROADBOOK_PORT: new URL(url).port,
  ROADBOOK_ISSUER: issuer,
  ROADBOOK_CLIENT_ID: CLIENT_ID,
  ROADBOOK_CLIENT_SECRET: clientSecret,
})

/** Its secret, made once and kept. */
export const roadbookSecret = (): string =>
  readMasters([], fromRoot('var', 'roadbook.secret'))[0]?.toString('base64url') ?? ''

/** Registers it unless it is, at that address and with that secret: what its owner changed stays. The database must be
 *  migrated. */
export async function registerRoadbook(config: IdpConfig, url: string, secret: string): Promise<void> {
  const db = openDatabase(config.databaseUrl, 'idp')
  try {
    const secrets = createSecrets(readMasters(config.secrets, fromRoot(config.secretsFile)))
    await keepSecretFingerprint(db, secrets, Date.now())
    const idp = { db, secrets, now: Date.now }
    const known = await findClient(idp, CLIENT_ID)
    const isThere = known?.['client_uri'] === url && (await secretFits(idp, CLIENT_ID, secret))
    if (isThere) return
    await saveClient(idp, { ...roadbookClient(url), client_secret: secret })
    await keepLogo(idp, CLIENT_ID, { file: await readFile(ICON), by: { kind: 'operator' } })
  } finally {
    await db.destroy()
  }
}
