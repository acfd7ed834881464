import type { Knex } from 'knex'
import type Provider from 'oidc-provider'
import { errors, type InteractionResults } from 'oidc-provider'
import type { Context } from '../../shared/http/context.ts'
import { SECOND } from '../../shared/time.ts'
import { type App, findApp } from '../clients/service.ts'
import type { Permission } from './permission.ts'

/** A question that stands between an app's request and its answer. */
export interface Interaction {
  readonly uid: string
  /** `login`, `create` (sign up), `consent` … */
  readonly prompt: string
  readonly app: App
  readonly loginHint: string | undefined
  readonly uiLocales: string | undefined
  /** where the browser may be sent when it is over: an origin, or the scheme of an app on a device (`com.example.app:`);
   *  nowhere but here: a device waits elsewhere */
  readonly redirectOrigin: string | undefined
  /** who was signed in when it was asked */
  readonly accountId: string | undefined
  /** all that the app asks for, if consent is the question */
  readonly wanted: Permission
}

export interface Login {
  readonly accountId: string
  readonly remember: boolean
  readonly prompt: string
}

/** The question this browser was asked, or undefined: expired, finished, or another browser's. */
export async function findInteraction(provider: Provider, db: Knex, ctx: Context): Promise<Interaction | undefined> {
  try {
    const { uid, prompt, params, session } = await provider.interactionDetails(ctx.req, ctx.res)
    const app = await findApp(db, String(params['client_id']))
    if (!app || uid !== ctx.params['uid']) return undefined
    const value = (name: string) => (typeof params[name] === 'string' ? (params[name] as string) : undefined)
    return {
      uid,
      prompt: prompt.name,
      app,
      loginHint: value('login_hint'),
      uiLocales: value('ui_locales'),
      redirectOrigin: originOf(value('redirect_uri')),
      accountId: session?.accountId,
      wanted: wantedOf(prompt.details),
    }
  } catch (error) {
    return undefinedIfOver(error)
  }
}

/** Answers it with a sign-in; returns where to send the browser, or undefined if the question is over by now. */
export const answerWithLogin = (provider: Provider, ctx: Context, login: Login): Promise<string | undefined> =>
  provider
    .interactionResult(ctx.req, ctx.res, resultOf(login), { mergeWithLastSubmission: false })
    .catch(undefinedIfOver)

/** Goes on with what the person has allowed. */
export const answerWithConsent = (provider: Provider, ctx: Context): Promise<string | undefined> =>
  provider.interactionResult(ctx.req, ctx.res, { consent: {} }).catch(undefinedIfOver)

/** Goes back to the app with nothing (RFC 6749 §4.1.2.1). */
export const answerWithRefusal = (provider: Provider, ctx: Context): Promise<string | undefined> =>
  provider
    .interactionResult(ctx.req, ctx.res, { error: 'access_denied', error_description: 'the person refused' })
    .catch(undefinedIfOver)

/** Asks to sign in once more, because it is not they whom the app should get. */
export const answerWithAnother = (provider: Provider, ctx: Context): Promise<string | undefined> =>
  provider
    .interactionResult(ctx.req, ctx.res, { otherAccount: true }, { mergeWithLastSubmission: false })
    .catch(undefinedIfOver)

/** The engine's account of what is missing: everything, because it was given no grant (grants.ts). */
function wantedOf(details: Readonly<Record<string, unknown>>): Permission {
  const { missingOIDCScope = [], missingOIDCClaims = [], missingResourceScopes = {} } = details
  return {
    scopes: missingOIDCScope as string[],
    claims: missingOIDCClaims as string[],
    apis: missingResourceScopes as Record<string, string[]>,
  }
}

function originOf(address: string | undefined): string | undefined {
  if (address === undefined) return undefined
  const { origin, protocol } = new URL(address)
  return origin === 'null' ? protocol : origin
}

function resultOf({ accountId, remember, prompt }: Login): InteractionResults {
  // one factor, known: authenticator assurance level 1 of NIST SP 800-63B-4; `pwd` is of RFC 8176
  const login = { accountId, remember, acr: 'aal1', amr: ['pwd'], ts: Math.floor(Date.now() / SECOND) }
  return prompt === 'create' ? { login, create: {} } : { login }
}

function undefinedIfOver(error: unknown): undefined {
  if (error instanceof errors.SessionNotFound) return undefined
  throw error
}
