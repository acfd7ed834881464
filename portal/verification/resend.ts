import { randomToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import { recordEvent } from '../audit.ts'
import type { Act } from './codes.ts'
import { shortNumber } from './messages.ts'
import { type Needs, obstacleIn, RESEND_AFTER, refusal, sendCode } from './send.ts'
import { closeOpen, holdCustomer, openChallenge } from './store.ts'

export type ResendOutcome =
  /** also when another page of theirs has just done it */
  | { readonly kind: 'sent' }
  | { readonly kind: 'tooEarly'; readonly until: number }
  /** no code is waited for */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused' }
  | { readonly kind: 'limited' }
  | { readonly kind: 'paused' }
  | { readonly kind: 'blocked' }

/** Sends a new code, which replaces the old one; the tries go on counting. Of twenty at once one sends. */
export async function resendCode(portal: Needs, act: Act): Promise<ResendOutcome> {
  const { db, contracts, now } = portal
  const { customerId, lang, origin } = act
  const before = await openChallenge(db, customerId, now())
  const facts = before && (await contracts.findForAttachment(before.number))
  return inTransaction(db, async (tx) => {
    const customer = await holdCustomer(tx, customerId)
    if (customer.blocked) return { kind: 'blocked' }
    const challenge = await openChallenge(tx, customerId, now())
    if (!challenge) return { kind: 'nothing' }
    if (challenge.id !== (act.challengeId ?? before?.id)) return { kind: 'sent' }
    const until = challenge.sentAt + RESEND_AFTER
    if (until > now()) return { kind: 'tooEarly', until }
    const obstacle = facts && obstacleIn(facts, now())
    if (!facts || obstacle) {
      await recordEvent(tx, refusal({ customerId, number: challenge.number }, obstacle ?? 'ended'), { now, origin })
      return { kind: 'refused' }
    }
    const taken = await sendCode(tx, portal, { customerId, facts, once: randomToken(), lang, origin, resent: true })
    return taken.kind === 'taken' ? { kind: 'sent' } : { kind: REFUSALS[taken.of] }
  })
}

const REFUSALS = { asker: 'limited', contract: 'refused', everybody: 'paused' } as const

/** Gives up the entry of a code. Within ten minutes the same contract leads back to it. */
export const cancelCode = ({ db, now }: Pick<Needs, 'db' | 'now'>, { customerId, origin }: Act): Promise<void> =>
  inTransaction(db, async (tx) => {
    await holdCustomer(tx, customerId)
    const challenge = await openChallenge(tx, customerId, now())
    if (!challenge) return
    await closeOpen(tx, customerId, { as: 'cancelled', at: now() })
    const details = { contract: shortNumber(challenge.number) }
    await recordEvent(tx, { action: 'code.cancelled', subject: customerId, details }, { now, origin })
  })
