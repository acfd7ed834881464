import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Knex } from 'knex'
import Provider, { errors, type InteractionResults } from 'oidc-provider'
import type { Secrets } from '../../shared/crypto/secrets.ts'
import type { AssetUrls } from '../../shared/html/document.tsx'
import type { Context } from '../../shared/http/context.ts'
import type { Log } from '../../shared/observe/log.ts'
import type { Carriage, Delivery } from '../../shared/outbox/outbox.ts'
import { type Clock, MINUTE, SECOND } from '../../shared/time.ts'
import { type App, findApp } from '../clients/service.ts'
import type { IdpConfig } from '../config.ts'
import { signingKeys } from '../keys/service.ts'
import { closeToOtherSites } from './cors.ts'
import { logEvents } from './events.ts'
import { createPages, ownPages, problemPages } from './own-pages.tsx'
import { createProvider } from './provider.ts'
import { createStore } from './store.ts'

// Owns OpenID Connect: the only folder that knows oidc-provider. Others see what stands in Engine.

/** A question that stands between an app's request and its answer. */
export interface Interaction {
  readonly uid: string
  /** `login`, `create` (sign up), `consent` … */
  readonly prompt: string
  readonly app: App
  readonly loginHint: string | undefined
  readonly uiLocales: string | undefined
  /** where the browser may be sent when it is over */
  readonly redirectOrigin: string
}

export interface Engine {
  /** Answers everything that is not a page of ours. */
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>
  /** The question this browser was asked, or undefined: expired, finished, or another browser's. */
  interaction(ctx: Context): Promise<Interaction | undefined>
  /** Answers it with a sign-in; returns where to send the browser, or undefined if the question is over by now. */
  signIn(ctx: Context, login: { accountId: string; remember: boolean; prompt: string }): Promise<string | undefined>
  /** Ends every session of an account, with its grants and tokens; returns the apps that have to be told. */
  endSessions(tx: Knex, accountId: string): Promise<readonly LogoutNotice[]>
  /** Tells an app that a session is over (OpenID Connect Back-Channel Logout 1.0). */
  readonly carryLogout: (notice: unknown, letter: Pick<Carriage, 'id'>) => Promise<Delivery>
  /** Forgets what has expired; returns how much. */
  readonly purge: () => Promise<number>
}

export interface LogoutNotice {
  readonly clientId: string
  readonly accountId: string
  readonly sid: string
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
  const jwks = { keys: await signingKeys(parts) }
  const pages = createPages(parts)
  const provider = createProvider({ ...parts, store, jwks: jwks as never, pages })
  provider.use(problemPages(parts))
  provider.use(closeToOtherSites)
  provider.use(ownPages(parts))
  logEvents(provider, parts.log)
  return {
    answer: provider.callback(),
    interaction: (ctx) => findInteraction(provider, db, ctx),
    signIn: (ctx, login) =>
      provider
        .interactionResult(ctx.req, ctx.res, resultOf(login), { mergeWithLastSubmission: false })
        .catch(undefinedIfOver),
    endSessions: (tx, accountId) => endSessions(tx, secrets, accountId),
    carryLogout: carryLogout(provider),
    purge: () => store.purge(now() - MINUTE, 500),
  }
}

function resultOf({
  accountId,
  remember,
  prompt,
}: {
  accountId: string
  remember: boolean
  prompt: string
}): InteractionResults {
  // one factor, known: authenticator assurance level 1 of NIST SP 800-63B-4; `pwd` is of RFC 8176
  const login = { accountId, remember, acr: 'aal1', amr: ['pwd'], ts: Math.floor(Date.now() / SECOND) }
  return prompt === 'create' ? { login, create: {} } : { login }
}

async function findInteraction(provider: Provider, db: Knex, ctx: Context): Promise<Interaction | undefined> {
  try {
    const { uid, prompt, params } = await provider.interactionDetails(ctx.req, ctx.res)
    const app = await findApp(db, String(params['client_id']))
    if (!app || uid !== ctx.params['uid']) return undefined
    const value = (name: string) => (typeof params[name] === 'string' ? (params[name] as string) : undefined)
    return {
      uid,
      prompt: prompt.name,
      app,
      loginHint: value('login_hint'),
      uiLocales: value('ui_locales'),
      redirectOrigin: new URL(String(params['redirect_uri'])).origin,
    }
  } catch (error) {
    return undefinedIfOver(error)
  }
}

function undefinedIfOver(error: unknown): undefined {
  if (error instanceof errors.SessionNotFound) return undefined
  throw error
}

async function endSessions(tx: Knex, secrets: Secrets, accountId: string): Promise<LogoutNotice[]> {
  const sessions = await createStore(tx, secrets).removeAccount(accountId)
  return sessions.flatMap((session) =>
    Object.entries((session['authorizations'] ?? {}) as Record<string, { sid?: string }>).flatMap(
      ([clientId, { sid }]) => (sid === undefined ? [] : [{ clientId, accountId, sid }]),
    ),
  )
}

/** The token is minted anew at each attempt: it lives two minutes. */
const carryLogout =
  (provider: Provider): Engine['carryLogout'] =>
  async (content) => {
    const { clientId, accountId, sid } = content as LogoutNotice
    const client = await provider.Client.find(clientId)
    if (!client?.backchannelLogoutUri) return { kind: 'done' }
    try {
      await (client as unknown as { backchannelLogout(sub: string, sid: string): Promise<void> }).backchannelLogout(
        accountId,
        sid,
      )
      return { kind: 'done' }
    } catch (error) {
      return { kind: 'later', reason: error instanceof Error ? error.message : 'no answer' }
    }
  }
