import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type Provider from 'oidc-provider'
import type { Metadata } from '../clients/service.ts'

/** What of a client decides under which name it knows people. */
interface SubjectClient {
  readonly clientId: string
  readonly subjectType?: 'public' | 'pairwise' | undefined
  readonly applicationType?: 'web' | 'native' | undefined
  readonly redirectUris?: readonly string[] | undefined
  readonly sectorIdentifierUri?: string | undefined
}

/** The name by which a client knows somebody: the account's own id for apps of ours, one of its sector's own for others
 *  (OpenID Connect Core §8), so that two of them cannot compare whom they know. It is random, made at the first use and
 *  kept: no key, whose change would change it. */
export async function subjectOf(db: Knex, accountId: string, client: SubjectClient): Promise<string> {
  if (client.subjectType !== 'pairwise') return accountId
  if (accountId.startsWith(TOLD)) return accountId.slice(TOLD.length)
  const row = { account_id: accountId, sector: sectorOf(client) }
  const find = () => db<{ sub: string }>('pairwise_subject').where(row).first('sub')
  const known = await find()
  if (known) return known.sub
  await db('pairwise_subject')
    .insert({ ...row, sub: randomUUID() })
    .onConflict(['account_id', 'sector'])
    .ignore()
  const made = await find()
  if (!made) throw new Error('the account is gone')
  return made.sub
}

/** Before the name of somebody who may be deleted by the time it is told. No account's id begins so. */
const TOLD = 'name:'

/** What stands for an account where its name is needed after the account has gone. */
export async function nameToTell(
  tx: Knex,
  accountId: string,
  metadata: Readonly<Record<string, unknown>>,
): Promise<string> {
  if (metadata['first_party'] === true) return accountId
  const sub = await subjectOf(tx, accountId, {
    clientId: String(metadata['client_id']),
    subjectType: 'pairwise',
    applicationType: metadata['application_type'] as 'web' | 'native' | undefined,
    redirectUris: metadata['redirect_uris'] as string[] | undefined,
    sectorIdentifierUri: metadata['sector_identifier_uri'] as string | undefined,
  })
  return TOLD + sub
}

/** Apps of one host know people by one name. Who has no host of its own (an app on a phone), or several and no document
 *  that joins them (`sector_identifier_uri`), is a sector of its own: nobody gets into another's by naming its host. */
function sectorOf({ clientId, applicationType, redirectUris = [], sectorIdentifierUri }: SubjectClient): string {
  if (sectorIdentifierUri !== undefined) return new URL(sectorIdentifierUri).host
  const hosts = new Set(redirectUris.map((uri) => new URL(uri).host))
  const [host] = hosts
  return applicationType !== 'native' && hosts.size === 1 && host ? host : `client:${clientId}`
}

/** Whether people who are known to an app would get other names by a change of its addresses. Both as registered. */
export async function renames(db: Knex, before: Metadata, after: Metadata): Promise<boolean> {
  if (before['first_party'] === true) return false
  const sector = sectorOf(asClient(before))
  if (sector === sectorOf(asClient(after))) return false
  return (await db('pairwise_subject').where({ sector }).first('sub')) !== undefined
}

const asClient = (metadata: Metadata): SubjectClient => ({
  clientId: String(metadata['client_id']),
  applicationType: metadata['application_type'] as SubjectClient['applicationType'],
  redirectUris: metadata['redirect_uris'] as readonly string[] | undefined,
  sectorIdentifierUri: metadata['sector_identifier_uri'] as string | undefined,
})

/** Whatever was registered: apps of ours know people by the account's id, and nobody else does. Decided here and not in
 *  the metadata, because the engine would ask pairwise clients for documents that our own sectors can do without. */
export function hideFromOthers(provider: Provider): void {
  Object.defineProperty(provider.Client.prototype, 'subjectType', {
    configurable: true,
    set(this: { first_party?: unknown }) {
      const get = () => (this.first_party === true ? 'public' : 'pairwise')
      Object.defineProperty(this, 'subjectType', { get, enumerable: true, configurable: true })
    },
  })
}
