import type { Knex } from 'knex'
import { type Mail, renderMail } from '../shared/mail/letter.tsx'
import { post } from '../shared/outbox/outbox.ts'
import type { Idp } from './context.ts'

const BRAND = 'BMW ID'

/** Posts a mail with the transaction that decided it. After `giveUpAt` it would be of no use. */
export async function postMail(
  tx: Knex,
  { secrets, now }: Pick<Idp, 'secrets' | 'now'>,
  { to, mail, giveUpAt }: { to: string; mail: Mail; giveUpAt: number },
): Promise<void> {
  await post(tx, secrets, { kind: 'mail', content: { to, ...renderMail(mail, BRAND) }, giveUpAt, now: now() })
}
