import type { IncomingMessage, ServerResponse } from 'node:http'
import type { JWK } from 'jose'
import type { Knex } from 'knex'
import type Provider from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import type { AssetUrls } from '../../shared/html/document.tsx'
import type { Context } from '../../shared/http/context.ts'
import type { Log } from '../../shared/observe/log.ts'
import { type Clock, MINUTE } from '../../shared/time.ts'
import type { IdpConfig } from '../config.ts'
import { signingKeys } from '../keys/service.ts'
import { letKeysBeKept } from './caching.ts'
import { closeToOtherSites } from './cors.ts'
import { logEvents } from './events.ts'
import { answerWithLogin, findInteraction, type Interaction, type Login } from './interactions.ts'
import { type CarryLogout, carryLogout, endSessions, type LogoutNotice } from './logout.ts'
import { createPages, ownPages, problemPages } from './own-pages.tsx'
import { createProvider } from './provider.ts'
import { keepRunning } from './running.ts'
import { readSession, type SignedIn } from './session.ts'
import { createStore, type EngineStore } from './store.ts'

// Owns OpenID Connect: the only folder that knows oidc-provider. Others see what stands in Engine.

export type { Interaction } from './interactions.ts'
export type { LogoutNotice } from './logout.ts'
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
  /** Ends every session of an account, with its grants and tokens; returns the apps that have to be told. */
  endSessions(tx: Knex, accountId: string): Promise<readonly LogoutNotice[]>
  /** Tells an app that a session is over (OpenID Connect Back-Channel Logout 1.0). */
  readonly carryLogout: CarryLogout
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
}

export async function createEngine(parts: EngineParts): Promise<Engine> {
  const { db, secrets, now } = parts
  const store = createStore(db, secrets)
  const { provider, answer, renew } = await keepRunning(
    () => signingKeys(parts),
    (keys) => makeProvider(parts, { store, keys }),
  )
  return {
    answer,
    interaction: (ctx) => findInteraction(provider(), db, ctx),
    signIn: (ctx, login) => answerWithLogin(provider(), ctx, login),
    session: (ctx) => readSession(provider(), now(), ctx),
    endSessions: (tx, accountId) => endSessions(tx, secrets, accountId),
    carryLogout: carryLogout(provider),
    renew,
    purge: () => store.purge(now() - MINUTE, 500),
  }
}

function makeProvider(parts: EngineParts, { store, keys }: { store: EngineStore; keys: readonly JWK[] }): Provider {
  const provider = createProvider({ ...parts, store, jwks: { keys } as never, pages: createPages(parts) })
  provider.use(problemPages(parts))
  provider.use(closeToOtherSites)
  provider.use(letKeysBeKept)
  provider.use(ownPages(parts))
  logEvents(provider, parts.log)
  return provider
}
