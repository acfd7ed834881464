import type { Knex } from 'knex'
import type { Origin } from '../../shared/observe/audit.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { livePasskeys, type PasskeyRow } from '../factors/service.ts'
import { descriptorOf } from './adding.ts'
import { type Bound, CHALLENGE_LIFE, claimChallenge, issueChallenge } from './challenges.ts'
import { countUse, handleOf, liveByCredential } from './store.ts'
import { type Assertion, partyOf, readAssertion, verifyAssertion } from './webauthn.ts'

type Needs = Pick<Idp, 'config' | 'now'>

/** What the browser is to ask of an authenticator. With `accountId` only that account's passkeys will do; without it any
 *  will, and the browser learns nothing of who has one (WebAuthn 3 §14.6.2). */
export async function beginProving(
  tx: Knex,
  idp: Needs,
  { bound, accountId }: { bound: Bound; accountId?: string },
): Promise<object> {
  const allowed = accountId === undefined ? [] : (await livePasskeys(tx, accountId)).map(descriptorOf)
  return {
    rpId: partyOf(idp.config),
    challenge: await issueChallenge(tx, idp, bound),
    timeout: CHALLENGE_LIFE,
    userVerification: 'required',
    ...(accountId === undefined ? {} : { allowCredentials: allowed }),
  }
}

export type PasskeyJudgement =
  /** `trustedAt`: when it was added, or last used beside the password */
  | { readonly kind: 'right'; readonly accountId: string; readonly trustedAt: number }
  /** too late, sent before, or begun elsewhere */
  | { readonly kind: 'expired' }
  /** no passkey of ours, not this account's, or it has not proven itself; `credentialId`: nobody has it */
  | { readonly kind: 'refused'; readonly credentialId?: string }

/** Judges what a passkey has signed (WebAuthn 3 §7.2); its challenge counts once, whatever comes of it. */
export async function judgePasskey(
  tx: Knex,
  idp: Needs & Pick<Idp, 'log'>,
  { credential, bound, accountId, origin }: { credential: string; bound: Bound; accountId?: string; origin: Origin },
): Promise<PasskeyJudgement> {
  const assertion = readAssertion(credential)
  if (!assertion) return { kind: 'refused' }
  if (!(await claimChallenge(tx, idp, { challenge: assertion.challenge, bound }))) return { kind: 'expired' }
  const row = await liveByCredential(tx, assertion.id)
  if (!row) return { kind: 'refused', credentialId: assertion.id }
  if (accountId !== undefined && row.account_id !== accountId) return { kind: 'refused' }
  const fault = await faultOf(tx, idp, { assertion, row, isNamed: accountId !== undefined })
  if (fault === undefined) return { kind: 'right', accountId: row.account_id, trustedAt: row.trusted_at }
  await recordEvent(tx, { action: fault, subject: row.account_id }, { ...idp, origin })
  if (fault === 'passkey.counterWentBack') idp.log.warn({ accountId: row.account_id }, 'a passkey may have been copied')
  return { kind: 'refused' }
}

/** Why it is not accepted. A counter that went back is refused, not only recorded: authenticators that sync do not count,
 *  and one that counts does so in one place (WebAuthn 3 §6.1.1). */
async function faultOf(
  tx: Knex,
  idp: Needs,
  { assertion, row, isNamed }: { assertion: Assertion; row: PasskeyRow; isNamed: boolean },
): Promise<'passkey.refused' | 'passkey.counterWentBack' | undefined> {
  const { userHandle } = assertion.response
  // an authenticator that was told which credentials will do may leave out whose they are (WebAuthn 3 §7.2, step 6)
  const isUnsaid = isNamed && userHandle === undefined
  if (!isUnsaid && userHandle !== (await handleOf(tx, row.account_id))) return 'passkey.refused'
  const known = { publicKey: row.public_key, maySync: row.may_sync === 1 }
  const proven = await verifyAssertion(idp.config, assertion, known)
  if (!proven) return 'passkey.refused'
  const use = { ...proven, at: idp.now(), besidePassword: isNamed }
  return (await countUse(tx, row.id, use)) ? undefined : 'passkey.counterWentBack'
}
