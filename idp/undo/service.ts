import { randomUUID } from 'node:crypto'
import type { Knex } from 'knex'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { hashToken } from '../../shared/crypto/tokens.ts'
import { inTransaction } from '../../shared/database/open.ts'
import type { Lang } from '../../shared/i18n.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { DAY, HOUR } from '../../shared/time.ts'
import { type Account, accountById } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import type { Idp } from '../context.ts'
import { forgetFailures } from '../login/service.ts'
import { postMail } from '../messages.ts'
import { paths } from '../paths.ts'
import { undoneMail } from './messages.ts'
import { claimLater, claimLink, keepLink, liveLink, releaseLink, type UndoLink } from './store.ts'

// Owns taking back a change of an account: whoever holds the link that was mailed about it gets the former state, once,
// and everything that was opened in the meantime ends. What a change is, and how it is taken back, the room knows that
// made it (kinds.ts).

export { exportUndos } from './export.ts'
export { changeMail } from './messages.ts'
export { purgeLinks as purgeUndoLinks } from './store.ts'

/** Long enough for a weekend away from one's mailbox. */
export const UNDO_LIFE = 72 * HOUR

const KINDS = ['password', 'email', 'factor', 'factorReset', 'deletion'] as const
export type UndoKind = (typeof KINDS)[number]
export const isUndoKind = (value: string): value is UndoKind => (KINDS as readonly string[]).includes(value)

type Needs = Pick<Idp, 'config' | 'db' | 'engine' | 'secrets' | 'now'>

/** A change as it was before. */
export interface Change {
  readonly account: Account
  readonly kind: UndoKind
  /** what the room that made the change needs to take it back; kept sealed */
  readonly former: unknown
  /** where the link is mailed: the address from before the change */
  readonly address: string
  /** milliseconds; if it is not `UNDO_LIFE` */
  readonly life?: number
}

/** Keeps what was before, with the transaction that changes it; returns the link for the mail about it. */
export async function offerUndo(
  tx: Knex,
  { config, secrets, now }: Pick<Needs, 'config' | 'secrets' | 'now'>,
  { account, kind, former, address, life = UNDO_LIFE }: Change,
): Promise<string> {
  const id = randomUUID()
  const token = secrets.mac('undo', id).toString('base64url')
  await keepLink(tx, {
    id,
    account_id: account.id,
    kind,
    token_hash: hashToken(token),
    sealed: secrets.seal('undo', JSON.stringify({ former, address }), id),
    created_at: now(),
    expires_at: now() + life,
    used_at: null,
  })
  return config.url + paths.undo(token)
}

/** Gives back what was before. False: it cannot be had any more; nothing was changed. */
export type Undo = (tx: Knex, idp: Needs, change: { account: Account; former: unknown }) => Promise<boolean>

export type Undos = Readonly<Partial<Record<UndoKind, Undo>>>

export type UndoState =
  | { readonly kind: 'ready'; readonly what: UndoKind; readonly at: number; readonly address: string }
  /** used, expired, or never given out */
  | { readonly kind: 'spent' }

/** What a link takes back; reading does not use it. */
export async function readUndo({ db, secrets, now }: Needs, token: string): Promise<UndoState> {
  const link = await liveLink(db, hashToken(token), now())
  if (!link) return { kind: 'spent' }
  return { kind: 'ready', what: kindOf(link), at: link.created_at, address: open(secrets, link).address }
}

export type UndoOutcome =
  | { readonly kind: 'undone'; readonly what: UndoKind }
  | { readonly kind: 'impossible'; readonly what: UndoKind }
  | { readonly kind: 'spent' }

/** Takes the change back, once, and the end of the account that was asked for since. Every session of the account ends, in every app, and no browser is known any more. */
export const undo = (
  idp: Needs,
  { token, undos }: { token: string; undos: Undos },
  { lang, origin }: { lang: Lang; origin: Origin },
): Promise<UndoOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const { engine, secrets, now } = idp
    const link = await claimLink(tx, hashToken(token), now())
    const account = link && (await accountById(tx, link.account_id))
    if (!link || !account) return { kind: 'spent' }
    const what = kindOf(link)
    const { address } = open(secrets, link)
    if (!(await restore(tx, idp, { link, undos }))) {
      await releaseLink(tx, link.id)
      return { kind: 'impossible', what }
    }
    // whoever asked for the end of the account since may be whom this is against
    const since = what !== 'deletion' && account.deleteAt !== undefined
    const kept = since && (await undos.deletion?.(tx, idp, { account, former: null })) === true
    await restoreLater(tx, idp, { link, undos })
    await forgetFailures(tx, account)
    await engine.endSessions(tx, { accountId: account.id }, { cause: 'changeUndone', origin })
    await recordEvent(
      tx,
      { action: 'change.undone', subject: account.id, details: { what, ...(kept ? { kept } : {}) } },
      { now, origin },
    )
    const mail = undoneMail(lang, {
      account,
      what: kept ? [what, 'deletion'] : [what],
      at: now(),
      forgot: idp.config.url + paths.forgot(),
    })
    await postMail(tx, idp, { to: address, mail, giveUpAt: now() + 3 * DAY })
    return { kind: 'undone', what }
  })

interface Restoring {
  readonly link: UndoLink
  readonly undos: Undos
}

async function restore(tx: Knex, idp: Needs, { link, undos }: Restoring): Promise<boolean> {
  const account = await accountById(tx, link.account_id)
  const { former } = open(idp.secrets, link)
  return (account && (await undos[kindOf(link)]?.(tx, idp, { account, former }))) ?? false
}

/** Links about what came after are of no use any more. With an address everything goes back that was changed since,
 *  because the links about it were mailed to whoever has the other one. */
async function restoreLater(tx: Knex, idp: Needs, { link, undos }: Restoring): Promise<void> {
  if (link.kind !== 'email' && link.kind !== 'password') return // each factor is a matter of its own
  const later = await claimLater(tx, link, { ...(link.kind === 'email' ? {} : { kind: link.kind }), now: idp.now() })
  for (const each of later) if (each.kind !== link.kind) await restore(tx, idp, { link: each, undos })
}

const kindOf = ({ kind }: UndoLink): UndoKind => kind as UndoKind

const open = (secrets: Secrets, { id, sealed }: UndoLink) =>
  JSON.parse(secrets.open('undo', sealed, id)) as { former: unknown; address: string }
