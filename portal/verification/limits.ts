import type { Knex } from 'knex'
import { type Budget, giveBack, hasLeft, takeOne } from '../../shared/limits/budget.ts'
import { networkOf } from '../../shared/limits/network.ts'
import { DAY, HOUR } from '../../shared/time.ts'

/** Text messages an hour, all customers together: beyond, something is wrong, and it would cost. */
const SMS_AN_HOUR = 60

export interface Asker {
  readonly customerId: string
  readonly number: string
  readonly ip: string
}

/** Whom a limit is there for. Only what is the asker's own may be told to them. */
type Of = 'asker' | 'contract' | 'everybody'
type Limit = Budget & { readonly key: string; readonly of: Of }

export type Taken = { readonly kind: 'taken' } | { readonly kind: 'spent'; readonly of: Of }

/** Answers that tell something about a number and send no code. */
const lookups = ({ customerId, ip }: Asker): readonly Limit[] => [
  { of: 'asker', key: `contracts looked up by ${customerId}, day`, to: 5, within: DAY },
  { of: 'asker', key: `contracts looked up by ${customerId}, month`, to: 15, within: 30 * DAY },
  { of: 'asker', key: `contracts looked up from ${networkOf(ip)}`, to: 20, within: DAY },
]

/** Text messages. */
const messages = ({ customerId, number, ip }: Asker): readonly Limit[] => [
  { of: 'asker', key: `codes for ${customerId} and ${number}`, to: 3, within: DAY },
  { of: 'asker', key: `codes for ${customerId}`, to: 3, within: DAY },
  { of: 'asker', key: `codes from ${networkOf(ip)}`, to: 10, within: DAY },
  { of: 'contract', key: `codes for ${number}, day`, to: 3, within: DAY },
  { of: 'contract', key: `codes for ${number}, month`, to: 6, within: 30 * DAY },
  everybody,
]

/** What all customers share. */
export const everybody: Limit = { of: 'everybody', key: 'codes', to: SMS_AN_HOUR, within: HOUR }

/** Counts one lookup. */
export const takeLookup = (tx: Knex, asker: Asker, now: number): Promise<Taken> => takeEvery(tx, lookups(asker), now)

/** Counts one text message. */
export const takeMessage = (tx: Knex, asker: Asker, now: number): Promise<Taken> => takeEvery(tx, messages(asker), now)

/** Whether a number may be looked at at all: not by whoever has looked at too many, and not while no code could be
 *  sent, or the answer would tell known numbers from unknown ones without being counted. */
export async function mayLook(tx: Knex, asker: Asker, now: number): Promise<Taken> {
  for (const { of, key, to } of [...lookups(asker), everybody]) {
    if (!(await hasLeft(tx, key, { to, now }))) return { kind: 'spent', of }
  }
  return { kind: 'taken' }
}

/** One from each, or from none. */
async function takeEvery(tx: Knex, limits: readonly Limit[], now: number): Promise<Taken> {
  for (const [at, { of, key, to, within }] of limits.entries()) {
    const take = await takeOne(tx, key, { to, within, now })
    if (take.kind === 'taken') continue
    for (const before of limits.slice(0, at)) await giveBack(tx, before.key)
    return { kind: 'spent', of }
  }
  return { kind: 'taken' }
}
