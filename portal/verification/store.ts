import type { Knex } from 'knex'
import { HOUR } from '../../shared/time.ts'

/** A code on its way to somebody's phone, or there. */
export interface Challenge {
  readonly id: string
  readonly number: string
  readonly maskedMobile: string
  /** it replaced another one for the same contract */
  readonly resent: boolean
  readonly sentAt: number
  readonly expiresAt: number
}

export interface NewChallenge extends Challenge {
  readonly customerId: string
  readonly once: string
  readonly codeMac: string
}

export interface HeldCustomer {
  readonly id: string
  readonly email: string
  readonly civility: 'madame' | 'monsieur'
  readonly familyName: string
  readonly lang: 'fr' | 'en'
  readonly blocked: boolean
}

/** One verb at a time for each customer, on any number of processes: everything they read after this stays true until
 *  the transaction ends. SQLite has one writer anyway. */
export async function holdCustomer(tx: Knex, id: string): Promise<HeldCustomer> {
  const row = await tx('customer')
    .where({ id })
    .forNoKeyUpdate()
    .first('email', 'civility', 'family_name', 'lang', 'attach_blocked_at')
  const { email, civility, family_name: familyName, lang } = row
  return { id, email, civility, familyName, lang, blocked: row.attach_blocked_at !== null }
}

/** An open challenge is shown for an hour; after that one starts again. */
const SHOWN = HOUR

const challengeColumns = {
  id: 'id',
  number: 'contract_number',
  maskedMobile: 'masked_mobile',
  resent: 'resent',
  sentAt: 'sent_at',
  expiresAt: 'expires_at',
}

export const openChallenge = (db: Knex, customerId: string, now: number): Promise<Challenge | undefined> =>
  db('sms_challenge')
    .where({ customer_id: customerId })
    .whereNull('closed_at')
    .where('sent_at', '>', now - SHOWN)
    .first<Challenge | undefined>(challengeColumns)

/** The newest challenge of a customer for a contract, if it was sent after `after` and a code for it may still be
 *  entered, or could be if they had not turned to something else. */
export const resumableChallenge = (
  tx: Knex,
  { customerId, number }: { customerId: string; number: string },
  after: number,
): Promise<Challenge | undefined> =>
  tx('sms_challenge')
    .where({ customer_id: customerId, contract_number: number })
    .where('sent_at', '>', after)
    .whereRaw("(closed_as is null or closed_as in ('cancelled', 'replaced'))")
    .orderBy('sent_at', 'desc')
    .first<Challenge | undefined>(challengeColumns)

/** The contract of the code that was right a moment ago, for whoever sent it twice. */
export async function justAttached(tx: Knex, customerId: string, after: number): Promise<string | undefined> {
  const row = await tx('sms_challenge')
    .join('contract_link', 'contract_link.contract_number', 'sms_challenge.contract_number')
    .where({ 'sms_challenge.customer_id': customerId, 'contract_link.customer_id': customerId, closed_as: 'consumed' })
    .where('closed_at', '>', after)
    .orderBy('closed_at', 'desc')
    .first<{ contract_number: string } | undefined>('sms_challenge.contract_number')
  return row?.contract_number
}

export async function wasAsked(
  tx: Knex,
  { customerId, number, once }: { customerId: string; number: string; once: string },
): Promise<boolean> {
  const row = await tx('sms_challenge').where({ customer_id: customerId, contract_number: number, once }).first('id')
  return row !== undefined
}

export const insertChallenge = (tx: Knex, challenge: NewChallenge): Promise<unknown> =>
  tx('sms_challenge').insert({
    id: challenge.id,
    customer_id: challenge.customerId,
    contract_number: challenge.number,
    once: challenge.once,
    code_mac: challenge.codeMac,
    masked_mobile: challenge.maskedMobile,
    resent: challenge.resent,
    sent_at: challenge.sentAt,
    expires_at: challenge.expiresAt,
  })

type Closing = 'replaced' | 'cancelled' | 'consumed' | 'blocked' | 'unblocked'

/** Closes what is open of a customer. @returns how many: one or none */
export const closeOpen = (tx: Knex, customerId: string, { as, at }: { as: Closing; at: number }): Promise<number> =>
  tx('sms_challenge').where({ customer_id: customerId }).whereNull('closed_at').update({ closed_at: at, closed_as: as })

export const reopen = (tx: Knex, id: string): Promise<unknown> =>
  tx('sms_challenge').where({ id }).update({ closed_at: null, closed_as: null })

/** Whose contract it is, if it is in a customer area. */
export async function ownerOf(db: Knex, number: string): Promise<string | undefined> {
  const row = await db('contract_link').where({ contract_number: number }).first('customer_id')
  return row?.customer_id
}

/** Gives a contract to a customer. @returns false if somebody has it already: of two at once, one gets it */
export async function insertLink(
  tx: Knex,
  { customerId, number }: { customerId: string; number: string },
  at: number,
): Promise<boolean> {
  const linked = await tx('contract_link')
    .insert({ contract_number: number, customer_id: customerId, attached_at: at })
    .onConflict('contract_number')
    .ignore()
    .returning('contract_number')
  return linked.length > 0
}
