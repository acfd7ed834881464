import type { Knex } from 'knex'
import { type Mail, renderMail } from '../../shared/mail/letter.tsx'
import { post } from '../../shared/outbox/outbox.ts'
import { DAY } from '../../shared/time.ts'
import type { Portal } from '../context.ts'
import { canReceiveSms } from '../contracts/service.ts'
import { paths } from '../paths.ts'
import { attachedMail, blockedMail, noticeMessage, unblockedMail } from './messages.ts'
import type { HeldCustomer } from './store.ts'

type Needs = Pick<Portal, 'secrets' | 'now'> & { readonly config: Pick<Portal['config'], 'url'> }

const BRAND = 'MyBMW Financial Services'
/** After this, the news is old. */
const NEWS = 3 * DAY

export const postAttached = (
  tx: Knex,
  portal: Needs,
  { customer, number }: { customer: HeldCustomer; number: string },
) =>
  postMail(tx, portal, {
    to: customer.email,
    mail: attachedMail({ customer, href: `${portal.config.url}${paths.contract(number)}` }, number),
  })

export const postBlocked = (tx: Knex, portal: Needs, customer: HeldCustomer) =>
  postMail(tx, portal, { to: customer.email, mail: blockedMail({ customer }) })

export const postUnblocked = (tx: Knex, portal: Needs, customer: HeldCustomer) =>
  postMail(tx, portal, {
    to: customer.email,
    mail: unblockedMail({ customer, href: `${portal.config.url}${paths.addContract()}` }),
  })

/** Tells whoever holds the contract's phone that it is in a customer area now. */
export async function postNotice(
  tx: Knex,
  { secrets, now }: Needs,
  { mobile, ...about }: { mobile: string | null; number: string; email: string },
): Promise<void> {
  if (mobile === null || !canReceiveSms(mobile)) return
  const content = { to: mobile, text: noticeMessage(about) }
  await post(tx, secrets, { kind: 'sms', content, giveUpAt: now() + NEWS, now: now() })
}

const postMail = (tx: Knex, { secrets, now }: Needs, { to, mail }: { to: string; mail: Mail }): Promise<string> =>
  post(tx, secrets, {
    kind: 'mail',
    content: { to, ...renderMail(mail, BRAND) },
    giveUpAt: now() + NEWS,
    now: now(),
  })
