import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import type { Lang } from '../../shared/i18n.ts'
import { recordEvent } from '../audit.ts'
import { findClient } from '../clients/service.ts'
import type { Definition } from './definition.ts'
import { findApi } from './read.ts'
import { type Faulty, type Needs, OPERATOR } from './register.ts'
import { apiRow, deletePermissions, permissionRows, putPermissions } from './store.ts'

// Owns the APIs that access tokens are made for, and which app may ask for which of their scopes. An app of our own and a
// service may ask for what the operator gave them; any other app also for what is open, and the person consents.

export { type Definition, TOKEN_SECONDS, type Words } from './definition.ts'
export { findApi, listApis } from './read.ts'
export { addApi, type Change, changeApi, removeApi } from './register.ts'

export interface Allowance {
  readonly clientId: string
  readonly identifier: string
  readonly scopes: readonly string[]
}

/** Lets an app ask for these scopes, beside what it may ask for already. */
export async function allow(
  idp: Needs,
  { clientId, identifier, scopes }: Allowance,
): Promise<{ kind: 'allowed' } | Faulty> {
  return inTransaction(idp.db, async (tx) => {
    const api = await findApi(tx, identifier)
    const client = await findClient({ ...idp, db: tx }, clientId)
    const faults = [
      ...(client ? [] : [`There is no client ${clientId}, or it is disabled.`]),
      ...(api ? scopes.filter((name) => !(name in api.scopes)) : []).map((name) => `${name} is none of its scopes.`),
      ...(api ? [] : [`There is no API ${identifier}.`]),
    ]
    if (faults.length > 0) return { kind: 'faulty', faults }
    const given_at = idp.now()
    await putPermissions(
      tx,
      scopes.map((scope) => ({ client_id: clientId, api_id: identifier, scope, given_at })),
    )
    const details = { api: identifier, scopes: scopes.join(' ') }
    await recordEvent(tx, { action: 'api.allowed', subject: clientId, actor: OPERATOR, details }, idp)
    return { kind: 'allowed' }
  })
}

/** Takes back these scopes, or all of that API where none is named. Tokens that are out keep their life. */
export const disallow = (
  idp: Pick<Needs, 'db' | 'now'>,
  { clientId, identifier, scopes }: Allowance,
): Promise<{ kind: 'disallowed' | 'nothing' }> =>
  inTransaction(idp.db, async (tx) => {
    const count = await deletePermissions(tx, { client_id: clientId, api_id: identifier }, scopes)
    if (count === 0) return { kind: 'nothing' }
    const details = { api: identifier, scopes: scopes.length === 0 ? 'all' : scopes.join(' ') }
    await recordEvent(tx, { action: 'api.disallowed', subject: clientId, actor: OPERATOR, details }, idp)
    return { kind: 'disallowed' }
  })

/** What each app was given of an API, by client. */
export async function allowancesOf(db: Knex, identifier: string): Promise<Readonly<Record<string, string[]>>> {
  const given: Record<string, string[]> = {}
  for (const { client_id, scope } of await permissionRows(db, { api_id: identifier })) {
    given[client_id] = [...(given[client_id] ?? []), scope]
  }
  return given
}

/** An API with those of its scopes that an app may ask for; undefined: it may not ask for that API, or there is none.
 *  `consented`: a person will be asked. */
export async function apiFor(
  db: Knex,
  identifier: string,
  { clientId, consented }: { clientId: string; consented: boolean },
): Promise<(Omit<Definition, 'scopes'> & { readonly scopes: readonly string[] }) | undefined> {
  const api = await findApi(db, identifier)
  if (!api) return undefined
  const given = await permissionRows(db, { client_id: clientId, api_id: identifier })
  const scopes = consented && api.open ? Object.keys(api.scopes) : given.map(({ scope }) => scope)
  return scopes.length === 0 ? undefined : { ...api, scopes }
}

/** Whether a client is the API that tokens of this audience are made for. */
export const isApiOf = async (db: Knex, clientId: string, audience: string): Promise<boolean> =>
  (await apiRow(db, audience))?.client_id === clientId

/** For the consent page: what an API is called, and what each of these scopes lets an app do. Scopes that it does not have
 *  are left out; undefined: there is no such API. */
export async function wordsOfApiScopes(
  db: Knex,
  resource: string,
  scopes: readonly string[],
  lang: Lang,
): Promise<{ readonly api: string; readonly scopes: readonly { name: string; words: string }[] } | undefined> {
  const api = await findApi(db, resource)
  if (!api) return undefined
  const named = scopes.flatMap((name) => (api.scopes[name] ? [{ name, words: api.scopes[name][lang] }] : []))
  return { api: api.name[lang], scopes: named }
}
