import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import { recordEvent } from '../audit.ts'
import { findClient } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { type Definition, faultsIn, type Words } from './definition.ts'
import { findApi } from './read.ts'
import { deleteApi, deleteScopes, insertApi, putScope, updateApi } from './store.ts'

export type Needs = Pick<Idp, 'config' | 'db' | 'secrets' | 'now'>
export type Faulty = { readonly kind: 'faulty'; readonly faults: readonly string[] }
type Unknown = { readonly kind: 'unknown' }

export const OPERATOR = 'operator'

export async function addApi(idp: Needs, definition: Definition): Promise<{ kind: 'added' | 'exists' } | Faulty> {
  const faults = [...faultsIn(definition, idp.config.url), ...(await faultsInClient(idp, definition.clientId))]
  if (faults.length > 0) return { kind: 'faulty', faults }
  const { identifier, scopes } = definition
  return inTransaction(idp.db, async (tx) => {
    const row = { ...rowOf(definition), created_at: idp.now(), changed_at: idp.now() }
    if (!(await insertApi(tx, row))) return { kind: 'exists' }
    for (const [name, words] of Object.entries(scopes)) await putScope(tx, scopeOf(identifier, name, words))
    const event = { action: 'api.added', actor: OPERATOR, details: { api: identifier } } as const
    await recordEvent(tx, event, idp)
    return { kind: 'added' }
  })
}

/** Scopes that are named are added or reworded, `dropScopes` go with what was given of them; the others stay. */
export type Change = Partial<Omit<Definition, 'identifier'>> & { readonly dropScopes?: readonly string[] }

/** Holds for tokens from now on; those that are out keep their life. */
export async function changeApi(
  idp: Needs,
  identifier: string,
  { dropScopes = [], ...change }: Change,
): Promise<{ kind: 'changed' } | Unknown | Faulty> {
  return inTransaction(idp.db, async (tx) => {
    // a write first, so that the lock is taken before anything is read
    if (!(await updateApi(tx, identifier, { changed_at: idp.now() }))) return { kind: 'unknown' }
    const before = await definitionOf(tx, identifier)
    const after = { ...before, ...change, scopes: change.scopes ?? {} }
    const faults = [
      ...faultsIn(after, idp.config.url),
      ...(await faultsInClient({ ...idp, db: tx }, change.clientId)),
      ...dropScopes.filter((name) => !(name in before.scopes)).map((name) => `${name} is none of its scopes.`),
    ]
    if (faults.length > 0) return { kind: 'faulty', faults }
    await updateApi(tx, identifier, rowOf(after))
    await deleteScopes(tx, identifier, dropScopes)
    for (const [name, words] of Object.entries(after.scopes)) await putScope(tx, scopeOf(identifier, name, words))
    const fields = [...Object.keys(change), ...(dropScopes.length > 0 ? ['dropScopes'] : [])].join(' ')
    const event = { action: 'api.changed', actor: OPERATOR, details: { api: identifier, fields } } as const
    await recordEvent(tx, event, idp)
    return { kind: 'changed' }
  })
}

/** No more tokens are made for it, and what was given of it is forgotten. */
export const removeApi = (idp: Pick<Needs, 'db' | 'now'>, identifier: string): Promise<{ kind: 'removed' } | Unknown> =>
  inTransaction(idp.db, async (tx) => {
    if (!(await deleteApi(tx, identifier))) return { kind: 'unknown' }
    await recordEvent(tx, { action: 'api.removed', actor: OPERATOR, details: { api: identifier } }, idp)
    return { kind: 'removed' }
  })

async function definitionOf(db: Knex, identifier: string): Promise<Definition> {
  const api = await findApi(db, identifier)
  if (!api) throw new Error('an API has gone in the middle of a transaction')
  return api
}

const rowOf = ({ identifier, name, tokenSeconds, tokenFormat, open, clientId }: Definition) => ({
  id: identifier,
  name_fr: name.fr,
  name_en: name.en,
  token_seconds: tokenSeconds,
  token_format: tokenFormat,
  is_open: open ? (1 as const) : (0 as const),
  client_id: clientId ?? null,
})

const scopeOf = (api_id: string, name: string, { fr, en }: Words) => ({ api_id, name, words_fr: fr, words_en: en })

/** Who introspects for an API must prove that it is the API. */
async function faultsInClient(idp: Pick<Needs, 'db' | 'secrets' | 'now'>, id: string | undefined): Promise<string[]> {
  if (id === undefined) return []
  const client = await findClient(idp, id)
  if (!client) return [`There is no client ${id}, or it is disabled.`]
  return client['token_endpoint_auth_method'] === 'none' ? [`${id} is a public client: it cannot prove who it is.`] : []
}
