import type { Secrets } from '../../shared/crypto/secrets.ts'
import type { Idp } from '../context.ts'
import { paths } from '../paths.ts'

/** The bearer values of the two links of a change, made again from its id whenever they are needed; they lie nowhere. */
export const proofToken = (secrets: Secrets, id: string): string => secrets.mac('address', id).toString('base64url')
export const cancelToken = (secrets: Secrets, id: string): string =>
  secrets.mac('address-cancel', id).toString('base64url')

type Needs = Pick<Idp, 'config' | 'secrets'>

/** Mailed to the new address. */
export const proofLink = ({ config, secrets }: Needs, id: string): string =>
  config.url + paths.confirmAddress(proofToken(secrets, id))

/** Mailed to the one that would be left. */
export const cancelLink = ({ config, secrets }: Needs, id: string): string =>
  config.url + paths.cancelAddress(cancelToken(secrets, id))
