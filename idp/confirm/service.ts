import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import { type Budget, refill, takeAll, usedOf } from '../../shared/limits/budget.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { DAY, MINUTE } from '../../shared/time.ts'
import { type Account, accountById } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { PASSWORD_AND_APP, PASSWORD_AND_PASSKEY, PASSWORD_AND_RECOVERY, type Proof } from '../engine/service.ts'
import { codesOf, type Factor, factorsOf, judgeCode, spendCode } from '../factors/service.ts'
import { completeSignIn } from '../login/service.ts'
import { beginProving, judgePasskey } from '../passkeys/service.ts'
import { tellOfGuesses, tellOfRecovery } from './notice.ts'
import { dropStep, keepStep, liveStep, lockStep, type StepKey, type StepRow } from './store.ts'

// Owns the second step of signing in: between the right password and it there is no session, no known browser, no answer
// to the app; only a row that belongs to one question in one browser, for five minutes.

export { purgeSteps } from './store.ts'

const STEP_LIFE = 5 * MINUTE
/** Wrong codes in a quarter of an hour (security requirement R69); in a day; and in a row, over all days (SP 800-63B-4
 *  §3.2.2). */
const MOST = 5
const limitsOf = (whose: string): readonly (readonly [string, Budget])[] => [
  [`second step of ${whose}`, { to: MOST, within: 15 * MINUTE }],
  [`second step of ${whose}, day`, { to: 25, within: DAY }],
  [`second step of ${whose}, in a row`, { to: 100, within: 30 * DAY }],
]

type Needs = Pick<Idp, 'config' | 'db' | 'log' | 'now' | 'secrets'>

/** Where somebody is: the question's name and the browser's. */
export interface Place {
  readonly uid: string
  readonly browser: string
}

export interface Halfway extends Place {
  readonly account: Account
  readonly failures: number
  /** the browser's cookie, if it has signed in to the account before */
  readonly device: string | undefined
  readonly remember: boolean
  readonly origin: Origin
}

/** Keeps that the password was right, for five minutes. */
export const beginStep = ({ db, now }: Needs, at: Halfway): Promise<void> =>
  inTransaction(db, async (tx) => {
    const { account, failures, device, remember, origin } = at
    await keepStep(tx, {
      ...keyOf(at),
      account_id: account.id,
      password_changed_at: account.passwordChangedAt,
      failures,
      device_hash: device === undefined ? null : hashToken(device),
      remember,
      expires_at: now() + STEP_LIFE,
    })
    await recordEvent(tx, { action: 'login.halfway', subject: account.id }, { now, origin })
  })

/** What somebody can confirm with here. */
export interface Ways {
  readonly factors: readonly Factor[]
  readonly codesLeft: number
}

/** The step before this browser; undefined: none, or it took too long. */
export async function readStep({ db, now }: Needs, place: Place): Promise<Ways | undefined> {
  const step = await liveStep(db, keyOf(place), now())
  if (!step || !(await accountOf(db, step))) return undefined
  const [factors, { left }] = await Promise.all([factorsOf(db, step.account_id), codesOf(db, step.account_id)])
  return { factors, codesLeft: left }
}

/** What one of the passkeys of this account may sign here; undefined: the step is over. */
export const beginPasskey = (idp: Needs, place: Place): Promise<object | undefined> =>
  inTransaction(idp.db, async (tx) => {
    const step = await liveStep(tx, keyOf(place), idp.now())
    return step && beginProving(tx, idp, { bound: boundOf(place), accountId: step.account_id })
  })

const boundOf = ({ uid, browser }: Place) => ({ act: 'confirm', browser, to: uid }) as const

export type ConfirmOutcome =
  | {
      readonly kind: 'confirmed'
      readonly account: Account
      readonly proof: Proof
      readonly remember: boolean
      readonly device: string
    }
  | { readonly kind: 'wrong' }
  /** the code was right, and has been used: the next one will do */
  | { readonly kind: 'used' }
  /** what a passkey had to sign was given out too long ago, or elsewhere */
  | { readonly kind: 'late' }
  | { readonly kind: 'throttled'; readonly until: number }
  /** it took too long, or the password was replaced meanwhile */
  | { readonly kind: 'over' }

export type Way = 'passkey' | 'app' | 'recovery'

