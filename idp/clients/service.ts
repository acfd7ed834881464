import type { Knex } from 'knex'
import { foreignName } from '../../shared/foreign-name.ts'
import type { Idp } from '../context.ts'
import { OWN_CLIENT_ID, PORTAL_CLIENT_ID } from './house.ts'
import { logoOf } from './logos.ts'
import { keepSecretOf, secretFor } from './secrets.ts'
import { hasSecret, type Metadata } from './settings.ts'
import { type ClientRow, clientRow, clientsNaming, dropSecrets, putClient } from './store.ts'

// Owns the apps that may sign people in. Their metadata is that of OpenID Connect Dynamic Client Registration 1.0 §2;
// their secrets lie beside it, sealed.

export type { By } from './by.ts'
export { addDeveloper, type Developer, developers, isDeveloper, removeDeveloper } from './developers.ts'
export { changeByMaker, readRegistration, registerByToken, type Submission, sayInMetadata } from './dynamic.ts'
export { exportDeveloper } from './export.ts'
export type { Fault } from './faults.ts'
export { OWN_CLIENT_ID, PORTAL_CLIENT_ID } from './house.ts'
export { dropLogo, keepLogo, type LogoFault, type LogoOutcome, logoOf, pngOf } from './logos.ts'
export {
  allClients,
  type Client,
  changeClient,
  clientOf,
  clientsOf,
  disableClient,
  enableClient,
  registerClient,
  removeClient,
} from './registry.ts'
export { addSecret, endSecret, OVERLAP, type SecretState, secretFits, secretsOf } from './secrets.ts'
export { AUTHENTICATIONS, type Change, type Field, KINDS, type Metadata, type Settings, type Wish } from './settings.ts'

export { checkToken, issueToken, type RegistrationToken, registrationTokens, revokeToken } from './tokens.ts'

/** What a page says about an app. */
export interface App {
  readonly id: string
  readonly name: string
  /** where one begins again with it: `start_uri`, ours, because `initiate_login_uri` must be https even on this machine */
  readonly startAddress: string
}

type Needs = Pick<Idp, 'db' | 'secrets' | 'now'>

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
  await keepSecretOf(db, { secrets, now }, { id, secret })
}

/** The app with that id, or undefined: an id from an address bar is not to be trusted. */
export async function findApp(db: Knex, id: string | undefined): Promise<App | undefined> {
  const row = id === undefined ? undefined : await clientRow(db, id)
  return row && row.disabled_at === null ? appOf(row).app : undefined
}

/** What somebody is told of an app before they let it see anything, and for as long as it may. */
export interface AppFacts extends App {
  readonly firstParty: boolean
  /** the hash of its picture */
  readonly logo: string | undefined
  /** what it says of itself */
  readonly site: string | undefined
  readonly policy: string | undefined
  readonly terms: string | undefined
}

/** The same for an app that is disabled: what it was allowed can still be taken back. */
export async function appFacts(db: Knex, id: string): Promise<AppFacts | undefined> {
  const row = await clientRow(db, id)
  if (!row) return undefined
  const { app, metadata, value } = appOf(row)
  const firstParty = metadata['first_party'] === true
  const said = { site: value('client_uri'), policy: value('policy_uri'), terms: value('tos_uri') }
  return { ...app, firstParty, logo: await logoOf(db, id), ...said }
}

function appOf(row: ClientRow) {
  const metadata = JSON.parse(row.metadata) as Metadata
  const value = (name: string): string | undefined => (typeof metadata[name] === 'string' ? metadata[name] : undefined)
  const app: App = {
    id: row.id,
    name: foreignName(value('client_name') ?? '') || row.id,
    startAddress: value('start_uri') ?? value('initiate_login_uri') ?? value('client_uri') ?? '/',
  }
  return { app, metadata, value }
}

/** The app, if it is this person's, also when it is disabled. */
export async function clientOwnedBy(db: Knex, ownerId: string, id: string): Promise<App | undefined> {
  const row = await clientRow(db, id)
  return row?.owner_id === ownerId ? appOf(row).app : undefined
}

/** The app one came from, or the portal if none is known. */
export async function appOrPortal(db: Knex, id: string | undefined): Promise<App> {
  const app = (await findApp(db, id)) ?? (await findApp(db, PORTAL_CLIENT_ID))
  if (!app) throw new Error('the portal is not registered')
  return app
}

/** Whether pages of an origin belong to any app: such a page may ask, before it is known for which one. */
export async function isOriginOfAnApp(db: Knex, origin: string): Promise<boolean> {
  if (!/^https?:\/\/[\w.:[\]-]+$/.test(origin)) return false
  const rows = await clientsNaming(db, origin)
  return rows.some(({ metadata }) =>
    (JSON.parse(metadata) as { cors_origins?: string[] }).cors_origins?.includes(origin),
  )
}

/** What the engine works with: nothing for a client that is disabled. */
export async function findClient(idp: Needs, id: string): Promise<Metadata | undefined> {
  const row = await clientRow(idp.db, id)
  return row?.disabled_at === null ? registered(idp, row) : undefined
}

/** What is registered of a client, also of one that is disabled: it still has to be told what has ended. */
export async function registrationOf(idp: Needs, id: string): Promise<Metadata | undefined> {
  const row = await clientRow(idp.db, id)
  return row && registered(idp, row)
}

async function registered(idp: Needs, row: ClientRow): Promise<Metadata> {
  // the engine keeps what it reads of a client, and would ask for documents that our sectors can do without
  const { subject_type: _decided, ...metadata } = JSON.parse(row.metadata) as Metadata
  return hasSecret(metadata['token_endpoint_auth_method'])
    ? { ...metadata, client_secret: await secretFor(idp, row.id) }
    : metadata
}
