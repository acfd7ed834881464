import { inTransaction } from '../../shared/database/open.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { DAY } from '../../shared/time.ts'
import { type Account, setPasswordHash } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { countAsRight, forgetOthers, type Judgement, judgePassword, type Login } from '../login/service.ts'
import { postMail } from '../messages.ts'
import { offerUndo, type Undo } from '../undo/service.ts'
import { replacedMail } from './messages.ts'
import { type Weakness, weaknessOf } from './policy.ts'
import { dropResets } from './store.ts'

// Another password, chosen by somebody who is signed in and knows the one there is.

type Needs = Pick<Idp, 'config' | 'db' | 'engine' | 'secrets' | 'passwords' | 'now'>

export interface Choice {
  readonly account: Account
  readonly current: string
  readonly password: string
}

/** Where it is chosen: the session that stays, and the browser that stays known. */
export interface Place {
  readonly session: string
  readonly device: string | undefined
  readonly origin: Origin
}

export type ChangeOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'weak'; readonly weakness: Weakness }
  /** the new one is the one there is */
  | { readonly kind: 'same' }
  /** somebody chose another one at the same time */
  | { readonly kind: 'overtaken' }
  /** the present one is not right, or may not be tried now */
  | Exclude<Judgement, { kind: 'right' }>

/** Sets a new password. The present one is judged by the limits of signing in, and what was opened with it ends, but for
 *  the session it is changed in (security requirement R8). */
export async function changePassword(idp: Needs, choice: Choice, place: Place): Promise<ChangeOutcome> {
  const { account, current, password } = choice
  const weakness = weaknessOf(password, account)
  if (weakness) return { kind: 'weak', weakness }
  if (password.normalize('NFKC') === current.normalize('NFKC')) return { kind: 'same' }
  const login = { email: account.email, password: current, device: place.device, origin: place.origin }
  const judged = await judgePassword(idp, login)
  if (judged.kind !== 'right') return judged
  const hash = await idp.passwords.hash(password) // slow on purpose, so not inside the transaction
  return replace(idp, { login, judged, hash }, place)
}

interface Judged {
  readonly login: Login
  readonly judged: Extract<Judgement, { kind: 'right' }>
  readonly hash: string
}

const replace = (idp: Needs, { login, judged, hash }: Judged, place: Place): Promise<ChangeOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const { engine, now } = idp
    const { session, device, origin } = place
    const { account, known } = judged
    const at = now()
    await countAsRight(tx, login, known)
    // of many who know it, and of one who has a link from the mailbox, one replaces this very password
    const replaced = await setPasswordHash(tx, account.id, { hash, at, replaces: account.passwordHash })
    if (!replaced) return { kind: 'overtaken' }
    await dropResets(tx, account.id)
    await forgetOthers(tx, account, device)
    const whose = { accountId: account.id, exceptSession: session }
    await engine.endSessions(tx, whose, { cause: 'passwordChanged', origin })
    await recordEvent(tx, { action: 'password.changed', subject: account.id }, { now, origin })
    const former = account.passwordHash
    const undo = await offerUndo(tx, idp, { account, kind: 'password', former, address: account.email })
    await postMail(tx, idp, { to: account.email, mail: replacedMail(account, { at, undo }), giveUpAt: at + 3 * DAY })
    return { kind: 'changed' }
  })

/** Gives the former password back. A sign-in that is under way with the other one comes to nothing. */
export const restorePassword: Undo = async (tx, { now }, { account, former }) => {
  await dropResets(tx, account.id)
  return setPasswordHash(tx, account.id, { hash: former as string, at: now() })
}
