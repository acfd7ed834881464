import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import type { Lang } from '../../shared/i18n.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { recordEvent } from '../audit.ts'
import type { AttachmentFacts } from '../contracts/service.ts'
import { mayLook, takeLookup } from './limits.ts'
import { type Needs, type Obstacle, obstacleIn, RESEND_AFTER, refusal, sendCode } from './send.ts'
import { closeOpen, holdCustomer, ownerOf, reopen, resumableChallenge, wasAsked } from './store.ts'
import { pairOf } from './tries.ts'

export type AskOutcome =
  /** also when it was sent a moment ago: the next page is the same */
  | { readonly kind: 'codeSent' }
  | { readonly kind: 'alreadyYours' }
  | { readonly kind: 'unknown' }
  /** for one of many reasons, never told apart */
  | { readonly kind: 'refused' }
  /** this customer, or this address, has asked too often */
  | { readonly kind: 'limited' }
  /** too many text messages leave us: nobody gets any for a while */
  | { readonly kind: 'paused' }
  /** three wrong codes: nothing can be added until somebody lifts it */
  | { readonly kind: 'blocked' }

export interface Ask {
  readonly customerId: string
  /** normalised */
  readonly number: string
  /** the form's key: with the same, an ask has one effect however often it arrives */
  readonly once: string
  readonly lang: Lang
  readonly origin: Origin
}

/** Asks for a contract: if nothing speaks against it, a code goes to the number given at signature. */
export async function askForContract(portal: Needs, ask: Ask): Promise<AskOutcome> {
  // another system's answer, so not inside the transaction
  const facts = await portal.contracts.findForAttachment(ask.number)
  return inTransaction(portal.db, async (tx) => {
    const customer = await holdCustomer(tx, ask.customerId)
    if (customer.blocked) return { kind: 'blocked' }
    const owner = await ownerOf(tx, ask.number)
    if (owner === ask.customerId) return { kind: 'alreadyYours' }
    if (await goesOn(tx, ask, portal.now())) return { kind: 'codeSent' }
    const look = await mayLook(tx, asker(ask), portal.now())
    if (look.kind === 'spent') return { kind: look.of === 'everybody' ? 'paused' : 'limited' }
    const answer = await judge(tx, portal, { ...ask, facts, owned: owner !== undefined })
    return answer.kind === 'codeSent' || answer.kind === 'paused' ? answer : count(tx, portal, { ask, answer })
  })
}

/** An answer that is counted as a look at a number. */
type Look =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'limited' }
  | { readonly kind: 'refused'; readonly because: Obstacle }
/** One that is not: the code tells enough, and a pause everybody sees. */
type Uncounted = { readonly kind: 'codeSent' } | { readonly kind: 'paused' }

async function judge(
  tx: Knex,
  portal: Needs,
  { facts, owned, ...ask }: Ask & { facts: AttachmentFacts | undefined; owned: boolean },
): Promise<Look | Uncounted> {
  if (!facts) return { kind: 'unknown' }
  const pair = await pairOf(tx, ask)
  const obstacle = obstacleIn(facts, portal.now())
  if (owned || pair.blocked || obstacle) {
    return { kind: 'refused', because: obstacle ?? (owned ? 'attachedElsewhere' : 'pairBlocked') }
  }
  const taken = await sendCode(tx, portal, { ...ask, facts, resent: false })
  if (taken.kind === 'taken') return { kind: 'codeSent' }
  if (taken.of === 'contract') return { kind: 'refused', because: 'contractLimit' }
  return taken.of === 'everybody' ? { kind: 'paused' } : { kind: 'limited' }
}

/** Whoever has looked too often gets no answer about the number. */
async function count(tx: Knex, portal: Needs, { ask, answer }: { ask: Ask; answer: Look }): Promise<AskOutcome> {
  const taken = await takeLookup(tx, asker(ask), portal.now())
  if (taken.kind === 'spent' || answer.kind === 'limited') return { kind: 'limited' }
  const unknown = { action: 'contract.unknown', subject: ask.customerId } as const
  const event = answer.kind === 'unknown' ? unknown : refusal(ask, answer.because)
  await recordEvent(tx, event, { now: portal.now, origin: ask.origin })
  return { kind: answer.kind }
}

/** The same ask again, or one for which a code has just been sent: that code stays the one, also for somebody who had
 *  turned to something else in between. So no way round leads to two text messages in ten minutes. */
async function goesOn(tx: Knex, ask: Ask, now: number): Promise<boolean> {
  const challenge = await resumableChallenge(tx, ask, now - RESEND_AFTER)
  if (!challenge) return wasAsked(tx, ask)
  await closeOpen(tx, ask.customerId, { as: 'replaced', at: now })
  await reopen(tx, challenge.id)
  return true
}

const asker = ({ customerId, number, origin }: Ask) => ({ customerId, number, ip: origin.ip })
