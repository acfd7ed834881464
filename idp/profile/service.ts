import { inTransaction } from '../../shared/database/open.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { lockAccount, type Profile, setProfile } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'

// Owns what somebody says of themselves: civility, names, and the language we write to them in. Nobody gets in by any of
// it, so it needs no proof of who it is anew. Apps read it at their next sign-in.

/** `unchanged`: it is so already, for instance after a second click. */
export type ProfileOutcome = { readonly kind: 'changed' | 'unchanged' }

const FIELDS = ['civility', 'givenName', 'familyName', 'lang'] as const

/** Keeps what was typed last, and records which of it is new: the names of the fields, never what is in them. */
export const changeProfile = (
  { db, now }: Pick<Idp, 'db' | 'now'>,
  { accountId, profile }: { accountId: string; profile: Profile },
  origin: Origin,
): Promise<ProfileOutcome> =>
  inTransaction(db, async (tx) => {
    const account = await lockAccount(tx, accountId)
    const changed = FIELDS.filter((field) => account && account[field] !== profile[field])
    if (changed.length === 0) return { kind: 'unchanged' }
    await setProfile(tx, accountId, profile)
    const details = { fields: changed.join(' ') }
    await recordEvent(tx, { action: 'profile.changed', subject: accountId, details }, { now, origin })
    return { kind: 'changed' }
  })
