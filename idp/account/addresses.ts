import type { Knex } from 'knex'
import { hashToken } from '../../shared/crypto/tokens.ts'
import type { Account } from './service.ts'

// Whose an address is: the account's that signs in with it, or, for a while, the account's that has left it and may take
// it back. Of a former address only a hash is kept.

/** What two spellings of one address have in common: lower case, the domain in its ASCII form (RFC 5890). Dots and
 *  tags in the local part are kept: whether they matter is the mail server's business. */
export function emailKey(email: string): string {
  const at = email.lastIndexOf('@')
  const local = email.slice(0, at).normalize('NFC').toLowerCase()
  const domain = email.slice(at + 1)
  return `${local}@${URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain.toLowerCase()}`
}

interface Row {
  address_hash: string
  account_id: string
  reserved_until: number
}

const formers = (db: Knex) => db<Row>('former_address')
const hashOf = (email: string): string => hashToken(emailKey(email))

/** Whether the address is kept free for an account that has left it; `for` that account itself it is not in the way. */
export async function isReserved(
  db: Knex,
  email: string,
  { now, for: accountId }: { now: number; for?: string },
): Promise<boolean> {
  const row = await formers(db)
    .where({ address_hash: hashOf(email) })
    .where('reserved_until', '>', now)
    .first()
  return row !== undefined && row.account_id !== accountId
}

export interface Move {
  readonly account: Account
  readonly email: string
  readonly now: number
  /** instant until which nobody else gets the address that is left; absent: at once */
  readonly reserveUntil?: number
}

/** Gives an account another address. False: somebody else has it, or may take it back. Two who want one address at the
 *  same time meet at the unique key: the second is refused by the database (`isDuplicate`), and by nothing before it. */
export async function moveAccount(tx: Knex, { account, email, now, reserveUntil }: Move): Promise<boolean> {
  const holder = await tx<{ id: string; email_key: string }>('account')
    .where({ email_key: emailKey(email) })
    .first('id')
  if (holder && holder.id !== account.id) return false
  await tx('account')
    .where({ id: account.id })
    .update({ email, email_key: emailKey(email) })
  // looked at after it is ours: whoever leaves the address at the same time has reserved it by now
  if (await isReserved(tx, email, { now, for: account.id })) {
    await tx('account')
      .where({ id: account.id })
      .update({ email: account.email, email_key: emailKey(account.email) })
    return false
  }
  await formers(tx)
    .where({ address_hash: hashOf(email) })
    .delete()
  if (reserveUntil !== undefined) {
    await formers(tx)
      .insert({ address_hash: hashOf(account.email), account_id: account.id, reserved_until: reserveUntil })
      .onConflict('address_hash')
      .merge()
  }
  return true
}

export const purgeFormerAddresses = (db: Knex, now: number): Promise<number> =>
  formers(db).where('reserved_until', '<=', now).delete()
