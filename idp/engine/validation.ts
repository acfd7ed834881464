import { errors, type Provider } from 'oidc-provider'
import type { Metadata } from '../clients/service.ts'

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
