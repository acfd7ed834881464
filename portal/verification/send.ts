import { createHmac, randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { randomCode, sameBytes } from '../../shared/crypto/tokens.ts'
import type { Lang } from '../../shared/i18n.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { post } from '../../shared/outbox/outbox.ts'
import { DAY, MINUTE } from '../../shared/time.ts'
import { recordEvent } from '../audit.ts'
import type { Portal } from '../context.ts'
import type { AttachmentFacts } from '../contracts/service.ts'
import { canReceiveSms, maskMobile } from '../contracts/service.ts'
import { type Taken, takeMessage } from './limits.ts'
import { codeMessage, shortNumber } from './messages.ts'
import { closeOpen, insertChallenge } from './store.ts'
import { keepPair } from './tries.ts'

/** How long a code is good for, and how long one waits before the next. */
const CODE_LIFE = 10 * MINUTE
export const RESEND_AFTER = 10 * MINUTE
/** With less left than this a text message is not sent any more. */
const WORTH_SENDING = 2 * MINUTE
/** A number changed in the contract file this recently may be a thief's. */
const SETTLED_AFTER = 7 * DAY

/** What the verbs of this folder need. */
export type Needs = Pick<Portal, 'db' | 'now' | 'secrets' | 'contracts' | 'config'>

/** Why a contract cannot be added online. For the record; the customer gets one answer for all. */
export type Obstacle =
  | 'company'
  | 'notDelivered'
  | 'ended'
  | 'noMobile'
  | 'mobileChanged'
  | 'attachedElsewhere'
  | 'pairBlocked'
  | 'contractLimit'

/** What in the contract's file speaks against sending a code. */
export function obstacleIn(facts: AttachmentFacts, now: number): Obstacle | undefined {
  if (facts.holderKind === 'company') return 'company'
  if (facts.status === 'ended') return 'ended'
  if (!facts.delivered) return 'notDelivered'
  if (!facts.mobile || !canReceiveSms(facts.mobile)) return 'noMobile'
  if (facts.phoneChangedAt !== null && facts.phoneChangedAt > now - SETTLED_AFTER) return 'mobileChanged'
  return undefined
}

/** The record of a refusal. */
export const refusal = ({ customerId, number }: { customerId: string; number: string }, because: Obstacle) =>
  ({
    action: 'contract.refused',
    subject: customerId,
    details: { contract: shortNumber(number), because },
  }) as const

export interface Sending {
  readonly customerId: string
  readonly facts: AttachmentFacts
  readonly once: string
  readonly lang: Lang
  readonly origin: Origin
  readonly resent: boolean
}

/** Sends a code within the limits: the challenge, the text message and the record are one with the transaction. What
 *  was open before is over. The customer must be held. */
export async function sendCode(tx: Knex, portal: Needs, sending: Sending): Promise<Taken> {
  const { customerId, facts, once, lang, origin, resent } = sending
  const { number, mobile } = facts
  if (mobile === null) throw new Error('a code needs a number to go to')
  const at = portal.now()
  const taken = await takeMessage(tx, { customerId, number, ip: origin.ip }, at)
  if (taken.kind === 'spent') return taken
  const code = randomCode()
  const challenge = { id: randomUUID(), customerId, number }
  const expiresAt = at + CODE_LIFE
  await closeOpen(tx, customerId, { as: 'replaced', at })
  await insertChallenge(tx, {
    ...challenge,
    once,
    codeMac: portal.secrets.mac(PURPOSE, bound(code, challenge)).toString('base64url'),
    maskedMobile: maskMobile(mobile),
    resent,
    sentAt: at,
    expiresAt,
  })
  await keepPair(tx, challenge)
  await post(tx, portal.secrets, {
    kind: 'sms',
    content: { to: mobile, text: codeMessage({ lang, code, host: new URL(portal.config.url).hostname }) },
    reference: referenceOf(challenge.id),
    giveUpAt: expiresAt - WORTH_SENDING,
    now: at,
  })
  const action = resent ? 'code.resent' : 'code.requested'
  const details = { contract: shortNumber(number) }
  await recordEvent(tx, { action, subject: customerId, details }, { now: portal.now, origin })
  return taken
}

/** By what the outbox knows a challenge's text message. */
export const referenceOf = (challengeId: string): string => `challenge:${challengeId}`

interface Bound {
  readonly id: string
  readonly customerId: string
  readonly number: string
}

/** Whether this is the code of that challenge, also when the keys were rotated since. */
export const isCode = (secrets: Secrets, code: string, of: Bound & { readonly codeMac: string }): boolean =>
  secrets.keys(PURPOSE).some((key) => {
    const mac = createHmac('sha256', key).update(bound(code, of)).digest()
    return sameBytes(mac, Buffer.from(of.codeMac, 'base64url'))
  })

const PURPOSE = 'sms-code'

/** A code is worth nothing for another challenge, customer or contract (R61, R62). */
const bound = (code: string, { id, customerId, number }: Bound): string => [code, id, customerId, number].join('|')
