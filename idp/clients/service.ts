import type { Knex } from 'knex'
import type { IdpConfig } from '../config.ts'

// Owns the apps that may sign people in. Their metadata is that of OpenID Connect Dynamic Client Registration 1.0 §2.

/** What a page says about an app. */
export interface App {
  readonly id: string
  readonly name: string
  /** where one begins again with it: `start_uri`, ours, because `initiate_login_uri` must be https even on this machine */
  readonly startAddress: string
}

type Metadata = Readonly<Record<string, unknown>>

export const PORTAL_CLIENT_ID = 'mybmw-financial-services'

/** The portal is registered from the configuration at every start, so that a changed address needs no other act. */
export async function registerPortal({
  db,
  config,
  now,
}: {
  db: Knex
  config: IdpConfig
  now: () => number
}): Promise<void> {
  const { portalUrl } = config
  const metadata: Metadata = {
    client_id: PORTAL_CLIENT_ID,
    client_name: 'MyBMW Financial Services',
    client_uri: portalUrl,
    start_uri: `${portalUrl}/login`,
    redirect_uris: [`${portalUrl}/callback`],
    post_logout_redirect_uris: [`${portalUrl}/logout`],
    backchannel_logout_uri: `${portalUrl}/backchannel-logout`,
    backchannel_logout_session_required: true,
    jwks_uri: `${portalUrl}/.well-known/jwks.json`,
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    id_token_signed_response_alg: 'ES256',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    response_modes: ['query'],
    require_pushed_authorization_requests: true,
    scope: 'openid profile email',
    first_party: true,
  }
  await saveClient(db, metadata, now())
}

export async function saveClient(db: Knex, metadata: Metadata, at: number): Promise<void> {
  await db('client')
    .insert({ id: String(metadata['client_id']), metadata: JSON.stringify(metadata), changed_at: at })
    .onConflict('id')
    .merge()
}

/** The app with that id, or undefined: an id from an address bar is not to be trusted. */
export async function findApp(db: Knex, id: string | undefined): Promise<App | undefined> {
  if (id === undefined) return undefined
  const metadata = await findClient(db, id)
  if (!metadata) return undefined
  const value = (name: string): string | undefined => (typeof metadata[name] === 'string' ? metadata[name] : undefined)
  return {
    id,
    name: value('client_name') ?? id,
    startAddress: value('start_uri') ?? value('initiate_login_uri') ?? value('client_uri') ?? '/',
  }
}

/** The app one came from, or the portal if none is known. */
export async function appOrPortal(db: Knex, id: string | undefined): Promise<App> {
  const app = (await findApp(db, id)) ?? (await findApp(db, PORTAL_CLIENT_ID))
  if (!app) throw new Error('the portal is not registered')
  return app
}

export async function findClient(db: Knex, id: string): Promise<Metadata | undefined> {
  if (!/^[\x20-\x7e]{1,255}$/.test(id)) return undefined // RFC 6749 appendix A.1; PostgreSQL takes no NUL
  const row = await db<{ id: string; metadata: string }>('client').where({ id }).first('metadata')
  return row ? (JSON.parse(row.metadata) as Metadata) : undefined
}
