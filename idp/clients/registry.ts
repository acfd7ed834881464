import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import type { Engine } from '../engine/service.ts'
import { actorOf, type By, idOf, whence } from './by.ts'
import { isDeveloper } from './developers.ts'
import { type Fault, fault } from './faults.ts'
import { type Held, type House, type Unknown, withClient } from './one.ts'
import { faultsOf, renamingFaults } from './rules.ts'
import { keepNewSecret } from './secrets.ts'
import {
  type Change,
  hasSecret,
  type Metadata,
  metadataOf,
  type Settings,
  settingsOf,
  settle,
  type Wish,
} from './settings.ts'
import {
  type ClientRow,
  clientRow,
  clientRows,
  dropClient,
  dropSecrets,
  putClient,
  setDisabled,
  setOwner,
} from './store.ts'

// Registering, changing, disabling, enabling and removing apps: each one transaction with its event.

type Needs = Pick<Idp, 'config' | 'db' | 'engine' | 'secrets' | 'now'>

export interface Client {
  readonly id: string
  readonly settings: Settings
  /** the account of its developer; undefined: nobody's, the house's */
  readonly ownerId: string | undefined
  /** the id of the initial access token that it was registered with */
  readonly registeredWith: string | undefined
  readonly createdAt: number
  readonly changedAt: number
  readonly disabledAt: number | undefined
  readonly disabledBy: By['kind'] | undefined
}

export const clientOf = async (db: Knex, id: string): Promise<Client | undefined> => {
  const row = await clientRow(db, id)
  return row && fromRow(row)
}

/** Newest first. */
export const clientsOf = async (db: Knex, ownerId: string): Promise<Client[]> =>
  (await clientRows(db, ownerId)).map(fromRow)

/** Newest first, also those of the house. */
export const allClients = async (db: Knex): Promise<Client[]> => (await clientRows(db)).map(fromRow)

const fromRow = (row: ClientRow): Client => ({
  id: row.id,
  settings: settingsOf(JSON.parse(row.metadata) as Metadata),
  ownerId: row.owner_id ?? undefined,
  registeredWith: row.registered_with ?? undefined,
  createdAt: row.created_at,
  changedAt: row.changed_at,
  disabledAt: row.disabled_at ?? undefined,
  disabledBy: row.disabled_by ?? undefined,
})

interface Faulty {
  readonly kind: 'faulty'
  readonly faults: readonly Fault[]
}

export type Registration =
  /** that page has registered it before: a second click */
  | { readonly kind: 'already'; readonly id: string }
  /** the secret is never shown again */
  | { readonly kind: 'registered'; readonly id: string; readonly secret: string | undefined }
  | Faulty
  /** not a developer, or no longer */
  | { readonly kind: 'notAllowed' }

/** Registers an app. A developer owns what they register; the operator may give it to one, or keep it for the house.
 *  `once` names the page it was asked on: what one page asks is registered once. */
export async function registerClient(
  idp: Needs,
  wish: Wish,
  by: By,
  once: string = randomUUID(),
): Promise<Registration> {
  const settings = settle(wish)
  return inTransaction(idp.db, async (tx) => {
    if (by.kind === 'developer' && !(await isDeveloper(tx, by.accountId))) return { kind: 'notAllowed' }
    const faults = [...(await faultsOf(idp, settings)), ...(await positionFaults(tx, wish, by))]
    if (faults.length > 0) return { kind: 'faulty', faults }
    const id = idOf(by, once)
    if (await clientRow(tx, id)) return { kind: 'already', id }
    const ownerId = by.kind === 'developer' ? by.accountId : wish.ownerId
    await putClient(tx, { id, metadata: JSON.stringify(metadataOf(id, settings)), ownerId, at: idp.now() })
    const secret = hasSecret(settings.authentication) ? await keepNewSecret(tx, idp, id) : undefined
    const details = { kind: settings.kind, firstParty: settings.firstParty }
    await recordEvent(tx, { action: 'app.registered', subject: id, actor: actorOf(by), details }, whence(idp, by))
    return { kind: 'registered', id, secret }
  })
}

/** What only the operator may say: that it is ours, and whose it is. */
async function positionFaults(db: Knex, { firstParty, ownerId }: Change, by: By): Promise<Fault[]> {
  if (by.kind !== 'operator') return firstParty ? [fault('firstParty', (t) => t.firstParty)] : []
  return ownerId === undefined || (await isDeveloper(db, ownerId)) ? [] : [fault('owner', (t) => t.owner)]
}

