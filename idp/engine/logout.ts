import type { Knex } from 'knex'
import Provider, { type Client } from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import { inTransaction } from '../../shared/database/open.ts'
import type { Origin } from '../../shared/observe/audit.ts'
import { post } from '../../shared/outbox/outbox.ts'
import { type Clock, DAY } from '../../shared/time.ts'
import { recordEvent } from '../audit.ts'
import { type Metadata, registrationOf } from '../clients/service.ts'
import type { AppSession } from './app-sessions.ts'
import { type Ended, end, type Whose } from './ending.ts'
import { nameToTell } from './subjects.ts'

// The end of sessions, whatever the cause, and telling the apps (OpenID Connect Back-Channel Logout 1.0).

/** Why a session ends, and whether an app that was given `offline_access` goes on without it: only an ordinary
 *  sign-out lets it (Back-Channel Logout 1.0 §2.7). Nothing else of the session stays. */
const causes = {
  signOut: { keepsOffline: true },
  signOutEverywhere: { keepsOffline: false },
  passwordChanged: { keepsOffline: false },
  addressChanged: { keepsOffline: false },
  accountBlocked: { keepsOffline: false },
  accountDeleted: { keepsOffline: false },
  /** somebody ends one session, or all but the one they are in */
  endedByOwner: { keepsOffline: false },
  endedByOperator: { keepsOffline: false },
  changeUndone: { keepsOffline: false },
  disowned: { keepsOffline: false },
  /** from now on a password alone is not enough: what was opened with one ends */
  factorAdded: { keepsOffline: false },
  factorsReset: { keepsOffline: false },
  clientDisabled: { keepsOffline: false },
  consentWithdrawn: { keepsOffline: false },
} as const

export type Cause = keyof typeof causes

/** How it came about, for the record. */
export interface Ending {
  readonly cause: Cause
  /** absent: the person themselves */
  readonly actor?: string
  readonly origin?: Origin | undefined
}

export interface Parts {
  readonly db: Knex
  readonly secrets: Secrets
  readonly now: Clock
}

/** Ends it with the transaction: sessions, codes, tokens and grants are gone, and every app that was open in them has
 *  its notice in the outbox. */
export async function endSessions(tx: Knex, parts: Omit<Parts, 'db'>, whose: Whose, ending: Ending): Promise<void> {
  const { secrets, now } = parts
  const { keepsOffline } = causes[ending.cause]
  const ended = await end(tx, whose, { secrets, keepsOffline, now: now() })
  await postNotices(tx, parts, ended.apps, ending.cause)
  await recordEnd(tx, parts, ended, ending)
}

async function recordEnd(tx: Knex, { now }: Pick<Parts, 'now'>, ended: Ended, ending: Ending): Promise<void> {
  const { cause, actor, origin } = ending
  for (const subject of new Set([...ended.sessions, ...ended.apps.map((app) => app.account_id)])) {
    const details = {
      cause,
      sessions: ended.sessions.filter((id) => id === subject).length,
      apps: ended.apps.filter((app) => app.account_id === subject).length,
    }
    await recordEvent(
      tx,
      { action: 'session.ended', subject, details, ...(actor ? { actor } : {}) },
      { now, ...(origin ? { origin } : {}) },
    )
  }
}

export interface Notice {
  readonly clientId: string
  readonly accountId: string
  readonly sid: string
  /** of an app that is no longer offered: it may be removed before it is told */
  readonly registration?: Metadata
}

/** An app that is away for longer has most likely ended the session by itself. */
const USEFUL = DAY

async function postNotices(
  tx: Knex,
  { secrets, now }: Omit<Parts, 'db'>,
  apps: readonly AppSession[],
  cause: Cause,
): Promise<void> {
  const at = now()
  for (const notice of await heard({ db: tx, secrets, now }, apps)) {
    const { clientId, registration, sid } = notice
    // whoever is deleted may have no name any more by the time that the app is told
    const accountId =
      cause === 'accountDeleted' ? await nameToTell(tx, notice.accountId, registration) : notice.accountId
    const content: Notice = { clientId, accountId, sid, ...(cause === 'clientDisabled' ? { registration } : {}) }
    const letter = { kind: 'logout', content, reference: referenceOf(clientId), giveUpAt: at + USEFUL, now: at }
    const id = await post(tx, secrets, letter)
    await tx('logout_notice').insert({ id, client_id: clientId, cause })
  }
}

export const referenceOf = (clientId: string): string => `logout of ${clientId}`

/** What has to be said: nothing to an app that takes no notices, and one thing to an app that is told of persons and
 *  not of sessions. */
async function heard(parts: Parts, apps: readonly AppSession[]): Promise<Required<Notice>[]> {
  const notices = new Map<string, Required<Notice>>()
  for (const clientId of new Set(apps.map((app) => app.client_id))) {
    const registration = await registrationOf(parts, clientId)
    if (!registration?.['backchannel_logout_uri']) continue
    const bySession = registration['backchannel_logout_session_required'] === true
    for (const { sid, account_id: accountId } of apps.filter((app) => app.client_id === clientId)) {
      notices.set(JSON.stringify([clientId, bySession ? sid : accountId]), { clientId, accountId, sid, registration })
    }
  }
  return [...notices.values()]
}

/** Puts the outbox in the place of what the engine does at the end of a session: it would call every app once, within
 *  the request, and forget those that do not answer. */
export function postLogouts(provider: Provider, parts: Parts): void {
  const ending = () => ({ cause: 'signOut', origin: originNow() }) as const
  const { Session, Client } = provider
  const destroy = Session.prototype.destroy
  Session.prototype.destroy = async function () {
    await inTransaction(parts.db, (tx) => endSessions(tx, parts, { sessionUid: this.uid }, ending()))
    await destroy.call(this)
  }
  const prototype = Client.prototype as TellingClient
  prototype[tell] = prototype.backchannelLogout
  prototype.backchannelLogout = async function (accountId, sid) {
    if (Provider.ctx?.oidc.params?.['logout']) return // the whole session ends: right after, in one transaction
    const app: AppSession = { sid, account_id: accountId, client_id: this.clientId }
    await inTransaction(parts.db, async (tx) => {
      await tx('app_session').where({ sid }).delete()
      await postNotices(tx, parts, [app], 'signOut')
      await recordEnd(tx, parts, { sessions: [], apps: [app] }, ending())
    })
  }
}

/** What the engine's own client can do, under a name of ours. */
export const tell = Symbol('tell')

export interface TellingClient extends Client {
  backchannelLogout(accountId: string, sid: string): Promise<void>
  [tell](accountId: string, sid: string): Promise<void>
}

/** Of the request that the engine answers: set by our own problem pages (engine/own-pages.tsx). */
function originNow(): Origin | undefined {
  const ctx = Provider.ctx
  return ctx && { ip: ctx.ip, requestId: String(ctx.state['requestId']) }
}
