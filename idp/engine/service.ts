import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Knex } from 'knex'
import type Provider from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import type { AssetUrls } from '../../shared/html/document.tsx'
import type { Context } from '../../shared/http/context.ts'
import type { Log } from '../../shared/observe/log.ts'
import type { Manner } from '../../shared/outbox/outbox.ts'
import { type Clock, MINUTE } from '../../shared/time.ts'
import type { IdpConfig } from '../config.ts'
import { signingKeys } from '../keys/service.ts'
import { purgeApps } from './app-sessions.ts'
import { closeToOtherSites } from './cors.ts'
import type { Whose } from './ending.ts'
import { logEvents } from './events.ts'
import { answerWithLogin, findInteraction, type Interaction, type Login } from './interactions.ts'
import { type CarryLogout, carryLogout, type Ending, endSessions, logoutManner, postLogouts } from './logout.ts'
import { createPages, ownPages, problemPages } from './own-pages.tsx'
import { createProvider } from './provider.ts'
import { keepRunning } from './running.ts'
import { readSession, type SignedIn } from './session.ts'
import { createStore, type EngineStore } from './store.ts'

// Owns OpenID Connect: the only folder that knows oidc-provider. Others see what stands in Engine.

export type { Whose } from './ending.ts'
export type { Interaction } from './interactions.ts'
export type { Cause, Ending } from './logout.ts'
export type { SignedIn } from './session.ts'

export interface Engine {
  /** Answers everything that is not a page of ours. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** The question this browser was asked, or undefined: expired, finished, or another browser's. */
  interaction(ctx: Context): Promise<Interaction | undefined>
  /** Answers it with a sign-in; returns where to send the browser, or undefined if the question is over by now. */
  signIn(ctx: Context, login: Login): Promise<string | undefined>
  /** Who is signed in in this browser; undefined: nobody. */
  session(ctx: Context): Promise<SignedIn | undefined>
  /** Ends sessions with the transaction that decided it: codes, tokens and grants are gone, and every app that was open
   *  in them has its notice in the outbox. The one way in which anything ends. */
  endSessions(tx: Knex, whose: Whose, ending: Ending): Promise<void>
  /** An app is no longer offered: it ends in every session. */
  endClient(tx: Knex, clientId: string, by?: By): Promise<void>
  /** Somebody takes back what they allowed an app: it ends in each of their sessions. */
  endApp(tx: Knex, accountId: string, clientId: string, by?: By): Promise<void>
  /** Tells an app that a session is over (OpenID Connect Back-Channel Logout 1.0). */
  readonly carryLogout: CarryLogout
  readonly logoutManner: Manner
  /** Goes on with the signing keys that are in the database now. */
  readonly renew: () => Promise<void>
  /** Forgets what has expired; returns how much. */
  readonly purge: () => Promise<number>
}

/** Who brought it about, for the record. */
type By = Omit<Ending, 'cause'>

export interface EngineParts {
  readonly config: IdpConfig
  readonly db: Knex
  readonly secrets: Secrets
  readonly now: Clock
  readonly log: Log
  readonly assets: AssetUrls
}

export async function createEngine(parts: EngineParts): Promise<Engine> {
  const { db, secrets, now } = parts
  const store = createStore(db, secrets)
  const { provider, answer, renew } = await keepRunning(() => makeProvider(parts, store))
  return {
    answer,
    interaction: (ctx) => findInteraction(provider(), db, ctx),
    signIn: (ctx, login) => answerWithLogin(provider(), ctx, login),
    session: (ctx) => readSession(provider(), now(), ctx),
    endSessions: (tx, whose, ending) => endSessions(tx, parts, whose, ending),
    endClient: (tx, clientId, by = { actor: 'operator' }) =>
      endSessions(tx, parts, { clientId }, { ...by, cause: 'clientDisabled' }),
    endApp: (tx, accountId, clientId, by = {}) =>
      endSessions(tx, parts, { accountId, clientId }, { ...by, cause: 'consentWithdrawn' }),
    carryLogout: carryLogout(provider, parts),
    logoutManner,
    renew,
    purge: async () => (await purgeApps(db, now())) + (await store.purge(now() - MINUTE, 500)),
  }
}

async function makeProvider(parts: EngineParts, store: EngineStore): Promise<Provider> {
  const jwks = { keys: await signingKeys(parts) }
  const provider = createProvider({ ...parts, store, jwks: jwks as never, pages: createPages(parts) })
  provider.use(problemPages(parts))
  provider.use(closeToOtherSites)
  provider.use(ownPages(parts))
  logEvents(provider, parts.log)
  postLogouts(provider, parts)
  return provider
}
