import type { Knex } from 'knex'
import type { Idp } from '../context.ts'
import { type Factor, kinds } from './kinds.ts'
import { authenticators, claimStep, liveAuthenticators } from './store.ts'
import { stepOf } from './totp.ts'

// Owns what somebody confirms with, beside the password, and judges it. Adding and removing is in the room `security`, the
// second step of signing in is in `confirm`.

export { type CodesState, codesOf, makeCodes, rehearseCode, spendCode } from './codes.ts'
export { exportCodes, exportFactors } from './export.ts'
export type { Factor, FactorKind } from './kinds.ts'
export { factorAddedMail } from './messages.ts'
export { livePasskeys, type PasskeyRow, passkeys } from './passkeys.ts'
export { executeDueReset, executeDueResets, resetDueAt } from './reset.ts'
export {
  authenticators,
  beginState,
  claimStep,
  liveAuthenticators,
  lockState,
  resets,
} from './store.ts'
export { enrolmentLink, newSecret, stepOf } from './totp.ts'

/** Everything that an account can be confirmed with; recovery codes are none, they stand in for one. Whoever has any has
 *  to use one at each sign-in. */
export const factorsOf = async (db: Knex, accountId: string): Promise<readonly Factor[]> =>
  (await Promise.all(kinds.map(({ find }) => find(db, accountId)))).flat()

export const hasFactor = async (db: Knex, accountId: string): Promise<boolean> =>
  (await factorsOf(db, accountId)).length > 0

export type CodeJudgement =
  | { readonly kind: 'right' | 'wrong' }
  /** it was right, and it was accepted before, or a later one was */
  | { readonly kind: 'used' }

/** Judges the code of an authenticator app; each is accepted once for the account. How often somebody may try is the
 *  caller's to claim, before. */
export async function judgeCode(
  tx: Knex,
  { secrets, now }: Pick<Idp, 'secrets' | 'now'>,
  { accountId, code }: { accountId: string; code: string },
): Promise<CodeJudgement> {
  for (const { id, sealed } of await liveAuthenticators(tx, accountId)) {
    const step = stepOf(secrets.open('totp', sealed, id), code, now())
    if (step === undefined) continue
    if (!(await claimStep(tx, accountId, step))) return { kind: 'used' }
    await authenticators(tx).where({ id }).update({ used_at: now() })
    return { kind: 'right' }
  }
  return { kind: 'wrong' }
}
