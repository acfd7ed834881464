import type { Knex } from 'knex'
import { errors, type Provider } from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import type { Clock } from '../../shared/time.ts'
import type { Metadata } from '../clients/service.ts'
import { type Ending, endSessions } from './logout.ts'

/** Ends what an app was given: sessions, grants, codes and tokens, also those by which it changes itself. */
export const endClient = (
  tx: Knex,
  parts: { readonly secrets: Secrets; readonly now: Clock },
  clientId: string,
  by: Omit<Ending, 'cause'>,
): Promise<void> => endSessions(tx, parts, { clientId }, { ...by, cause: 'clientDisabled' })

/** Why the engine would not work with a client of that metadata, in its own English words; undefined: it would. */
export async function refusalOf(provider: Provider, metadata: Metadata): Promise<string | undefined> {
  const { Client } = provider as unknown as { Client: { validate(metadata: Metadata): Promise<void> } }
  try {
    await Client.validate(metadata)
    return undefined
  } catch (error) {
    if (!(error instanceof errors.InvalidClientMetadata)) throw error
    return [error.error_description, error.error_detail].filter(Boolean).join(': ')
  }
}
