import type { Knex } from 'knex'
import { inTransaction, takeRows } from '../../shared/database/open.ts'
import { DAY } from '../../shared/time.ts'
import { type Account, accountById } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { postMail } from '../messages.ts'
import { paths } from '../paths.ts'
import { kinds } from './kinds.ts'
import { factorsGoneMail } from './messages.ts'
import { recoveryCodes, resets } from './store.ts'

// What an operator decided for somebody who has lost everything they confirm with (security requirement R73): a day later
// it is done, by whoever comes first, the sweep or the next sign-in.

type Needs = Pick<Idp, 'config' | 'engine' | 'secrets' | 'now'>

/** When the factors of an account go; undefined: they stay. */
export const resetDueAt = async (db: Knex, accountId: string): Promise<number | undefined> =>
  (await resets(db).where({ account_id: accountId }).first('due_at'))?.due_at

/** Removes every factor and recovery code, if it is time: of many at once one does. */
export async function executeDueReset(tx: Knex, idp: Needs, account: Account): Promise<void> {
  const { now, engine, config } = idp
  const due = resets(tx).where({ account_id: account.id }).where('due_at', '<=', now())
  const [taken] = await takeRows(tx, due)
  if (!taken) return
  for (const { removeAll } of kinds) await removeAll(tx, account.id)
  await recoveryCodes(tx).where({ account_id: account.id }).delete()
  await engine.endSessions(tx, { accountId: account.id }, { cause: 'factorsReset', actor: 'operator' })
  await recordEvent(tx, { action: 'factors.reset', subject: account.id, actor: 'operator' }, { now })
  const mail = factorsGoneMail(account, { at: now(), security: config.url + paths.security() })
  await postMail(tx, idp, { to: account.email, mail, giveUpAt: now() + 3 * DAY })
}

/** Does so for everybody whose day is over. */
export async function executeDueResets(idp: Needs & Pick<Idp, 'db'>): Promise<void> {
  for (const { account_id } of await resets(idp.db).where('due_at', '<=', idp.now()).select('account_id')) {
    await inTransaction(idp.db, async (tx) => {
      const account = await accountById(tx, account_id)
      if (account) await executeDueReset(tx, idp, account)
    })
  }
}
