import { type SealedPlace, sharedPlaces } from '../shared/database/reseal.ts'

/** Every column of the portal that holds something sealed; a test looks for others. */
export const sealedPlaces: readonly SealedPlace[] = [
  ...sharedPlaces,
  { table: 'login_attempt', column: 'sealed', boundTo: 'state_hash', purpose: 'login-attempt' },
  { table: 'session', column: 'sealed_id_token', boundTo: 'id_hash', purpose: 'id-token' },
  { table: 'holder', column: 'sealed', boundTo: 'id', purpose: 'holder' },
  { table: 'mandate', column: 'sealed', boundTo: 'reference', purpose: 'mandate' },
  { table: 'client_key', column: 'sealed', boundTo: 'slot', purpose: 'client-key' },
]
