import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import type { Lang } from '../../shared/i18n.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'

// Owns the accounts: who somebody is. What others may learn of it is in engine/claims.ts.

export { exportAccount } from './export.ts'

export type Civility = 'madame' | 'monsieur'

export interface Account {
  readonly id: string
  readonly email: string
  readonly civility: Civility
  readonly givenName: string
  readonly familyName: string
  readonly passwordHash: string
  readonly lang: Lang
  readonly blocked: boolean
  /** instant of its choice: whatever was proven before counts no more */
  readonly passwordChangedAt: number
  /** instant at which it will be deleted, if somebody asked for it (deletion/) */
  readonly deleteAt: number | undefined
}

interface Row {
  id: string
  email: string
  email_key: string
  civility: Civility
  given_name: string
  family_name: string
  password_hash: string
  lang: Lang
  terms_version: string
  terms_accepted_at: number
  created_at: number
  password_changed_at: number
  blocked_at: number | null
  delete_at: number | null
}

export const accountById = async (db: Knex, id: string): Promise<Account | undefined> =>
  fromRow(await db<Row>('account').where({ id }).first())

export const accountByEmail = async (db: Knex, email: string): Promise<Account | undefined> =>
  fromRow(
    await db<Row>('account')
      .where({ email_key: emailKey(email) })
      .first(),
  )

/** What two spellings of one address have in common: lower case, the domain in its ASCII form (RFC 5890). Dots and
 *  tags in the local part are kept: whether they matter is the mail server's business. */
export function emailKey(email: string): string {
  const at = email.lastIndexOf('@')
  const local = email.slice(0, at).normalize('NFC').toLowerCase()
  const domain = email.slice(at + 1)
  return `${local}@${URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : domain.toLowerCase()}`
}

/** Opens an account, once for each address. False: that address has one already. */
export async function openAccount(
  tx: Knex,
  person: Omit<Account, 'blocked' | 'passwordChangedAt' | 'deleteAt'> & {
    readonly termsVersion: string
    readonly termsAcceptedAt: number
  },
  at: number,
): Promise<boolean> {
  const opened = await tx<Row>('account')
    .insert({
      id: person.id,
      email: person.email,
      email_key: emailKey(person.email),
      civility: person.civility,
      given_name: person.givenName,
      family_name: person.familyName,
      password_hash: person.passwordHash,
      lang: person.lang,
      terms_version: person.termsVersion,
      terms_accepted_at: person.termsAcceptedAt,
      created_at: at,
      password_changed_at: at,
      blocked_at: null,
    })
    .onConflict('email_key')
    .ignore()
    .returning('id')
  return opened.length > 0
}

/** Removes an account with all that is its own. Its sessions are ended by whoever decides it. */
export const closeAccount = async (tx: Knex, id: string): Promise<void> => {
  await tx<Row>('account').where({ id }).delete()
}

export async function setPasswordHash(tx: Knex, id: string, change: { hash: string; at?: number }): Promise<void> {
  await tx<Row>('account')
    .where({ id })
    .update({ password_hash: change.hash, ...(change.at === undefined ? {} : { password_changed_at: change.at }) })
}

export type BlockOutcome =
  | { readonly kind: 'blocked' | 'unblocked' }
  /** nothing to do: it is so already */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'unknown' }

type Needs = Pick<Idp, 'db' | 'engine' | 'now'>

/** An operator shuts somebody out: every session ends at once, in every app, and nobody can sign in. The owner gets no
 *  mail: one blocks what somebody else may have in hand, and the reason is told by a person. */
export const blockAccount = (idp: Needs, email: string, reason: string): Promise<BlockOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const id = await mark(tx, email, { blocked_at: idp.now() })
    if (id === undefined) return (await accountByEmail(tx, email)) ? { kind: 'unchanged' } : { kind: 'unknown' }
    await idp.engine.endSessions(tx, { accountId: id }, { cause: 'accountBlocked', actor: 'operator' })
    await recordEvent(tx, { action: 'account.blocked', subject: id, actor: 'operator', details: { reason } }, idp)
    return { kind: 'blocked' }
  })

/** ... and lets them in again; they have to sign in anew. */
export const unblockAccount = (idp: Needs, email: string, reason: string): Promise<BlockOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const id = await mark(tx, email, { blocked_at: null })
    if (id === undefined) return (await accountByEmail(tx, email)) ? { kind: 'unchanged' } : { kind: 'unknown' }
    await recordEvent(tx, { action: 'account.unblocked', subject: id, actor: 'operator', details: { reason } }, idp)
    return { kind: 'unblocked' }
  })

/** The account, if it was not marked so before: of two at once one changes it. */
async function mark(tx: Knex, email: string, change: Pick<Row, 'blocked_at'>): Promise<string | undefined> {
  const accounts = tx<Row>('account').where({ email_key: emailKey(email) })
  const others = change.blocked_at === null ? accounts.whereNotNull('blocked_at') : accounts.whereNull('blocked_at')
  const [row] = await others.update(change).returning('id')
  return row?.id
}

function fromRow(row: Row | undefined): Account | undefined {
  if (!row) return undefined
  return {
    id: row.id,
    email: row.email,
    civility: row.civility,
    givenName: row.given_name,
    familyName: row.family_name,
    passwordHash: row.password_hash,
    lang: row.lang,
    blocked: row.blocked_at !== null,
    passwordChangedAt: row.password_changed_at,
    deleteAt: row.delete_at ?? undefined,
  }
}
