import { inSnapshot, inTransaction } from '../../shared/database/open.ts'
import type { Lang } from '../../shared/i18n.ts'
import { takeOne } from '../../shared/limits/budget.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { DAY } from '../../shared/time.ts'
import type { Account } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import type { Section } from '../export.ts'
import { postMail } from '../messages.ts'
import { paths } from '../paths.ts'
import { copiedMail } from './messages.ts'
import { sections } from './sections.ts'

// Owns the copy of everything that is kept about somebody (RGPD, articles 15 and 20). What there is, each room knows.

export const A_DAY = 5

export type CopyOutcome =
  | { readonly kind: 'made'; readonly copy: Copy }
  | { readonly kind: 'spent'; readonly until: number }

export interface Copy {
  readonly madeAt: number
  readonly lang: Lang
  /** who kept it */
  readonly issuer: string
  readonly sections: readonly Section[]
}

/** Reads everything as it is at one moment, and tells the owner that it was read. What is read is handed out only once one
 *  of five a day is claimed: a reader's snapshot could not claim it beside another. */
export async function copyData(
  idp: Pick<Idp, 'config' | 'db' | 'secrets' | 'now'>,
  account: Account,
  { lang, origin }: { lang: Lang; origin: Origin },
): Promise<CopyOutcome> {
  const { config, db, now } = idp
  const madeAt = now()
  const read = await inSnapshot(db, async (tx) => {
    const all: Section[] = []
    for (const { of } of sections) all.push(await of(tx, account, lang))
    return all
  })
  return inTransaction(db, async (tx) => {
    const take = await takeOne(tx, `copies for ${account.id}`, { to: A_DAY, within: DAY, now: madeAt })
    if (take.kind === 'spent') return take
    await recordEvent(tx, { action: 'data.exported', subject: account.id }, { now, origin })
    const mail = copiedMail(account.lang, { account, at: madeAt, forgot: config.url + paths.forgot() })
    await postMail(tx, idp, { to: account.email, mail, giveUpAt: madeAt + 3 * DAY })
    return { kind: 'made', copy: { madeAt, lang, issuer: config.url, sections: read } }
  })
}
