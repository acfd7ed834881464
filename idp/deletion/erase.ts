import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import { DAY } from '../../shared/time.ts'
import { type Account, accountById, closeAccount, emailKey } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import { clientsOf, disableClient } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { forgetFailures } from '../login/service.ts'
import { forgetMail } from '../mail-budget.ts'
import { postMail, withdrawMails } from '../messages.ts'
import { forgetSignups } from '../signup/service.ts'
import { offerUndo } from '../undo/service.ts'
import { deletedMail, reminderMail } from './messages.ts'
import { claimReminder, due, lockDue, unreminded } from './store.ts'

// The last day of an account, and its last hour. Each account is one transaction: it is there as it was, or it is gone.

type Needs = Pick<Idp, 'config' | 'db' | 'engine' | 'secrets' | 'now' | 'log'>

const SWEEPER = 'sweep'

/** Reminds whose last day has begun, and erases whose time is over. What fails is tried again at the next sweep, and
 *  keeps no other waiting. */
export async function sweepDeletions(idp: Needs): Promise<void> {
  const now = idp.now()
  for (const id of await unreminded(idp.db, { now, before: now + DAY })) await attempt(idp, () => remind(idp, id))
  for (const id of await due(idp.db, now)) await attempt(idp, () => erase(idp, id))
}

async function attempt({ log }: Needs, act: () => Promise<void>): Promise<void> {
  try {
    await act()
  } catch (error) {
    log.error({ err: error }, 'an account could not be deleted; the next sweep tries again')
  }
}

const remind = (idp: Needs, id: string): Promise<void> =>
  inTransaction(idp.db, async (tx) => {
    const now = idp.now()
    if (!(await claimReminder(tx, id, now))) return
    const account = await accountById(tx, id)
    if (account?.deleteAt === undefined) return
    const { deleteAt, email: address } = account
    const life = deleteAt - now
    const undo = await offerUndo(tx, idp, { account, kind: 'deletion', former: null, address, life })
    const mail = reminderMail(account.lang, { account, deleteAt, undo })
    await postMail(tx, idp, { to: address, mail, giveUpAt: deleteAt })
  })

const erase = (idp: Needs, id: string): Promise<void> =>
  inTransaction(idp.db, async (tx) => {
    if (!(await lockDue(tx, id, idp.now()))) return
    const account = await accountById(tx, id)
    if (!account) return
    await stopApps(tx, idp, id)
    await idp.engine.endSessions(tx, { accountId: id }, { cause: 'accountDeleted', actor: SWEEPER })
    await forgetAddress(tx, idp, account)
    await closeAccount(tx, id)
    await recordEvent(tx, { action: 'account.deleted', subject: id, actor: SWEEPER }, idp)
    await postMail(tx, idp, {
      to: account.email,
      mail: deletedMail(account.lang, account),
      giveUpAt: idp.now() + 3 * DAY,
    })
  })

/** Who owns apps is not deleted; but one may have been given to them in this week. It would be nobody's, and the house's
 *  by that: it stops, and the operator decides. */
async function stopApps(tx: Knex, idp: Needs, ownerId: string): Promise<void> {
  for (const { id } of await clientsOf(tx, ownerId)) await disableClient({ ...idp, db: tx }, id, { kind: 'operator' })
}

/** What is kept by the address and not by the account. */
async function forgetAddress(tx: Knex, idp: Needs, account: Account): Promise<void> {
  const key = emailKey(account.email)
  await forgetFailures(tx, account)
  await forgetSignups(tx, key)
  await forgetMail(tx, account.email)
  await withdrawMails(tx, idp, (to) => emailKey(to) === key)
}
