import type { Knex } from 'knex'
import { inTransaction } from '../../shared/database/open.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { DAY } from '../../shared/time.ts'
import { type Account, accountByEmail, accountById } from '../account/service.ts'
import { recordEvent } from '../audit.ts'
import { type Client, clientsOf } from '../clients/service.ts'
import type { Idp } from '../context.ts'
import { postMail } from '../messages.ts'
import { paths } from '../paths.ts'
import { offerUndo, type Undo } from '../undo/service.ts'
import { askedMail, keptMail } from './messages.ts'
import { liftEnd, setEnd } from './store.ts'

// Owns the end of an account. It is set a week ahead: until then the account signs in nowhere, and whoever can prove that
// it is theirs keeps it by one press. Then it is gone, with everything of its own (erase.ts).

export { sweepDeletions } from './erase.ts'

/** Long enough for a holiday without one's mailbox, or to see that somebody else has asked. */
const WAIT = 7 * DAY

type Needs = Pick<Idp, 'config' | 'db' | 'engine' | 'secrets' | 'now'>

/** Who decides it: the person themselves if no actor is named. */
interface Decision {
  readonly actor?: string
  readonly reason?: string
  readonly origin?: Origin
}

export type AskOutcome =
  | { readonly kind: 'asked'; readonly deleteAt: number }
  /** its end is set already */
  | { readonly kind: 'unchanged' }
  /** apps would be nobody's: they have to be handed over or removed first */
  | { readonly kind: 'ownsApps'; readonly apps: readonly Client[] }
  | { readonly kind: 'unknown' }

/** Sets the end of an account: every session ends now, in every app, and its owner gets a link that keeps it. */
export const askForDeletion = (idp: Needs, accountId: string, decision: Decision): Promise<AskOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const apps = await clientsOf(tx, accountId)
    if (apps.length > 0) return { kind: 'ownsApps', apps }
    const deleteAt = idp.now() + WAIT
    const isSet = await setEnd(tx, accountId, deleteAt)
    const account = await accountById(tx, accountId)
    if (!account) return { kind: 'unknown' }
    if (!isSet) return { kind: 'unchanged' }
    await announce(tx, idp, { account, deleteAt, decision })
    return { kind: 'asked', deleteAt }
  })

async function announce(
  tx: Knex,
  idp: Needs,
  { account, deleteAt, decision }: { account: Account; deleteAt: number; decision: Decision },
): Promise<void> {
  const { actor, origin } = decision
  const by = { ...(actor === undefined ? {} : { actor }), ...(origin === undefined ? {} : { origin }) }
  await idp.engine.endSessions(tx, { accountId: account.id }, { cause: 'accountDeleted', ...by })
  await recordEvent(tx, { action: 'deletion.asked', subject: account.id, ...said(decision) }, { now: idp.now, origin })
  const undo = await offerUndo(tx, idp, {
    account,
    kind: 'deletion',
    former: null,
    address: account.email,
    life: deleteAt - idp.now(),
  })
  const mail = askedMail(account.lang, { account, deleteAt, undo, asked: actor === undefined ? 'owner' : 'operator' })
  await postMail(tx, idp, { to: account.email, mail, giveUpAt: deleteAt })
}

export type KeepOutcome =
  | { readonly kind: 'kept' }
  /** nobody had asked for its end */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'unknown' }

/** The account stays. Its owner hears of it, because it may be somebody else who wants it to. */
export const keepAccount = (idp: Needs, accountId: string, decision: Decision): Promise<KeepOutcome> =>
  inTransaction(idp.db, async (tx) => {
    const isLifted = await liftEnd(tx, accountId)
    const account = await accountById(tx, accountId)
    if (!account) return { kind: 'unknown' }
    if (!isLifted) return { kind: 'unchanged' }
    const { now, config } = idp
    const { origin } = decision
    await recordEvent(tx, { action: 'deletion.cancelled', subject: accountId, ...said(decision) }, { now, origin })
    const mail = keptMail(account.lang, { account, at: now(), forgot: config.url + paths.forgot() })
    await postMail(tx, idp, { to: account.email, mail, giveUpAt: now() + 3 * DAY })
    return { kind: 'kept' }
  })

/** ... by the link of the mail, which records it and tells the owner for every kind of change. */
export const keepByLink: Undo = (tx, _idp, { account }) => liftEnd(tx, account.id)

/** The operator does so for somebody who has asked them to, with the same week. */
export const scheduleDeletion = async (idp: Needs, email: string, reason: string): Promise<AskOutcome> => {
  const account = await accountByEmail(idp.db, email)
  return account ? askForDeletion(idp, account.id, { actor: 'operator', reason }) : { kind: 'unknown' }
}

/** ... and takes it back. */
export const cancelDeletion = async (idp: Needs, email: string, reason: string): Promise<KeepOutcome> => {
  const account = await accountByEmail(idp.db, email)
  return account ? keepAccount(idp, account.id, { actor: 'operator', reason }) : { kind: 'unknown' }
}

const said = ({ actor, reason }: Decision) => ({
  ...(actor === undefined ? {} : { actor }),
  ...(reason === undefined ? {} : { details: { reason } }),
})
