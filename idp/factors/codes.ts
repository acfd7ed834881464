import { randomInt, randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import { hashToken, sameBytes } from '../../shared/crypto/tokens.ts'
import type { Idp } from '../context.ts'
import { beginState, claimCode, recoveryCodes, states, unusedCodes } from './store.ts'

// Recovery codes: for whoever has lost everything else (NIST SP 800-63B-4 §4.2.1.1, §3.1.2).

type Needs = Pick<Idp, 'secrets' | 'now'>

const CODES = 10
const LETTERS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ' // none of them looks like another
const LENGTH = 16 // of five bits each

/** Makes ten codes in place of those before. This is the only time that anybody sees them. */
export async function makeCodes(tx: Knex, { secrets, now }: Needs, accountId: string): Promise<readonly string[]> {
  const codes = Array.from({ length: CODES }, newCode)
  await recoveryCodes(tx).where({ account_id: accountId }).delete()
  for (const code of codes) {
    const id = randomUUID()
    const sealed = secrets.seal('recovery-code', hashOf(id, code), id)
    await recoveryCodes(tx).insert({ id, account_id: accountId, sealed, used_at: null })
  }
  await beginState(tx, accountId)
  await states(tx).where({ account_id: accountId }).update({ codes_made_at: now(), rehearsed_at: null })
  return codes
}

/** Uses a code, once. `left`: how many are there still. */
export async function spendCode(
  tx: Knex,
  { secrets, now }: Needs,
  { accountId, code }: { accountId: string; code: string },
): Promise<{ readonly kind: 'right'; readonly left: number } | { readonly kind: 'wrong' }> {
  const unused = await unusedCodes(tx, accountId)
  const found = unused.find((row) => isOf(secrets, row, code))
  if (!found || !(await claimCode(tx, found.id, now()))) return { kind: 'wrong' }
  return { kind: 'right', left: unused.length - 1 }
}

/** Whether a code would work. It still will. */
export async function rehearseCode(
  tx: Knex,
  { secrets, now }: Needs,
  { accountId, code }: { accountId: string; code: string },
): Promise<boolean> {
  const unused = await unusedCodes(tx, accountId)
  if (!unused.some((row) => isOf(secrets, row, code))) return false
  await states(tx).where({ account_id: accountId }).update({ rehearsed_at: now() })
  return true
}

/** How many are left, when they were made, and when one was last tried out. */
export interface CodesState {
  readonly left: number
  readonly madeAt: number | undefined
  readonly rehearsedAt: number | undefined
}

export async function codesOf(db: Knex, accountId: string): Promise<CodesState> {
  const [unused, state] = await Promise.all([
    unusedCodes(db, accountId),
    states(db).where({ account_id: accountId }).first(),
  ])
  return {
    left: unused.length,
    madeAt: state?.codes_made_at ?? undefined,
    rehearsedAt: state?.rehearsed_at ?? undefined,
  }
}

function newCode(): string {
  const letters = Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('')
  return letters.replace(/(.{4})(?!$)/g, '$1-')
}

/** Eighty bits need a salt (SP 800-63B-4 §3.1.2.2): it is the id of the row. */
const hashOf = (id: string, code: string): string => hashToken(`${id}:${code.toUpperCase().replace(/[^A-Z0-9]/g, '')}`)

const isOf = (secrets: Needs['secrets'], { id, sealed }: { id: string; sealed: string }, code: string): boolean =>
  sameBytes(Buffer.from(secrets.open('recovery-code', sealed, id)), Buffer.from(hashOf(id, code)))
