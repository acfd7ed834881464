import type { Knex } from 'knex'
import type { Lang } from '../../shared/i18n.ts'
import { DAY } from '../../shared/time.ts'
import type { Civility } from '../account/service.ts'

/** A row of `pending_signup`: what somebody typed who has not proven their address. */
export interface Pending {
  readonly id: string
  readonly form_key: string
  readonly browser_hash: string
  readonly email: string
  readonly email_key: string
  readonly civility: Civility
  readonly given_name: string
  readonly family_name: string
  readonly password_hash: string | null
  readonly lang: Lang
  readonly client_id: string | null
  readonly terms_version: string
  readonly terms_accepted_at: number
  readonly token_hash: string
  readonly token_round: number
  readonly link_expires_at: number
  readonly activated_at: number | null
  readonly created_at: number
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const pendings = (db: Knex) => db<Mutable<Pending>>('pending_signup')

/** Undefined if that form has made one already: two at once make one. */
export async function insertPending(tx: Knex, row: Pending): Promise<Pending | undefined> {
  const [inserted] = await pendings(tx).insert(row).onConflict('form_key').ignore().returning('*')
  return inserted
}

export const pendingOfForm = (db: Knex, formKey: string): Promise<Pending | undefined> =>
  pendings(db).where({ form_key: formKey }).first()

export const pendingById = (db: Knex, id: string): Promise<Pending | undefined> => pendings(db).where({ id }).first()

export const pendingByToken = (db: Knex, tokenHash: string): Promise<Pending | undefined> =>
  pendings(db).where({ token_hash: tokenHash }).first()

/** The newest signup with that address that still waits. */
export const newestPending = (db: Knex, emailKey: string): Promise<Pending | undefined> =>
  pendings(db).where({ email_key: emailKey, activated_at: null }).orderBy('created_at', 'desc').first()

export type Revision = Partial<
  Pick<
    Pending,
    | 'email'
    | 'email_key'
    | 'civility'
    | 'given_name'
    | 'family_name'
    | 'password_hash'
    | 'token_hash'
    | 'token_round'
    | 'link_expires_at'
  >
>

/** Changes a signup that still waits; undefined if it does not any more. */
export async function revisePending(tx: Knex, id: string, revision: Revision): Promise<Pending | undefined> {
  const [row] = await pendings(tx).where({ id, activated_at: null }).update(revision).returning('*')
  return row
}

/** Claims the activation by this very link: of many at once one gets the row. */
export async function claimActivation(tx: Knex, tokenHash: string, now: number): Promise<Pending | undefined> {
  const [row] = await pendings(tx)
    .where({ token_hash: tokenHash, activated_at: null })
    .where('link_expires_at', '>', now)
    .update({ activated_at: now })
    .returning('*')
  return row
}

/** What the account needs no copy of goes, and so does every other signup with that address, whoever made it. */
export async function closeSignups(tx: Knex, { id, email_key }: Pending): Promise<void> {
  await pendings(tx).where({ id }).update({ password_hash: null })
  await pendings(tx).where({ email_key }).whereNot({ id }).delete()
}

/** True if there was one that still waited. */
export const dropPending = async (tx: Knex, tokenHash: string): Promise<boolean> =>
  (await pendings(tx).where({ token_hash: tokenHash, activated_at: null }).delete()) > 0

/** Forgets every signup with an address, whoever made it and whatever became of it. */
export const forgetSignups = async (tx: Knex, emailKey: string): Promise<void> => {
  await pendings(tx).where({ email_key: emailKey }).delete()
}

/** Forgets signups after a week, unless somebody asked for a new link meanwhile. */
export const purgePendings = (db: Knex, now: number): Promise<number> =>
  pendings(db)
    .where('created_at', '<=', now - 7 * DAY)
    .where('link_expires_at', '<=', now)
    .delete()
