import type { Knex } from 'knex'
import { takeOne } from '../../shared/limits/budget.ts'
import type { Mail } from '../../shared/mail/letter.tsx'
import { DAY } from '../../shared/time.ts'
import type { Account } from '../account/service.ts'
import type { Idp } from '../context.ts'
import { postMail } from '../messages.ts'
import { paths } from '../paths.ts'
import { guessedMail, recoveryUsedMail } from './messages.ts'

type Needs = Pick<Idp, 'config' | 'secrets' | 'now'>

const A_DAY = 4

/** Somebody knows the password, and guesses: the owner hears of it, at most four times a day. */
export async function tellOfGuesses(tx: Knex, idp: Needs, account: Account): Promise<void> {
  const budget = { to: A_DAY, within: DAY, now: idp.now() }
  const take = await takeOne(tx, `mail of guessed codes to ${account.id}`, budget)
  if (take.kind === 'spent') return
  const forgot = `${idp.config.url}${paths.forgot()}`
  await tell(tx, idp, { account, mail: guessedMail(account, { at: idp.now(), forgot }) })
}

/** A recovery code was used: whoever finds their codes would do so too. */
export async function tellOfRecovery(
  tx: Knex,
  idp: Needs,
  { account, left }: { account: Account; left: number },
): Promise<void> {
  const { url } = idp.config
  const links = { forgot: `${url}${paths.forgot()}`, security: `${url}${paths.security()}` }
  await tell(tx, idp, { account, mail: recoveryUsedMail(account, { at: idp.now(), left, ...links }) })
}

const tell = (tx: Knex, idp: Needs, { account, mail }: { account: Account; mail: Mail }): Promise<void> =>
  postMail(tx, idp, { to: account.email, mail, giveUpAt: idp.now() + 3 * DAY })