/** With a secret, if it had to have none before; never shown again. */
export type ChangeOutcome = { readonly kind: 'changed'; readonly secret: string | undefined } | Faulty | Unknown | House

/** Changes what is said, and nothing else. */
export const changeClient = (
  idp: Needs,
  id: string,
  { change, by }: { change: Change; by: By },
): Promise<ChangeOutcome> =>
  withClient<ChangeOutcome>(idp, id, by, async (tx, held) => {
    const settings = settle({ ...settingsOf(held.metadata), ...change })
    const faults = [...(await faultsOf(idp, settings)), ...(await positionFaults(tx, change, by))]
    if (faults.length > 0) return { kind: 'faulty', faults }
    const after = metadataOf(id, settings) // only now: what is faulty may not even be JSON
    const renaming = await renamingFaults(tx, idp, { before: held.metadata, after, by })
    if (renaming.length > 0) return { kind: 'faulty', faults: renaming }
    const secret = await write(tx, idp, { id, held, settings })
    if (by.kind === 'operator' && change.ownerId !== undefined) await setOwner(tx, id, change.ownerId)
    await recordEvent(
      tx,
      { action: 'app.changed', subject: id, actor: actorOf(by), details: { fields: Object.keys(change).join(' ') } },
      whence(idp, by),
    )
    return { kind: 'changed', secret }
  })

/** Keeps of its metadata what settings do not say. */
async function write(
  tx: Knex,
  idp: Needs,
  { id, held, settings }: { id: string; held: Held; settings: Settings },
): Promise<string | undefined> {
  const metadata = { ...held.metadata, ...metadataOf(id, settings) }
  await putClient(tx, { id, metadata: JSON.stringify(metadata), at: idp.now() })
  if (!hasSecret(settings.authentication)) await dropSecrets(tx, id)
  else if (!hasSecret(held.metadata['token_endpoint_auth_method'])) return keepNewSecret(tx, idp, id)
  return undefined
}

type Switched<Kind extends string> = { readonly kind: Kind | 'already' } | Unknown | House

/** Nobody signs in to it any more; what it was given ends now. The operator's word is harder than its developer's. */
export const disableClient = (idp: Needs, id: string, by: By): Promise<Switched<'disabled'>> =>
  withClient<Switched<'disabled'>>(idp, id, by, async (tx, { disabledBy }) => {
    const isHarder = by.kind === 'operator' && disabledBy !== 'operator'
    if (disabledBy !== undefined && !isHarder) return { kind: 'already' }
    await setDisabled(tx, id, { at: idp.now(), by: by.kind })
    await idp.engine.endClient(tx, id, { actor: actorOf(by), origin: whence(idp, by).origin })
    await recordEvent(tx, { action: 'app.disabled', subject: id, actor: actorOf(by) }, whence(idp, by))
    return { kind: 'disabled' }
  })

export type Enabling = Switched<'enabled'> | { readonly kind: 'notAllowed' }

/** What the operator disabled only the operator enables. Whatever a request that was under way left behind meanwhile is
 *  not good again. */
export const enableClient = (idp: Needs, id: string, by: By): Promise<Enabling> =>
  withClient<Enabling>(idp, id, by, async (tx, { disabledBy }) => {
    if (disabledBy === undefined) return { kind: 'already' }
    if (disabledBy === 'operator' && by.kind !== 'operator') return { kind: 'notAllowed' }
    await idp.engine.endClient(tx, id, { actor: actorOf(by), origin: whence(idp, by).origin })
    await setDisabled(tx, id, undefined)
    await recordEvent(tx, { action: 'app.enabled', subject: id, actor: actorOf(by) }, whence(idp, by))
    return { kind: 'enabled' }
  })

/** Forgets it, with its secrets and all that it was given. */
export const removeClient = (
  idp: Pick<Idp, 'db' | 'now'> & { readonly engine: Pick<Engine, 'endClient'> },
  id: string,
  by: By,
): Promise<{ kind: 'removed' } | Unknown | House> =>
  withClient<{ kind: 'removed' } | Unknown | House>(idp, id, by, async (tx) => {
    await idp.engine.endClient(tx, id, { actor: actorOf(by), origin: whence(idp, by).origin })
    await dropClient(tx, id)
    await recordEvent(tx, { action: 'app.removed', subject: id, actor: actorOf(by) }, whence(idp, by))
    return { kind: 'removed' }
  })
