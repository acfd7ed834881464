import { inTransaction } from '../../shared/database/open.ts'
import { takeOne } from '../../shared/limits/budget.ts'
import { DAY, MINUTE } from '../../shared/time.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { hasFactor, lockState, makeCodes, rehearseCode } from '../factors/service.ts'
import { postMail } from '../messages.ts'
import { paths } from '../paths.ts'
import { codesMadeMail } from './messages.ts'
import type { By } from './service.ts'

type Needs = Pick<Idp, 'config' | 'db' | 'secrets' | 'now'>

/** Ten codes in place of those before, shown now and never again; undefined: there is nothing that they could stand in
 *  for. */
export const makeCodesAnew = (idp: Needs, { account, origin }: By): Promise<readonly string[] | undefined> =>
  inTransaction(idp.db, async (tx) => {
    const { config, now } = idp
    await lockState(tx, account.id)
    if (!(await hasFactor(tx, account.id))) return undefined
    const codes = await makeCodes(tx, idp, account.id)
    await recordEvent(tx, { action: 'recovery.made', subject: account.id }, { now, origin })
    const mail = codesMadeMail(account, { at: now(), forgot: config.url + paths.forgot() })
    await postMail(tx, idp, { to: account.email, mail, giveUpAt: now() + 3 * DAY })
    return codes
  })

export type Rehearsal = { readonly kind: 'works' | 'wrong' } | { readonly kind: 'throttled'; readonly until: number }

/** Tries a code out. It still works afterwards. */
export const rehearse = (idp: Needs, code: string, { account, origin }: By): Promise<Rehearsal> =>
  inTransaction(idp.db, async (tx) => {
    const { now } = idp
    const budget = { to: 10, within: 15 * MINUTE, now: now() }
    const take = await takeOne(tx, `recovery codes tried out by ${account.id}`, budget)
    if (take.kind === 'spent') return { kind: 'throttled', until: take.until }
    if (!(await rehearseCode(tx, idp, { accountId: account.id, code }))) return { kind: 'wrong' }
    await recordEvent(tx, { action: 'recovery.rehearsed', subject: account.id }, { now, origin })
    return { kind: 'works' }
  })
