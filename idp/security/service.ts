import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { DAY, MINUTE } from '../../shared/time.ts'
import type { Account } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import {
  authenticators,
  beginState,
  claimStep,
  enrolmentLink,
  factorsOf,
  liveAuthenticators,
  lockState,
  makeCodes,
  newSecret,
  stepOf,
} from '../factors/service.ts'
import { postMail } from '../messages.ts'
import { paths } from '../paths.ts'
import { offerUndo, UNDO_LIFE, type Undo } from '../undo/service.ts'
import { addedMail, removedMail } from './messages.ts'

// Owns adding and removing what somebody confirms with, and the pages about signing in.

export { makeCodesAnew, rehearse } from './codes.ts'
export { askReset, type ResetOutcome, stopReset } from './reset.ts'

/** Long enough to find an app and install it. */
const PENDING_LIFE = 30 * MINUTE
export const MOST_APPS = 3

type Needs = Pick<Idp, 'config' | 'db' | 'engine' | 'secrets' | 'now'>

/** Who does it, in which session, from where. */
export interface By {
  readonly account: Account
  readonly sessionUid: string
  readonly origin: Origin
}

export type Enrolment =
  | { readonly kind: 'ready'; readonly id: string; readonly secret: string; readonly link: string }
  | { readonly kind: 'full' }

/** The secret that waits to be confirmed: the one from before, or a new one. It never leaves but to its owner's page. */
export const readEnrolment = ({ db, secrets, now }: Needs, account: Account): Promise<Enrolment> =>
  inTransaction(db, async (tx) => {
    await lockState(tx, account.id)
    if ((await liveAuthenticators(tx, account.id)).length >= MOST_APPS) return { kind: 'full' }
    const waiting = await authenticators(tx)
      .where({ account_id: account.id, confirmed_at: null })
      .where('expires_at', '>', now())
      .first()
    const id = waiting?.id ?? randomUUID()
    const secret = waiting ? secrets.open('totp', waiting.sealed, id) : newSecret()
    if (!waiting) {
      const times = { created_at: now(), expires_at: now() + PENDING_LIFE, ...NEVER }
      const sealed = secrets.seal('totp', secret, id)
      await authenticators(tx).insert({ id, account_id: account.id, name: '', sealed, ...times })
    }
    return { kind: 'ready', id, secret, link: enrolmentLink(secret, account.email) }
  })

const NEVER = { confirmed_at: null, used_at: null, removed_at: null }

export type AddOutcome =
  /** `codes`: it is the first, so there are recovery codes, shown now and never again */
  | { readonly kind: 'added'; readonly codes: readonly string[] | undefined }
  | { readonly kind: 'wrong' | 'used' }
  /** it waited too long */
  | { readonly kind: 'expired' }
  | { readonly kind: 'full' }

/** Adds the app whose code proves that it has the secret. With the first one, what a password alone had opened ends
 *  elsewhere. */
export const addAuthenticator = (
  idp: Needs,
  { id, name, code }: { id: string; name: string; code: string },
  by: By,
): Promise<AddOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const { secrets, now } = idp
    const { account } = by
    await lockState(tx, account.id)
    const waiting = authenticators(tx)
      .where({ id, account_id: account.id, confirmed_at: null })
      .where('expires_at', '>', now())
    const row = await waiting.clone().first()
    if (!row) return { kind: 'expired' }
    const step = stepOf(secrets.open('totp', row.sealed, id), code, now())
    if (step === undefined) return { kind: 'wrong' }
    const before = await factorsOf(tx, account.id)
    if (before.filter(({ kind }) => kind === 'app').length >= MOST_APPS) return { kind: 'full' }
    if (!(await claimStep(tx, account.id, step))) return { kind: 'used' }
    await waiting.update({ name, confirmed_at: now(), expires_at: null })
    await noteAdded(tx, idp, { name, by })
    return { kind: 'added', codes: before.length === 0 ? await beginConfirming(tx, idp, by) : undefined }
  })

async function noteAdded(tx: Knex, idp: Needs, { name, by }: { name: string; by: By }): Promise<void> {
  const { config, now } = idp
  const { account, origin } = by
  await recordEvent(tx, { action: 'factor.added', subject: account.id, details: { kind: 'app' } }, { now, origin })
  const links = { forgot: config.url + paths.forgot(), security: config.url + paths.security() }
  const mail = addedMail(account, { name, at: now(), ...links })
  await postMail(tx, idp, { to: account.email, mail, giveUpAt: now() + 3 * DAY })
}

/** From the first factor on a password alone opens nothing: recovery codes are made, and other sessions end. */
export async function beginConfirming(
  tx: Knex,
  idp: Pick<Needs, 'engine' | 'secrets' | 'now'>,
  { account, sessionUid, origin }: By,
): Promise<readonly string[]> {
  const { engine, now } = idp
  await engine.endSessions(tx, { accountId: account.id, exceptSession: sessionUid }, { cause: 'factorAdded', origin })
  await recordEvent(tx, { action: 'recovery.made', subject: account.id }, { now, origin })
  return makeCodes(tx, idp, account.id)
}

/** Removes an app. False: it is gone already, or somebody else's. It can be had back for three days. */
export const removeAuthenticator = (idp: Needs, id: string, { account, origin }: By): Promise<boolean> =>
  inTransaction(idp.db, async (tx) => {
    const { now } = idp
    const [removed] = await authenticators(tx)
      .where({ id, account_id: account.id, removed_at: null })
      .whereNotNull('confirmed_at')
      .update({ removed_at: now() })
      .returning('*')
    if (!removed) return false
    const { email: address } = account
    const undo = await offerUndo(tx, idp, { account, kind: 'factor', former: { authenticator: id }, address })
    await recordEvent(tx, { action: 'factor.removed', subject: account.id, details: { kind: 'app' } }, { now, origin })
    const left = (await factorsOf(tx, account.id)).length
    const mail = removedMail(account, { name: removed.name, at: now(), left, undo })
    await postMail(tx, idp, { to: address, mail, giveUpAt: now() + UNDO_LIFE })
    return true
  })

/** Puts a removed app back. */
export const restoreAuthenticator: Undo = async (tx, { now }, { account, former }) => {
  const { authenticator } = former as { authenticator?: string }
  if (authenticator === undefined) return false
  const restored = await authenticators(tx)
    .where({ id: authenticator, account_id: account.id })
    .whereNotNull('removed_at')
    .update({ removed_at: null })
  if (restored !== 1) return false
  await beginState(tx, account.id)
  await recordEvent(tx, { action: 'factor.restored', subject: account.id, details: { kind: 'app' } }, { now })
  return true
}

/** Forgets what was never confirmed, and what can no longer be had back. */
export const purgeAuthenticators = async (db: Knex, now: number): Promise<void> => {
  await authenticators(db).where({ confirmed_at: null }).where('expires_at', '<=', now).delete()
  await authenticators(db)
    .where('removed_at', '<=', now - UNDO_LIFE)
    .delete()
}
