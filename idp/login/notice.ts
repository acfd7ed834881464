import type { Knex } from 'knex'
import { takeOne } from '../../shared/limits/budget.ts'
import { DAY } from '../../shared/time.ts'
import type { Account } from '../account/service.ts'
import type { Idp } from '../context.ts'
import { postMail } from '../messages.ts'
import { paths } from '../paths.ts'
import { type Occasion, signedInMail } from './messages.ts'

/** So many wrong passwords before the right one are worth a word to the owner. */
const MANY = 3
const A_DAY = 4

export interface SignIn {
  readonly account: Account
  /** wrong passwords just before this one */
  readonly failures: number
  /** this browser has signed in to the account before */
  readonly known: boolean
  /** some browser has */
  readonly usedBefore: boolean
  readonly agent: string | undefined
}

/** What about a sign-in its owner ought to hear (security requirement R22). The first one ever is no news. */
export function occasionOf({ failures, known, usedBefore }: Omit<SignIn, 'account' | 'agent'>): Occasion | undefined {
  if (failures >= MANY) return 'afterFailures'
  return !known && usedBefore ? 'newBrowser' : undefined
}

/** Mails the owner with the transaction of the sign-in, at most four a day of each occasion. */
export async function tellOwner(
  tx: Knex,
  idp: Pick<Idp, 'config' | 'secrets' | 'now'>,
  { occasion, account, agent }: { occasion: Occasion; account: Account; agent: string | undefined },
): Promise<void> {
  const at = idp.now()
  const take = await takeOne(tx, `mail of ${occasion} to ${account.id}`, { to: A_DAY, within: DAY, now: at })
  if (take.kind === 'spent') return
  const mail = signedInMail(account, { occasion, at, agent, forgot: `${idp.config.url}${paths.forgot()}` })
  await postMail(tx, idp, { to: account.email, mail, giveUpAt: at + 3 * DAY })
}
