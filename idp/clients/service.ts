import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { sameBytes } from '../../shared/crypto/tokens.ts'
import type { Idp } from '../context.ts'
import { clientRow, dropSecrets, keepSecret, putClient, secretRows } from './store.ts'

// Owns the apps that may sign people in. Their metadata is that of OpenID Connect Dynamic Client Registration 1.0 §2;
// their secrets lie beside it, sealed.

/** What a page says about an app. */
export interface App {
  readonly id: string
  readonly name: string
  /** where one begins again with it: `start_uri`, ours, because `initiate_login_uri` must be https even on this machine */
  readonly startAddress: string
}

export type Metadata = Readonly<Record<string, unknown>>

type Needs = Pick<Idp, 'db' | 'secrets' | 'now'>

export const PORTAL_CLIENT_ID = 'mybmw-financial-services'
/** The provider's own pages for people who are signed in. */
export const OWN_CLIENT_ID = 'bmw-id'

/** The portal and our own pages are registered from the configuration at every start, so that a changed address needs no
 *  other act. */
export async function registerHouse(idp: Needs & Pick<Idp, 'config'>): Promise<void> {
  await saveClient(idp, portal(idp.config.portalUrl))
  await saveClient(idp, ownPages(idp.config.url))
}

const portal = (url: string): Metadata => ({
  client_id: PORTAL_CLIENT_ID,
  client_name: 'MyBMW Financial Services',
  client_uri: url,
  start_uri: `${url}/login`,
  redirect_uris: [`${url}/callback`],
  post_logout_redirect_uris: [`${url}/logout`],
  backchannel_logout_uri: `${url}/backchannel-logout`,
  backchannel_logout_session_required: true,
  jwks_uri: `${url}/.well-known/jwks.json`,
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: 'ES256',
  id_token_signed_response_alg: 'ES256',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  response_modes: ['query'],
  require_pushed_authorization_requests: true,
  scope: 'openid profile email',
  first_party: true,
})

/** It never asks for tokens: what it wants is that somebody is signed in, and how (sessions/). */
const ownPages = (url: string): Metadata => ({
  client_id: OWN_CLIENT_ID,
  client_name: 'BMW ID',
  client_uri: url,
  start_uri: `${url}/account`,
  redirect_uris: [`${url}/account/callback`],
  post_logout_redirect_uris: [`${url}/`],
  token_endpoint_auth_method: 'none',
  grant_types: ['authorization_code'],
  response_types: ['code'],
  response_modes: ['query'],
  scope: 'openid',
  first_party: true,
})

/** Writes a client as it is given, new or not. A `client_secret` in it takes the place of those it had. */
export async function saveClient({ db, secrets, now }: Needs, metadata: Metadata, ownerId?: string): Promise<void> {
  const { client_secret: secret, ...open } = metadata
  const id = String(metadata['client_id'])
  await putClient(db, { id, metadata: JSON.stringify(open), ownerId, at: now() })
  if (typeof secret !== 'string') return
  await dropSecrets(db, id)
  await addSecret({ db, secrets, now }, id, secret)
}

async function addSecret({ db, secrets, now }: Needs, clientId: string, secret: string): Promise<void> {
  const id = randomUUID()
  const sealed = secrets.seal('client-secret', secret, id)
  await keepSecret(db, { id, client_id: clientId, sealed, created_at: now(), ends_at: null })
}

/** The app with that id, or undefined: an id from an address bar is not to be trusted. */
export async function findApp(db: Knex, id: string | undefined): Promise<App | undefined> {
  const row = id === undefined ? undefined : await clientRow(db, id)
  if (!row || row.disabled_at !== null) return undefined
  const metadata = JSON.parse(row.metadata) as Metadata
  const value = (name: string): string | undefined => (typeof metadata[name] === 'string' ? metadata[name] : undefined)
  return {
    id: row.id,
    name: value('client_name') ?? row.id,
    startAddress: value('start_uri') ?? value('initiate_login_uri') ?? value('client_uri') ?? '/',
  }
}

/** The app one came from, or the portal if none is known. */
export async function appOrPortal(db: Knex, id: string | undefined): Promise<App> {
  const app = (await findApp(db, id)) ?? (await findApp(db, PORTAL_CLIENT_ID))
  if (!app) throw new Error('the portal is not registered')
  return app
}

/** What the engine works with: nothing for a client that is disabled. */
export async function findClient(idp: Needs, id: string): Promise<Metadata | undefined> {
  const row = await clientRow(idp.db, id)
  return row?.disabled_at === null ? registrationOf(idp, id) : undefined
}

/** What is registered of a client, also of one that is disabled: it still has to be told what has ended. */
export async function registrationOf({ db, secrets, now }: Needs, id: string): Promise<Metadata | undefined> {
  const row = await clientRow(db, id)
  if (!row) return undefined
  const [newest] = await goodSecrets({ db, secrets, now }, id)
  return { ...(JSON.parse(row.metadata) as Metadata), ...(newest === undefined ? {} : { client_secret: newest }) }
}

/** Whether a client showed one of the secrets that are good now; as long for each of them. */
export async function secretFits(idp: Needs, clientId: string, shown: string): Promise<boolean> {
  const good = await goodSecrets(idp, clientId)
  return good.filter((secret) => sameBytes(Buffer.from(secret), Buffer.from(shown))).length > 0
}

async function goodSecrets({ db, secrets, now }: Needs, clientId: string): Promise<string[]> {
  const rows = await secretRows(db, clientId, now())
  return rows.map((row) => secrets.open('client-secret', row.sealed, row.id))
}
