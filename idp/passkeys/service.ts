import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import type { Account } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { factorsOf, livePasskeys, lockState, type PasskeyRow } from '../factors/service.ts'
import { postMail } from '../messages.ts'
import { offerUndo, UNDO_LIFE, type Undo } from '../undo/service.ts'
import { purgeChallenges } from './challenges.ts'
import { removedMail } from './messages.ts'
import { handleOf, MOST, purgeRemoved, removeRow, renameRow, restoreRow } from './store.ts'
import { partyOf } from './webauthn.ts'

// Owns passkeys: what they are called, what they prove, and how they come and go (WebAuthn Level 3). A passkey is a key
// pair that an authenticator keeps for our host only and uses only once it has verified its owner.

export { type AddOutcome, add, beginAdding } from './adding.ts'
export { CHALLENGE_LIFE } from './challenges.ts'
export { beginProving, judgePasskey, type PasskeyJudgement } from './proving.ts'
export { beginSignIn, type PasskeyOutcome, signInByPasskey } from './sign-in.ts'
export { MOST } from './store.ts'
export { partyOf } from './webauthn.ts'

export interface Passkey {
  readonly id: string
  readonly name: string
  readonly createdAt: number
  readonly lastUsedAt: number | undefined
  /** its keeper holds a copy: losing the device does not lose it */
  readonly isSynced: boolean
  /** the authenticator's own name for it */
  readonly credentialId: string
}

/** Oldest first. */
export const passkeysOf = async (db: Knex, accountId: string): Promise<Passkey[]> =>
  (await livePasskeys(db, accountId)).map(fromRow)

export const passkeyOf = async (db: Knex, accountId: string, id: string): Promise<Passkey | undefined> =>
  (await passkeysOf(db, accountId)).find((one) => one.id === id)

/** What a browser may tell those who keep passkeys, so that they offer only what is good: whose passkeys, for which host. */
export interface Keepers {
  readonly party: string
  readonly handle: string
}

/** Undefined: this account has never had one. */
export async function keepersOf({ db, config }: Pick<Idp, 'db' | 'config'>, accountId: string) {
  const handle = await handleOf(db, accountId)
  return handle === undefined ? undefined : ({ party: partyOf(config), handle } satisfies Keepers)
}

type Needs = Pick<Idp, 'config' | 'db' | 'secrets' | 'now'>

/** False: there is no such passkey. */
export const rename = (
  { db, now }: Pick<Needs, 'db' | 'now'>,
  of: { accountId: string; id: string },
  { name, origin }: { name: string; origin: Origin },
): Promise<boolean> =>
  inTransaction(db, async (tx) => {
    if (!(await renameRow(tx, { id: of.id, account_id: of.accountId }, name))) return false
    await recordEvent(tx, { action: 'passkey.renamed', subject: of.accountId }, { now, origin })
    return true
  })

/** Takes a passkey away; the mail about it has a link that brings it back. False: there is no such passkey. */
export const remove = (
  idp: Needs,
  { account, id }: { account: Account; id: string },
  origin: Origin,
): Promise<boolean> =>
  inTransaction(idp.db, async (tx) => {
    const { now } = idp
    await lockState(tx, account.id)
    const row = await removeRow(tx, { id, account_id: account.id }, now())
    if (!row) return false
    const { email: address } = account
    const undo = await offerUndo(tx, idp, { account, kind: 'factor', former: { passkey: id }, address })
    await recordEvent(tx, { action: 'passkey.removed', subject: account.id }, { now, origin })
    const left = (await factorsOf(tx, account.id)).length
    const mail = removedMail(account, { name: row.name, at: now(), left, undo })
    await postMail(tx, idp, { to: address, mail, giveUpAt: now() + UNDO_LIFE })
    return true
  })

/** Puts back a passkey that was removed, as it was: the counter too, so that nothing it has signed counts again. */
export const restorePasskey: Undo = async (tx, { now }, { account, former }) => {
  const { passkey } = former as { passkey?: string }
  if (passkey === undefined) return false
  await lockState(tx, account.id)
  if ((await livePasskeys(tx, account.id)).length >= MOST) return false
  if (!(await restoreRow(tx, { id: passkey, account_id: account.id }))) return false
  await recordEvent(tx, { action: 'passkey.restored', subject: account.id }, { now })
  return true
}

/** Forgets what was never signed, and what can no longer be had back. */
export const purgePasskeys = async (db: Knex, now: number): Promise<void> => {
  await purgeChallenges(db, now)
  await purgeRemoved(db, now - UNDO_LIFE)
}

const fromRow = (row: PasskeyRow): Passkey => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at,
  lastUsedAt: row.last_used_at ?? undefined,
  isSynced: row.is_synced === 1,
  credentialId: row.credential_id,
})
