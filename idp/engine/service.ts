import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Knex } from 'knex'
import type Provider from 'oidc-provider'
import type { JWKS } from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import type { AssetUrls } from '../../shared/html/document.tsx'
import type { Context } from '../../shared/http/context.ts'
import type { Log } from '../../shared/observe/log.ts'
import type { Manner } from '../../shared/outbox/lease.ts'
import { type Clock, MINUTE } from '../../shared/time.ts'
import type { Account } from '../account/service.ts'
import type { Metadata } from '../clients/service.ts'
import type { IdpConfig } from '../config.ts'
import { nonceSecret, signingKeys } from '../keys/service.ts'
import { purgeApps } from './app-sessions.ts'
import { type OpenSession, openSessions, purgeBrowsers } from './browsers.ts'
import { letKeysBeKept } from './caching.ts'
import { type CarryLogout, carryLogout, logoutManner } from './carrying.ts'
import { endClient, refusalOf } from './clients.ts'
import { closeToOtherSites } from './cors.ts'
import { paceDevices } from './device.ts'
import type { Whose } from './ending.ts'
import { logEvents } from './events.ts'
import { keepFailures } from './failures.ts'
import type { Consents } from './grants.ts'
import { createInspection, type Inspection } from './inspection.ts'
import {
  answerWithAnother,
  answerWithConsent,
  answerWithFactor,
  answerWithKept,
  answerWithLogin,
  answerWithoutFactor,
  answerWithRefusal,
  answerWithUnmet,
  findInteraction,
  type Interaction,
  type Login,
} from './interactions.ts'
import { type Ending, endSessions, postLogouts } from './logout.ts'
import { announceModes } from './modes.ts'
import { createPages, ownPages, problemPages } from './own-pages.tsx'
import { type Preview, previewOf } from './preview.ts'
import { createProvider } from './provider.ts'
import { tellSecretOnce } from './registration.ts'
import { keepRunning } from './running.ts'
import { readSession, type SignedIn } from './session.ts'
import { createStore, type EngineStore } from './store.ts'
import { renames } from './subjects.ts'

// Owns OpenID Connect: the only folder that knows oidc-provider. Others see what stands in Engine.

export { keyOfSession, type OpenSession } from './browsers.ts'
export { type Told, tellClaims } from './claims.ts'
export type { Whose } from './ending.ts'
export { exportNames, exportOpenApps, exportSessions } from './export.ts'
export type { Consents } from './grants.ts'
export {
  type Interaction,
  PASSKEY,
  PASSWORD,
  PASSWORD_AND_APP,
  PASSWORD_AND_PASSKEY,
  PASSWORD_AND_RECOVERY,
  type Proof,
} from './interactions.ts'
export type { Cause, Ending } from './logout.ts'
export { isNothing, noPermission, type Permission, together, without } from './permission.ts'
export type { Preview, Previewed } from './preview.ts'
export type { SignedIn } from './session.ts'

export interface Engine {
  /** Answers everything that is not a page of ours. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** The question this browser was asked, or undefined: expired, finished, or another browser's. */
  interaction(ctx: Context): Promise<Interaction | undefined>
  /** Answers it with a sign-in; returns where to send the browser, or undefined if the question is over by now. */
  signIn(ctx: Context, login: Login): Promise<string | undefined>
  /** Answers it with what the person has allowed, with the account that they keep, with their refusal, or by letting somebody else sign in; each returns
   *  where to send the browser, or undefined. */
  agree(ctx: Context): Promise<string | undefined>
  keep(ctx: Context): Promise<string | undefined>
  refuse(ctx: Context): Promise<string | undefined>
  askAnother(ctx: Context): Promise<string | undefined>
  /** Answers that a second factor was asked for: by signing in once more with it, by going on without, or not at all. */
  signInStronger(ctx: Context): Promise<string | undefined>
  goOnWithout(ctx: Context): Promise<string | undefined>
  declineFactor(ctx: Context): Promise<string | undefined>
  /** Who is signed in in this browser; undefined: nobody. */
  session(ctx: Context): Promise<SignedIn | undefined>
  /** Where somebody is signed in. */
  sessionsOf(accountId: string): Promise<readonly OpenSession[]>
  /** Ends sessions with the transaction that decided it: codes, tokens and grants are gone, and every app that was open
   *  in them has its notice in the outbox. The one way in which anything ends. */
  endSessions(tx: Knex, whose: Whose, ending: Ending): Promise<void>
  /** An app is no longer offered: it ends in every session. */
  endClient(tx: Knex, clientId: string, by: Omit<Ending, 'cause'>): Promise<void>
  /** Somebody takes back what they allowed an app: it ends in each of their sessions. */
  endApp(tx: Knex, accountId: string, clientId: string, by: Omit<Ending, 'cause'>): Promise<void>
  /** Why the engine would not work with a client of that metadata; undefined: it would. */
  refusalOf(metadata: Metadata): Promise<string | undefined>
  /** Whether a change of an app's metadata would give other names to people it knows (OpenID Connect Core §8.1). */
  renames(tx: Knex, before: Metadata, after: Metadata): Promise<boolean>
  /** Tells an app that a session is over (OpenID Connect Back-Channel Logout 1.0). */
  readonly carryLogout: CarryLogout
  readonly logoutManner: Manner
  /** What an app would receive of somebody for these scopes; undefined: it is not there. */
  preview(
    asked: { clientId: string; scopes: readonly string[] },
    of: { account: Account; session: SignedIn },
  ): Promise<Preview | undefined>
  /** What an app asked for and holds, for its check. */
  readonly inspection: Inspection
  /** Goes on with the signing keys that are good now; false: they are those it had. */
  readonly renew: () => Promise<boolean>
  /** Forgets what has expired; returns how much. */
  readonly purge: () => Promise<number>
}

