import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Knex } from 'knex'
import type Provider from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import type { AssetUrls } from '../../shared/html/document.tsx'
import type { Context } from '../../shared/http/context.ts'
import type { Log } from '../../shared/observe/log.ts'
import { type Clock, MINUTE } from '../../shared/time.ts'
import type { Metadata } from '../clients/service.ts'
import type { IdpConfig } from '../config.ts'
import { signingKeys } from '../keys/service.ts'
import { endClient, refusalOf } from './clients.ts'
import { closeToOtherSites } from './cors.ts'
import { paceDevices } from './device.ts'
import { logEvents } from './events.ts'
import { keepFailures } from './failures.ts'
import type { Consents } from './grants.ts'
import {
  answerWithAnother,
  answerWithConsent,
  answerWithLogin,
  answerWithRefusal,
  findInteraction,
  type Interaction,
  type Login,
} from './interactions.ts'
import { type CarryLogout, carryLogout, endSessions, type LogoutNotice, removeApp } from './logout.ts'
import { announceModes } from './modes.ts'
import { createPages, ownPages, problemPages } from './own-pages.tsx'
import { createProvider } from './provider.ts'
import { tellSecretOnce } from './registration.ts'
import { keepRunning } from './running.ts'
import { readSession, type SignedIn } from './session.ts'
import { createStore, type EngineStore } from './store.ts'

// Owns OpenID Connect: the only folder that knows oidc-provider. Others see what stands in Engine.

export { type Told, tellClaims } from './claims.ts'
export type { Consents } from './grants.ts'
export type { Interaction } from './interactions.ts'
export type { LogoutNotice } from './logout.ts'
export { isNothing, noPermission, type Permission, together, without } from './permission.ts'
export type { SignedIn } from './session.ts'

export interface Engine {
  /** Answers everything that is not a page of ours. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** The question this browser was asked, or undefined: expired, finished, or another browser's. */
  interaction(ctx: Context): Promise<Interaction | undefined>
  /** Answers it with a sign-in; returns where to send the browser, or undefined if the question is over by now. */
  signIn(ctx: Context, login: Login): Promise<string | undefined>
  /** Answers it with what the person has allowed, with their refusal, or by letting somebody else sign in; each returns
   *  where to send the browser, or undefined. */
  agree(ctx: Context): Promise<string | undefined>
  refuse(ctx: Context): Promise<string | undefined>
  askAnother(ctx: Context): Promise<string | undefined>
  /** Who is signed in in this browser; undefined: nobody. */
  session(ctx: Context): Promise<SignedIn | undefined>
  /** Ends every session of an account, with its grants and tokens; returns the apps that have to be told. */
  endSessions(tx: Knex, accountId: string): Promise<readonly LogoutNotice[]>
  /** Ends what an app was given: grants, codes and tokens. */
  endClient(tx: Knex, clientId: string): Promise<void>
  /** Why the engine would not work with a client of that metadata; undefined: it would. */
  refusalOf(metadata: Metadata): Promise<string | undefined>
  /** Ends what one app has of an account, grants, tokens and sessions with it; returns what it has to be told. */
  removeApp(tx: Knex, whose: { accountId: string; clientId: string }): Promise<readonly LogoutNotice[]>
  /** Tells an app that a session is over (OpenID Connect Back-Channel Logout 1.0). */
  readonly carryLogout: CarryLogout
  /** Goes on with the signing keys that are in the database now. */
  readonly renew: () => Promise<void>
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
  const { provider, answer, renew } = await keepRunning(() => makeProvider(parts, store))
  return {
    answer,
    interaction: (ctx) => findInteraction(provider(), db, ctx),
    signIn: (ctx, login) => answerWithLogin(provider(), ctx, login),
    agree: (ctx) => answerWithConsent(provider(), ctx),
    refuse: (ctx) => answerWithRefusal(provider(), ctx),
    askAnother: (ctx) => answerWithAnother(provider(), ctx),
    session: (ctx) => readSession(provider(), now(), ctx),
    endSessions: (tx, accountId) => endSessions(tx, secrets, accountId),
    endClient: (tx, clientId) => endClient(tx, secrets, clientId),
    refusalOf: (metadata) => refusalOf(provider(), metadata),
    removeApp: (tx, whose) => removeApp(tx, secrets, whose),
    carryLogout: carryLogout(provider),
    renew,
    purge: () => store.purge(now() - MINUTE, 500),
  }
}

async function makeProvider(parts: EngineParts, store: EngineStore): Promise<Provider> {
  const jwks = { keys: await signingKeys(parts) }
  const provider = createProvider({ ...parts, store, jwks: jwks as never, pages: createPages(parts) })
  provider.use(keepFailures(parts))
  provider.use(problemPages(parts))
  provider.use(closeToOtherSites(parts.db))
  provider.use(announceModes)
  provider.use(ownPages(parts))
  provider.use(paceDevices(parts))
  provider.use(tellSecretOnce)
  logEvents(provider, parts.log)
  return provider
}