export interface Attempt extends Place {
  readonly way: Way
  /** what was typed, or what a passkey has signed */
  readonly code: string
  readonly device: string | undefined
  readonly agent: string | undefined
  readonly origin: Origin
  /** the app that asked */
  readonly client: string
}

/** Judges a code; how often is claimed before, and given back with the right one. */
export const confirm = (idp: Needs, attempt: Attempt): Promise<ConfirmOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const { now } = idp
    const step = await lockStep(tx, keyOf(attempt), now())
    const account = step && (await accountOf(tx, step))
    if (!step || !account) return { kind: 'over' }
    const about = { now, origin: attempt.origin }
    const whose = budgetOf(step, attempt)
    const take = await takeAll(tx, limitsOf(whose), now())
    if (take.kind === 'spent') {
      await recordEvent(tx, { action: 'login.stepThrottled', subject: account.id }, about)
      return { kind: 'throttled', until: take.until }
    }
    const judged = await judge(tx, idp, { account, attempt })
    if (judged.kind !== 'right') {
      await recordEvent(tx, { action: 'login.unconfirmed', subject: account.id, details: { way: attempt.way } }, about)
      if ((await usedOf(tx, limitsOf(whose)[0]?.[0] ?? '', now())) === MOST) await tellOfGuesses(tx, idp, account)
      return { kind: judged.kind }
    }
    for (const [key] of limitsOf(whose)) await refill(tx, key)
    return succeed(tx, idp, { step, account, attempt })
  })

async function judge(
  tx: Knex,
  idp: Needs,
  { account, attempt }: { account: Account; attempt: Attempt },
): Promise<{ readonly kind: 'right' | 'wrong' | 'used' | 'late' }> {
  const { way, code, origin } = attempt
  const typed = { accountId: account.id, code }
  if (way === 'passkey') {
    const signed = { credential: code, bound: boundOf(attempt), accountId: account.id, origin }
    return JUDGED[(await judgePasskey(tx, idp, signed)).kind]
  }
  if (way === 'app') return judgeCode(tx, idp, typed)
  const spent = await spendCode(tx, idp, typed)
  if (spent.kind === 'wrong') return spent
  const { left } = spent
  await recordEvent(tx, { action: 'recovery.used', subject: account.id, details: { left } }, { ...idp, origin })
  await tellOfRecovery(tx, idp, { account, left })
  return spent
}

const JUDGED = { right: { kind: 'right' }, refused: { kind: 'wrong' }, expired: { kind: 'late' } } as const

const PROOFS: Readonly<Record<Way, { readonly proof: Proof; readonly methods: string }>> = {
  passkey: { proof: PASSWORD_AND_PASSKEY, methods: 'pwd passkey' },
  app: { proof: PASSWORD_AND_APP, methods: 'pwd otp' },
  recovery: { proof: PASSWORD_AND_RECOVERY, methods: 'pwd recovery' },
}

async function succeed(
  tx: Knex,
  idp: Needs,
  { step, account, attempt }: { step: StepRow; account: Account; attempt: Attempt },
): Promise<ConfirmOutcome> {
  await dropStep(tx, step)
  const { proof, methods } = PROOFS[attempt.way]
  const { failures } = step
  const known = step.device_hash !== null
  const device = await completeSignIn(tx, idp, { ...attempt, account, known, failures, methods })
  return { kind: 'confirmed', account, proof, remember: Boolean(step.remember), device }
}

/** Whose step it is, if nothing has happened to the account since the password was judged. */
async function accountOf(db: Knex, step: StepRow): Promise<Account | undefined> {
  const account = await accountById(db, step.account_id)
  return account && !account.blocked && account.passwordChangedAt === step.password_changed_at ? account : undefined
}

/** Recovery codes cannot be guessed: whoever guesses the others must not keep the owner from using one. Nor can a stranger
 *  keep a browser waiting that has signed in before (security requirement R19). */
const budgetOf = ({ account_id, device_hash }: StepRow, { way }: Attempt): string =>
  `${account_id} by ${way} on ${device_hash ?? 'any other'}`

const keyOf = ({ uid, browser }: Place): StepKey => ({
  question_hash: hashToken(uid),
  browser_hash: hashToken(browser),
})
