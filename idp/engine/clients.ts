import type { Knex } from 'knex'
import { errors, type Provider } from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import type { Metadata } from '../clients/service.ts'
import { createStore } from './store.ts'

/** Ends what an app was given: grants, codes and tokens, also those by which it changes itself. */
export const endClient = (tx: Knex, secrets: Secrets, clientId: string): Promise<void> =>
  createStore(tx, secrets).removeClient(clientId)

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
