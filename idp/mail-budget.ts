import type { Knex } from 'knex'
import { type Budget, freeAt, refill, type Take, takeAll } from '../shared/limits/budget.ts'
import { DAY, HOUR, MINUTE } from '../shared/time.ts'
import { emailKey } from './account/service.ts'

/** What a stranger can make us send to an address. */
const KINDS = ['signup', 'reset', 'address'] as const
export type MailKind = (typeof KINDS)[number]

/** Takes one mail from what an address may get of us. Taken before anybody looks whether the address is known, so that
 *  what is left tells nothing. */
export const takeMail = (tx: Knex, mail: { to: string; kind: MailKind }, now: number): Promise<Take> =>
  takeAll(tx, budgetsOf(mail), now)

/** The instant from which that address may get another one: now, or later. */
export async function nextMailAt(db: Knex, mail: { to: string; kind: MailKind }, now: number): Promise<number> {
  const instants = await Promise.all(budgetsOf(mail).map(([key, { to }]) => freeAt(db, key, { to, now })))
  return Math.max(...instants)
}

/** Forgets what an address has had of us. */
export async function forgetMail(tx: Knex, to: string): Promise<void> {
  for (const kind of KINDS) for (const [key] of budgetsOf({ to, kind })) await refill(tx, key)
}

function budgetsOf({ to, kind }: { to: string; kind: MailKind }): readonly (readonly [string, Budget])[] {
  const recipient = emailKey(to)
  return [
    [`${kind} mail to ${recipient}`, { to: 1, within: MINUTE }],
    [`mail to ${recipient}, hour`, { to: 4, within: HOUR }],
    [`mail to ${recipient}, day`, { to: 8, within: DAY }],
  ]
}

/** Whoever asks for a mail is answered no sooner than this, whether one is written or not. */
export const SILENCE_MS = 250
