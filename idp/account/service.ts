import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import type { Lang } from '../../shared/i18n.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { emailKey, isReserved } from './addresses.ts'

// Owns the accounts: who somebody is. What others may learn of it is in engine/claims.ts.

export { emailKey, isReserved, moveAccount, purgeFormerAddresses } from './addresses.ts'
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

/** Whether a proof of who it is still counts: the password is the one that was judged, and the account is not blocked. Waits
 *  for whoever is changing it, so that of what is kept before this is asked, and what they end, nothing slips through. */
export async function stillHolds(db: Knex, { id, passwordChangedAt }: Proven): Promise<boolean> {
  const account = fromRow(await db<Row>('account').where({ id }).forShare().first())
  return account !== undefined && !account.blocked && account.passwordChangedAt === passwordChangedAt
}

export type Proven = Pick<Account, 'id' | 'passwordChangedAt'>

export const accountByEmail = async (db: Knex, email: string): Promise<Account | undefined> =>
  fromRow(
    await db<Row>('account')
      .where({ email_key: emailKey(email) })
      .first(),
  )

/** Opens an account, once for each address. False: that address has one already, or is kept for one that left it. */
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
  if (opened.length === 0) return false
  // looked at after it is ours: whoever leaves the address at the same time has reserved it by now
  if (!(await isReserved(tx, person.email, { now: at }))) return true
  await closeAccount(tx, person.id)
  return false
}

/** What somebody says of themselves. */
export type Profile = Pick<Account, 'civility' | 'givenName' | 'familyName' | 'lang'>

export async function setProfile(tx: Knex, id: string, profile: Profile): Promise<void> {
  const { civility, givenName: given_name, familyName: family_name, lang } = profile
  await tx<Row>('account').where({ id }).update({ civility, given_name, family_name, lang })
}

/** The account, held for this transaction: whoever wants to change it as well waits. */
export const lockAccount = async (tx: Knex, id: string): Promise<Account | undefined> =>
  fromRow(await tx<Row>('account').where({ id }).forUpdate().first())

/** Removes an account with all that is its own. Its sessions are ended by whoever decides it. */
export const closeAccount = async (tx: Knex, id: string): Promise<void> => {
  await tx<Row>('account').where({ id }).delete()
}

/** `at`: it is another password, not the same one hashed anew. `replaces`: only if the hash is still that one; false if it
 *  is not, because of many who want to replace one password, one does. */
export async function setPasswordHash(
  tx: Knex,
  id: string,
  { hash, at, replaces }: { hash: string; at?: number; replaces?: string },
): Promise<boolean> {
  const changed = await tx<Row>('account')
    .where({ id, ...(replaces === undefined ? {} : { password_hash: replaces }) })
    .update({ password_hash: hash, ...(at === undefined ? {} : { password_changed_at: at }) })
  return changed > 0
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