export interface EngineParts {
  readonly config: IdpConfig
  readonly db: Knex
  readonly secrets: Secrets
  readonly now: Clock
  readonly log: Log
  readonly assets: AssetUrls
  readonly consents: Consents
}

export async function createEngine(parts: EngineParts): Promise<Engine> {
  const { db, secrets, now } = parts
  const store = createStore(db, secrets)
  const nonces = await nonceSecret(parts)
  const { provider, answer, renew } = await keepRunning(
    () => signingKeys(parts),
    (keys) => makeProvider(parts, { store, nonceSecret: nonces, jwks: { keys } as never }),
  )
  return {
    answer,
    interaction: (ctx) => findInteraction(provider(), db, ctx),
    signIn: (ctx, login) => answerWithLogin(provider(), db, ctx, login),
    agree: (ctx) => answerWithConsent(provider(), ctx),
    keep: (ctx) => answerWithKept(provider(), ctx),
    refuse: (ctx) => answerWithRefusal(provider(), ctx),
    askAnother: (ctx) => answerWithAnother(provider(), ctx),
    signInStronger: (ctx) => answerWithFactor(provider(), ctx),
    goOnWithout: (ctx) => answerWithoutFactor(provider(), ctx),
    declineFactor: (ctx) => answerWithUnmet(provider(), ctx),
    session: (ctx) => readSession(provider(), ctx),
    sessionsOf: (accountId) => openSessions(db, accountId, now()),
    endSessions: (tx, whose, ending) => endSessions(tx, parts, whose, ending),
    endClient: (tx, clientId, by) => endClient(tx, parts, clientId, by),
    endApp: (tx, accountId, clientId, by) =>
      endSessions(tx, parts, { accountId, clientId }, { ...by, cause: 'consentWithdrawn' }),
    carryLogout: carryLogout(provider, parts),
    logoutManner,
    refusalOf: (metadata) => refusalOf(provider(), metadata),
    renames,
    preview: (asked, of) => previewOf(provider(), asked, of),
    inspection: createInspection(parts, provider),
    renew,
    purge: async () =>
      (await purgeApps(db, now())) + (await purgeBrowsers(db, now())) + (await purgeObjects(store, now)),
  }
}

/** A few at a time, so that nobody waits behind it; a minute late, because clocks differ. */
async function purgeObjects(store: EngineStore, now: Clock): Promise<number> {
  for (let gone = 0; ; ) {
    const more = await store.purge(now() - MINUTE, AT_ONCE)
    gone += more
    if (more < AT_ONCE) return gone
  }
}

const AT_ONCE = 500

function makeProvider(parts: EngineParts, made: { store: EngineStore; nonceSecret: Buffer; jwks: JWKS }): Provider {
  const provider = createProvider({ ...parts, ...made, pages: createPages(parts) })
  provider.use(keepFailures(parts))
  provider.use(problemPages(parts))
  provider.use(closeToOtherSites(parts.db))
  provider.use(announceModes)
  provider.use(letKeysBeKept)
  provider.use(ownPages(parts))
  provider.use(paceDevices(parts))
  provider.use(tellSecretOnce)
  logEvents(provider, parts.log)
  postLogouts(provider, parts)
  return provider
}
