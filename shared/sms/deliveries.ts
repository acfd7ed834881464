import type { Knex } from 'knex'
import type { Carrier } from '../outbox/outbox.ts'
import { DAY } from '../time.ts'
import type { Receipt, SmsGateway, TextMessage } from './gateway.ts'

/** What has become of a text message: it waits in the outbox; a gateway has taken it; the phone has it; the phone will not
 *  get it; no gateway has taken it. */
export interface SmsDelivery {
  readonly state: 'waiting' | 'accepted' | 'delivered' | 'undelivered' | 'dead'
  /** for an operator */
  readonly reason: string | null
}

interface Told {
  readonly gateway_id: string
  readonly letter_id: string | null
  readonly state: Receipt['state']
  readonly reason: string | null
}

/** The carrier of text messages: does not ask the gateway again for what it has told us it took. */
export const carrySms =
  ({ db, gateway }: { readonly db: Knex; readonly gateway: SmsGateway }): Carrier =>
  async (content, letter) => {
    if (letter.attempt > 1) {
      const told = await db<Told>('sms_delivery').where({ letter_id: letter.id }).first('gateway_id')
      if (told) return { kind: 'done', deliveryId: told.gateway_id }
    }
    return gateway.send(content as TextMessage, letter)
  }

/** Keeps what a gateway tells. It may tell late, twice, in any order, and before we have its answer to the message
 *  itself: so a receipt stands by itself, and only what says more replaces what is known. */
export async function keepReceipt(db: Knex, receipt: Receipt, at: number): Promise<void> {
  await db.raw(
    `insert into sms_delivery (gateway_id, letter_id, state, reason, at)
     values (:gatewayId, :letterId, :state, :reason, :at)
     on conflict (gateway_id) do update
     set letter_id = coalesce(sms_delivery.letter_id, excluded.letter_id),
       state = excluded.state, reason = excluded.reason, at = excluded.at
     where sms_delivery.state = 'accepted' or excluded.state = 'delivered'`,
    { ...receipt, letterId: receipt.letterId ?? null, reason: receipt.reason?.slice(0, 100) ?? null, at },
  )
}

/** What has become of the newest text message with that reference. */
export async function deliveryOf(db: Knex, reference: string): Promise<SmsDelivery | undefined> {
  const letter = await db('outbox')
    .where({ reference, kind: 'sms' })
    .orderBy('created_at', 'desc')
    .first<{ id: string; state: string; delivery_id: string | null; last_error: string | null } | undefined>(
      'id',
      'state',
      'delivery_id',
      'last_error',
    )
  if (!letter) return undefined
  const told = await db<Told>('sms_delivery')
    .where({ letter_id: letter.id })
    .orWhere({ gateway_id: letter.delivery_id ?? '' })
    .select('state', 'reason')
  // if it went out twice, the better news is true
  for (const state of ['delivered', 'accepted', 'undelivered'] as const) {
    const found = told.find((one) => one.state === state)
    if (found) return { state, reason: found.reason }
  }
  const state = letter.state === 'done' ? 'accepted' : letter.state === 'dead' ? 'dead' : 'waiting'
  return { state, reason: letter.last_error }
}

/** Forgets what was told more than a month ago. */
export const purgeDeliveries = (db: Knex, now: number): Promise<number> =>
  db('sms_delivery')
    .where('at', '<', now - 30 * DAY)
    .delete()
