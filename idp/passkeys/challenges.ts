import type { Knex } from 'knex'
import { hashToken, randomToken } from '../../shared/crypto/tokens.ts'
import { MINUTE } from '../../shared/time.ts'
import type { Idp } from '../context.ts'
import { keepChallenge, takeChallenge } from './store.ts'

export { purgeChallenges } from './store.ts'

/** Long enough to fetch a telephone from another room. */
export const CHALLENGE_LIFE = 5 * MINUTE

/** What a challenge is good for: one act, in one browser. `to` is the question that is answered by it, or the session in
 *  which something is added. */
export interface Bound {
  readonly act: 'signIn' | 'confirm' | 'add'
  readonly browser: string
  readonly to: string
}

/** 256 random bits to be signed, once. */
export async function issueChallenge(db: Knex, { now }: Pick<Idp, 'now'>, bound: Bound): Promise<string> {
  const challenge = randomToken()
  await keepChallenge(db, {
    id: hashToken(challenge),
    bound_to: nameOf(bound),
    expires_at: now() + CHALLENGE_LIFE,
  })
  return challenge
}

/** Uses a challenge up. False: used, expired, for something else, or never issued. */
export const claimChallenge = (
  tx: Knex,
  { now }: Pick<Idp, 'now'>,
  { challenge, bound }: { challenge: string; bound: Bound },
): Promise<boolean> => takeChallenge(tx, { id: hashToken(challenge), bound_to: nameOf(bound) }, now())

const nameOf = ({ act, browser, to }: Bound): string => hashToken(JSON.stringify([act, browser, to]))
