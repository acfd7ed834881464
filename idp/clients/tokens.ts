import { hashToken, randomReference, randomToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import { takeOne } from '../../shared/limits/budget.ts'
import { networkOf } from '../../shared/limits/network.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { HOUR } from '../../shared/time.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { dropToken, forgetTokens, keepToken, tokenRow, tokenRows } from './token-store.ts'

// Initial access tokens (RFC 7591 §3): whoever holds one may register apps, so many times and so long.

type Needs = Pick<Idp, 'db' | 'now'>

export interface RegistrationToken {
  /** what it is called; not the token */
  readonly id: string
  readonly note: string
  readonly usesLeft: number
  readonly createdAt: number
  readonly endsAt: number
}

/** Makes one; `token` is never shown again. */
export const issueToken = (
  idp: Needs,
  { note, uses, lastsMs }: { note: string; uses: number; lastsMs: number },
): Promise<RegistrationToken & { readonly token: string }> =>
  inTransaction(idp.db, async (tx) => {
    const at = idp.now()
    const token = randomToken()
    const made = { id: randomReference(), note, usesLeft: uses, createdAt: at, endsAt: at + lastsMs }
    await forgetTokens(tx, at)
    await keepToken(tx, {
      id: made.id,
      token_hash: hashToken(token),
      note,
      uses_left: uses,
      created_at: at,
      ends_at: made.endsAt,
    })
    const event = {
      action: 'registrationToken.issued',
      subject: made.id,
      actor: 'operator',
      details: { uses },
    } as const
    await recordEvent(tx, event, idp)
    return { ...made, token }
  })

/** Those that are still good for something, newest first. */
export const registrationTokens = async ({ db, now }: Needs): Promise<RegistrationToken[]> =>
  (await tokenRows(db, now())).map((row) => ({
    id: row.id,
    note: row.note,
    usesLeft: row.uses_left,
    createdAt: row.created_at,
    endsAt: row.ends_at,
  }))

/** False: there is none of that id. What was registered with it stays. */
export const revokeToken = (idp: Needs, id: string): Promise<boolean> =>
  inTransaction(idp.db, async (tx) => {
    if (!(await dropToken(tx, id))) return false
    await recordEvent(tx, { action: 'registrationToken.revoked', subject: id, actor: 'operator' }, idp)
    return true
  })

export type TokenCheck =
  | { readonly kind: 'good'; readonly createdAt: number; readonly endsAt: number }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'tooMany' }

/** Whether somebody may go on with a token that they showed; this does not use it. */
export async function checkToken({ db, now }: Needs, token: string, { ip }: Origin): Promise<TokenCheck> {
  const at = now()
  const network = await takeOne(db, `registration from ${networkOf(ip)}`, { to: 60, within: HOUR, now: at })
  if (network.kind === 'spent') return { kind: 'tooMany' }
  const row = await tokenRow(db, hashToken(token), at)
  if (!row) return { kind: 'unknown' }
  const budget = await takeOne(db, `registration with ${row.id}`, { to: 30, within: HOUR, now: at })
  return budget.kind === 'spent'
    ? { kind: 'tooMany' }
    : { kind: 'good', createdAt: row.created_at, endsAt: row.ends_at }
}
