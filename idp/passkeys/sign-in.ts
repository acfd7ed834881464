import { inTransaction } from '../../shared/database/open.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { type Account, accountById } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { executeDueReset, hasFactor } from '../factors/service.ts'
import { claimFromNetwork, completeSignIn, giveBackToNetwork, isKnownDevice } from '../login/service.ts'
import type { Bound } from './challenges.ts'
import { beginProving, judgePasskey } from './proving.ts'

// Signing in with a passkey alone: it is two factors in one, something one has and what unlocks it (NIST SP 800-63B-4
// §3.1.7.1), so there is no second step.

type Needs = Pick<Idp, 'config' | 'db' | 'engine' | 'log' | 'now' | 'secrets'>

/** The question that is answered, and in which browser. */
export interface Question {
  readonly uid: string
  readonly browser: string
}

/** What any passkey of this host may sign. */
export const beginSignIn = (idp: Pick<Idp, 'config' | 'db' | 'now'>, at: Question): Promise<object> =>
  beginProving(idp.db, idp, { bound: boundOf(at) })

export type PasskeyOutcome =
  | { readonly kind: 'signedIn'; readonly account: Account; readonly device: string }
  /** the password was replaced since this passkey was added, or last used beside one */
  | { readonly kind: 'passwordFirst' }
  | { readonly kind: 'expired' }
  /** none of ours any more, not proven, or the account is blocked; `credentialId`: nobody has it */
  | { readonly kind: 'refused'; readonly credentialId?: string }
  | { readonly kind: 'throttled'; readonly until: number }

export interface ByPasskey extends Question {
  readonly credential: string
  readonly device: string | undefined
  readonly agent: string | undefined
  readonly origin: Origin
  /** the app that asked */
  readonly client: string
}

/** Wrong passwords keep nobody from it: it cannot be guessed, so what strangers try does not count. */
export const signInByPasskey = (idp: Needs, by: ByPasskey): Promise<PasskeyOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const { now } = idp
    const { origin, device } = by
    const take = await claimFromNetwork(tx, origin, now())
    if (take.kind === 'spent') {
      await recordEvent(tx, { action: 'login.throttled' }, { now, origin })
      return { kind: 'throttled', until: take.until }
    }
    const judged = await judgePasskey(tx, idp, { ...by, bound: boundOf(by) })
    if (judged.kind !== 'right') return judged
    const account = await accountById(tx, judged.accountId)
    if (!account || account.blocked) {
      await recordEvent(tx, { action: 'login.failed', subject: judged.accountId }, { now, origin })
      return { kind: 'refused' }
    }
    await giveBackToNetwork(tx, origin)
    await executeDueReset(tx, idp, account)
    if (!(await hasFactor(tx, account.id))) return { kind: 'refused' } // it is gone, since just now
    if (judged.trustedAt < account.passwordChangedAt) return { kind: 'passwordFirst' }
    const known = await isKnownDevice(tx, account.id, device)
    const proven = { ...by, account, known, failures: 0, methods: 'passkey' }
    return { kind: 'signedIn', account, device: await completeSignIn(tx, idp, proven) }
  })

const boundOf = ({ uid, browser }: Question): Bound => ({ act: 'signIn', browser, to: uid })
