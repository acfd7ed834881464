import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import type { Lang } from '../../shared/i18n.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { type Progress, progressOf } from '../../shared/outbox/outbox.ts'
import { deliveryOf } from '../../shared/sms/deliveries.ts'
import { recordEvent } from '../audit.ts'
import type { AttachmentFacts } from '../contracts/service.ts'
import { shortNumber } from './messages.ts'
import { postAttached, postBlocked, postNotice } from './post.ts'
import { isCode, type Needs, RESEND_AFTER, referenceOf, refusal } from './send.ts'
import {
  type Challenge,
  closeOpen,
  type HeldCustomer,
  holdCustomer,
  insertLink,
  justAttached,
  openChallenge,
} from './store.ts'
import { block, claimTry, giveTryBack, pairOf, TRIES } from './tries.ts'

/** What the page of the code shows. */
export interface OpenCode extends Challenge {
  /** wrong codes until the block */
  readonly left: number
  readonly resendAt: number
  /** how far the text message has got; `delayed`: it was tried, and will be again; `undelivered`: the gateway says so */
  readonly message: 'onItsWay' | 'sent' | 'delayed' | 'failed' | 'undelivered'
}

/** The code that is waited for. */
export async function openCode(
  { db, now }: Pick<Needs, 'db' | 'now'>,
  customerId: string,
): Promise<OpenCode | undefined> {
  const challenge = await openChallenge(db, customerId, now())
  if (!challenge) return undefined
  const { tries } = await pairOf(db, { customerId, number: challenge.number })
  const letter = await progressOf(db, referenceOf(challenge.id))
  const delivery = await deliveryOf(db, referenceOf(challenge.id))
  return {
    ...challenge,
    left: TRIES - tries,
    resendAt: challenge.sentAt + RESEND_AFTER,
    message: delivery?.state === 'undelivered' ? 'undelivered' : stateOf(letter),
  }
}

function stateOf(letter: Progress | undefined): OpenCode['message'] {
  if (letter?.state === 'dead') return 'failed'
  if (letter?.state === 'waiting') return letter.failed ? 'delayed' : 'onItsWay'
  return 'sent'
}

/** Somebody acts on the page of a code. */
export interface Act {
  readonly customerId: string
  /** the code their page was made for; without it the open one is meant */
  readonly challengeId?: string | undefined
  readonly lang: Lang
  readonly origin: Origin
}

export type EnterOutcome =
  | { readonly kind: 'attached'; readonly number: string }
  | { readonly kind: 'wrong'; readonly left: number }
  /** this was the third wrong code, or there had been three */
  | { readonly kind: 'blocked' }
  /** too late; not counted as a try */
  | { readonly kind: 'expired' }
  /** the page was made for an older code; not counted as a try */
  | { readonly kind: 'replaced' }
  /** no code is waited for */
  | { readonly kind: 'nothing' }
  /** the code was right, but somebody else had just added the contract */
  | { readonly kind: 'refused' }

interface Entry extends Act {
  /** six digits */
  readonly code: string
}

/** Judges a code. Of a hundred at once, on any number of processes, three are judged. */
export async function enterCode(portal: Needs, entry: Entry): Promise<EnterOutcome> {
  const { db, contracts, now } = portal
  const { customerId } = entry
  const before = await openChallenge(db, customerId, now())
  // another system's answer, so not inside the transaction
  const facts = before && (await contracts.findForAttachment(before.number))
  return inTransaction(db, async (tx) => {
    const customer = await holdCustomer(tx, customerId)
    if (customer.blocked) return { kind: 'blocked' }
    const challenge = await openChallenge(tx, customerId, now())
    if (!challenge) return nothingOpen(tx, customerId, now())
    if (challenge.id !== (entry.challengeId ?? before?.id)) return { kind: 'replaced' }
    if (challenge.expiresAt <= now()) return { kind: 'expired' }
    return judge(tx, portal, { entry, customer, challenge, facts })
  })
}

interface Case {
  readonly entry: Entry
  readonly customer: HeldCustomer
  readonly challenge: Challenge
  readonly facts: AttachmentFacts | undefined
}

async function judge(tx: Knex, portal: Needs, to: Case): Promise<EnterOutcome> {
  const { id, number } = to.challenge
  const pair = { customerId: to.customer.id, number }
  const claim = await claimTry(tx, { ...pair, challengeId: id }, portal.now())
  if (!claim) return { kind: 'blocked' }
  const right = isCode(portal.secrets, to.entry.code, { ...pair, id, codeMac: claim.codeMac })
  return right ? attach(tx, portal, to) : countWrong(tx, portal, { ...to, left: TRIES - claim.tries })
}

/** Sent twice, the right code leads to the same page twice. */
async function nothingOpen(tx: Knex, customerId: string, now: number): Promise<EnterOutcome> {
  const number = await justAttached(tx, customerId, now - RESEND_AFTER)
  return number === undefined ? { kind: 'nothing' } : { kind: 'attached', number }
}

async function attach(tx: Knex, portal: Needs, { entry, customer, challenge, facts }: Case): Promise<EnterOutcome> {
  const link = { customerId: customer.id, number: challenge.number }
  const by = { now: portal.now, origin: entry.origin }
  await closeOpen(tx, customer.id, { as: 'consumed', at: portal.now() })
  await giveTryBack(tx, link)
  if (!(await insertLink(tx, link, portal.now()))) {
    await recordEvent(tx, refusal(link, 'attachedElsewhere'), by)
    return { kind: 'refused' }
  }
  const details = { contract: shortNumber(link.number) }
  await recordEvent(tx, { action: 'contract.attached', subject: customer.id, details }, by)
  await postAttached(tx, portal, { customer, number: link.number })
  await postNotice(tx, portal, { mobile: facts?.mobile ?? null, number: link.number, email: customer.email })
  return { kind: 'attached', number: link.number }
}

async function countWrong(
  tx: Knex,
  portal: Needs,
  { entry, customer, challenge, left }: Case & { left: number },
): Promise<EnterOutcome> {
  const by = { now: portal.now, origin: entry.origin }
  const details = { contract: shortNumber(challenge.number), left }
  await recordEvent(tx, { action: 'code.wrong', subject: customer.id, details }, by)
  if (left > 0) return { kind: 'wrong', left }
  await closeOpen(tx, customer.id, { as: 'blocked', at: portal.now() })
  await block(tx, { customerId: customer.id, number: challenge.number }, portal.now())
  await recordEvent(tx, { action: 'attachment.blocked', subject: customer.id }, by)
  await postBlocked(tx, portal, customer)
  return { kind: 'blocked' }
}
